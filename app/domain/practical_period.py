"""The practical period: from the day learning starts to gateway, and the breaks in learning within it."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from app.domain.apprenticeships import Break
from app.domain.people import ENDED, ApprenticeshipStatus


@dataclass(frozen=True, slots=True)
class PracticalPeriod:
    """One apprenticeship's dates. `ended_on` is the last day of learning (gateway, or leaving), None until then."""

    start: date
    planned_end: date
    ended_on: date | None = None
    breaks: tuple[Break, ...] = ()

    def on_a_break(self, day: date) -> bool:
        """Whether this day lies in any break."""
        return any(pause.covers(day) for pause in self.breaks)


def last_day_of_learning(said: Iterable[tuple[date, ApprenticeshipStatus]]) -> date | None:
    """The day before an apprenticeship ended, from statuses with their first days in the order of recording.

    Of two for one day the later recorded holds. Where it was taken up again and ended again, the last end counts.
    None where it never ended.
    """
    over_time = sorted(dict(said).items())
    ended: date | None = None
    before = ApprenticeshipStatus.ACTIVE
    for since, status in over_time:
        if status in ENDED and before not in ENDED:
            ended = since - timedelta(days=1)
        before = status
    return ended


def break_days(breaks: Sequence[Break], since: date, until: date) -> int:
    """Days in a break from `since` up to but not including `until`; a day in two breaks counts once."""
    counted = 0
    reached = since
    for pause in sorted(breaks, key=lambda pause: pause.since):
        first = max(pause.since, reached)
        last = until if pause.back_on is None else min(pause.back_on, until)
        if first < last:
            counted += (last - first).days
            reached = last
    return counted


def after_learning_days(start: date, days: int, breaks: Sequence[Break]) -> date | None:
    """The day on which this many days of learning lie behind, breaks left out.

    None when that day falls in a break from which nobody has returned yet. Raises OverflowError beyond any calendar.
    """
    on = start + timedelta(days=days)
    for pause in sorted(breaks, key=lambda pause: pause.since):
        first = max(pause.since, start)
        if first > on:
            break
        if pause.back_on is None:
            return None
        on += timedelta(days=max(0, (pause.back_on - first).days))
        start = max(start, pause.back_on)
    return on


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day where it is shorter.

    Raises OverflowError beyond any calendar.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > MAXYEAR:
        raise OverflowError("date value out of range")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of_month(day: date) -> date:
    """The last day of this day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
