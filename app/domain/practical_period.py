"""The practical period: from the day learning starts to gateway, and the breaks in learning within it."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class BreakInLearning:
    """An agreed pause. `began_on` is its first day; `returned_on` the first day back, None while nobody is back."""

    began_on: date
    returned_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this day lies in the break."""
        return self.began_on <= day and (self.returned_on is None or day < self.returned_on)


@dataclass(frozen=True, slots=True)
class PracticalPeriod:
    """One apprenticeship's dates. `ended_on` is the last day of learning (gateway, or leaving), None until then."""

    start: date
    planned_end: date
    ended_on: date | None = None
    breaks: tuple[BreakInLearning, ...] = ()

    def on_a_break(self, day: date) -> bool:
        """Whether this day lies in any break."""
        return any(pause.covers(day) for pause in self.breaks)


def break_days(breaks: Sequence[BreakInLearning], since: date, until: date) -> int:
    """Days in a break from `since` up to but not including `until`; a day in two breaks counts once."""
    counted = 0
    reached = since
    for pause in sorted(breaks, key=lambda pause: pause.began_on):
        first = max(pause.began_on, reached)
        last = until if pause.returned_on is None else min(pause.returned_on, until)
        if first < last:
            counted += (last - first).days
            reached = last
    return counted


def after_learning_days(start: date, days: int, breaks: Sequence[BreakInLearning]) -> date | None:
    """The day on which this many days of learning lie behind, breaks left out.

    None when that day falls in a break from which nobody has returned yet.
    """
    on = start + timedelta(days=days)
    for pause in sorted(breaks, key=lambda pause: pause.began_on):
        first = max(pause.began_on, start)
        if first > on:
            break
        if pause.returned_on is None:
            return None
        on += timedelta(days=max(0, (pause.returned_on - first).days))
        start = max(start, pause.returned_on)
    return on


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of_month(day: date) -> date:
    """The last day of this day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
