"""From what is left and a pace to days: the earliest, the likeliest and the latest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.apprenticeships import Break
from app.domain.forecast.pace import Pace
from app.domain.practical_period import after_learning_days

MOST_DAYS = 5 * 365
"""What lies further ahead than five years is no forecast."""


class NoDay(StrEnum):
    """Why there is no day: at that pace nothing is done, it takes more than five years, or a break has no end."""

    NOTHING_DONE = "nothing_done"
    TOO_LONG = "too_long"
    NO_RETURN = "no_return"


@dataclass(frozen=True, slots=True)
class Range:
    """Days by which something is done. `latest` is None where no end can be given, and `open_end` says why not."""

    earliest: date
    likely: date
    latest: date | None
    open_end: tuple[NoDay, ...] = ()


def range_of(left: int, pace: Pace, today: date, breaks: Sequence[Break]) -> Range | str:
    """When what is left is done: at the pace of all spans, of the fastest and of the slowest.

    Breaks that are known are left out. A sentence where that cannot be said.
    """
    likely = _day(left, pace.units, pace.days, today, breaks)
    earliest = _day(left, max(pace.spans), pace.span_days, today, breaks)
    latest = _day(left, min(pace.spans), pace.span_days, today, breaks)
    if isinstance(likely, NoDay) or isinstance(earliest, NoDay):
        if NoDay.NO_RETURN in (likely, earliest) or any(one.back_on is None and one.covers(today) for one in breaks):
            return "The break in learning has no date of return, so no day can be given."
        return "At this pace it takes more than five years, which is no forecast."
    return Range(earliest, likely, None, (latest,)) if isinstance(latest, NoDay) else Range(earliest, likely, latest)


def together(ranges: Iterable[Range]) -> Range | None:
    """When all of them are done: the last one’s days; None for none."""
    every = list(ranges)
    if not every:
        return None
    latest = [one.latest for one in every if one.latest is not None]
    return Range(
        max(one.earliest for one in every),
        max(one.likely for one in every),
        max(latest) if len(latest) == len(every) else None,
        tuple(dict.fromkeys(why for one in every for why in one.open_end)),
    )


def _day(left: int, units: int, days: int, today: date, breaks: Sequence[Break]) -> date | NoDay:
    if left <= 0:
        return today
    if units <= 0:
        return NoDay.NOTHING_DONE
    needed = -(-left * days // units)
    if needed > MOST_DAYS:
        return NoDay.TOO_LONG
    return after_learning_days(today, needed, breaks) or NoDay.NO_RETURN
