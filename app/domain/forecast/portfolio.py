"""When a portfolio shows everything: what it lacks at the pace of accepted pieces, and freezing it after that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.forecast.pace import Done
from app.domain.london import london_date
from app.domain.portfolio import Manifest


@dataclass(frozen=True, slots=True)
class Whole:
    """A portfolio that showed every KSB asked for: the first day on which each was accepted, and when it was frozen."""

    shown: Mapping[str, date]
    frozen_on: date

    @property
    def shown_on(self) -> date:
        """The day on which the last of them was accepted."""
        return max(self.shown.values())


def first_shown(pieces: Iterable[Mapping[str, date]]) -> dict[str, date]:
    """Of each KSB the first day on which one of these pieces was accepted for it."""
    found: dict[str, date] = {}
    for tags in pieces:
        for ksb, day in tags.items():
            found[ksb] = min(day, found.get(ksb, day))
    return found


def days_of(shown: Mapping[str, date], asked: Sequence[str]) -> tuple[Done, ...]:
    """The KSBs asked for that are shown, each done on its day."""
    return tuple(Done(shown[code], 1) for code in asked if code in shown)


def first_whole(manifests: Iterable[Manifest], asked: Sequence[str]) -> Whole | None:
    """The first of these that shows every KSB asked for, None where none does."""
    for one in manifests:
        tags = (
            {tag.ksb: date.fromisoformat(tag.accepted_on) for tag in piece.tags if tag.accepted_on}
            for piece in one.pieces
        )
        shown = first_shown(tags)
        if asked and set(asked) <= set(shown):
            frozen = london_date(datetime.fromisoformat(one.frozen_at))
            return Whole({code: shown[code] for code in asked}, frozen)
    return None
