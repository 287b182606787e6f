"""What would bring the whole forward most: each offer is tried, everything else left as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.apprenticeships import Break
from app.domain.forecast.pace import Pace
from app.domain.forecast.range import Range, range_of, together
from app.domain.forecast.steps import StepTime, step_after

MOST = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """Something somebody could do for some checks: so many units less are left, or so many more a span.

    `pieces` is how many pieces it takes at the least, for what is counted in pieces.

    `words` are what is done, such as “Two more pieces for K11 and B6”; `plural` says how the sentence goes on.
    """

    checks: tuple[str, ...]
    words: str
    plural: bool
    units: int = 0
    faster: int = 0
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Lever:
    """An offer and what it moves, in days: the whole, and of its own checks the one it moves most."""

    offer: Offer
    whole_days: int
    check_days: int


@dataclass(frozen=True, slots=True)
class Moving:
    """A check that has a pace: what is left of it.

    `beside` is what else of the same check has to be done, in pieces at a pace of their own, and `then` the step that
    somebody takes once all of it is.
    """

    left: int
    pace: Pace
    beside: tuple["Moving", ...] = ()
    then: StepTime | None = None

    def range(self, today: date, breaks: Sequence[Break]) -> Range | str:
        """When all of it is done; a sentence where that cannot be said."""
        found = [range_of(self.left, self.pace, today, breaks), *(one.range(today, breaks) for one in self.beside)]
        known = [one for one in found if isinstance(one, Range)]
        whole = together(known)
        if whole is None or len(known) < len(found):
            return next(one for one in found if isinstance(one, str))
        return step_after(self.then, whole) if self.then else whole


def levers(
    moving: Mapping[str, Moving],
    fixed: Sequence[Range],
    offers: Sequence[Offer],
    today: date,
    breaks: Sequence[Break],
) -> tuple[Lever, ...]:
    """The three offers that move the whole most, then those that move their own check; none that moves nothing.

    `fixed` are ranges that nothing moves, such as the shortest time on programme.
    """
    before = {check: one.range(today, breaks) for check, one in moving.items()}
    whole = _together(before, fixed)
    if whole is None:
        return ()
    found = []
    for offer in offers:
        then = {check: _with(moving[check], offer).range(today, breaks) for check in offer.checks}
        after = _together({**before, **then}, fixed)
        moved = [_earlier(before[check], then[check]) for check in offer.checks]
        if after is not None:
            found.append(Lever(offer, (whole.likely - after.likely).days, max(moved, default=0)))
    found.sort(key=lambda one: (-one.whole_days, -one.check_days))
    return tuple(one for one in found if one.check_days > 0)[:MOST]


def _with(one: Moving, offer: Offer) -> Moving:
    faster = Pace(tuple(units + offer.faster for units in one.pace.spans), one.pace.span_days)
    beside = tuple(replace(each, left=max(0, each.left - offer.pieces)) for each in one.beside)
    return replace(one, left=max(0, one.left - offer.units), pace=faster, beside=beside)


def _earlier(before: Range | str, after: Range | str) -> int:
    return (before.likely - after.likely).days if isinstance(before, Range) and isinstance(after, Range) else 0


def _together(ranges: Mapping[str, Range | str], fixed: Sequence[Range]) -> Range | None:
    known = [one for one in ranges.values() if isinstance(one, Range)]
    return together([*known, *fixed]) if len(known) == len(ranges) else None
