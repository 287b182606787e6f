"""The pace of one kind of work: what was done in three equal spans of learning time before today, breaks left out.

The pace is that of all three together; the slowest and the fastest of them are how far it goes up and down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.practical_period import PracticalPeriod, break_days

SPANS = 3
LEAST_SPAN_DAYS = 28
"""Shorter spans would say more of one good week than of a pace."""
MOST_SPAN_DAYS = 112
"""Three of these are about a year, so that each season, holiday and rush is in it once; longer ago says little."""
FEWEST_DAYS = 3
"""On fewer days than this something was done once or twice, which is no pace."""


@dataclass(frozen=True, slots=True)
class Done:
    """So many units were done on a day: KSBs accepted, or minutes confirmed."""

    on: date
    units: int


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: what of it is left today, and everything that was done of it."""

    left: int
    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Units done in each of the spans, oldest first, and how many days of learning a span has."""

    spans: tuple[int, ...]
    span_days: int

    @property
    def units(self) -> int:
        """Units of all spans together."""
        return sum(self.spans)

    @property
    def days(self) -> int:
        """Days of learning of all spans together."""
        return self.span_days * len(self.spans)


def pace_of(done: Sequence[Done], period: PracticalPeriod, today: date) -> Pace | str:
    """The pace by today, or a sentence on why there is none."""
    span_days = min(MOST_SPAN_DAYS, learning_days(period, today) // SPANS)
    if span_days < LEAST_SPAN_DAYS:
        return f"Too early to say: a pace takes {SPANS * LEAST_SPAN_DAYS} days of learning."
    reached = learning_days(period, today)
    spans, days = [0] * SPANS, set()
    for one in done:
        ago = reached - learning_days(period, one.on)
        if one.units > 0 and one.on <= today and 0 <= ago < span_days * SPANS:
            spans[SPANS - 1 - ago // span_days] += one.units
            days.add(one.on)
    if len(days) < FEWEST_DAYS:
        return f"No pace to go by: something was done on {len(days)} of the last {span_days * SPANS} days of learning."
    return Pace(tuple(spans), span_days)


def learning_days(period: PracticalPeriod, day: date) -> int:
    """Days of learning before this day, breaks left out; below 0 before the start."""
    return (day - period.start).days - break_days(period.breaks, period.start, day)
