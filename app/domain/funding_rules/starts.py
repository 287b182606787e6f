"""Facts that hold for a period of start dates: finding the one for a start, and gaps between them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol, TypeVar


class ForStarts(Protocol):
    """A fact for the starts from `start_from` to `start_to`, both included; None is open."""

    @property
    def start_from(self) -> date | None: ...
    @property
    def start_to(self) -> date | None: ...


Dated = TypeVar("Dated", bound=ForStarts)


def covers(dated: ForStarts, start: date) -> bool:
    """Whether the fact is for this start."""
    return (dated.start_from is None or dated.start_from <= start) and (
        dated.start_to is None or start <= dated.start_to
    )


def the_one_for(items: Iterable[Dated], start: date, what: str) -> Dated:
    """The first fact for this start; LookupError where there is none."""
    for item in items:
        if covers(item, start):
            return item
    raise LookupError(f"No {what} covers a start on {start.isoformat()}.")


def run_faults(what: str, items: Sequence[ForStarts], start_from: date | None, start_to: date | None) -> Iterable[str]:
    """A sentence for each gap, overlap or wrong end among facts that should follow each other without a break."""
    if not items:
        yield f"{what} are empty."
        return
    if items[0].start_from != start_from:
        yield f"{what} begin with {_day(items[0].start_from)}, not {_day(start_from)}."
    if items[-1].start_to != start_to:
        yield f"{what} end with {_day(items[-1].start_to)}, not {_day(start_to)}."
    for before, after in pairwise(items):
        if before.start_to is None or after.start_from != before.start_to + timedelta(days=1):
            yield f"{what} do not join: {_day(before.start_to)} is followed by {_day(after.start_from)}."


def _day(day: date | None) -> str:
    return "no date" if day is None else day.isoformat()
