"""Paid working time, from what was agreed for each stretch of it, and what the funding rule asks of such a life.

Every stretch is worked out on its own week: a change of hours changes nothing that lies behind it. Days in a break in
learning and days without an employer are left out, so time splits into parts that add up to the whole, exactly.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from app.domain.agreed import Agreed
from app.domain.apprenticeships import Break, Terms
from app.domain.funding_rules import FundingRule, ResultRounding
from app.domain.practical_period import PracticalPeriod, break_days

_WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time with one working week, from `since` to `until`, the first day after it. `days` leave out breaks and gaps."""

    since: date
    until: date
    days: int
    weekly_minutes: int
    weeks_a_year: float

    @property
    def average_week(self) -> Fraction:
        """Paid minutes a week, spread over the whole year."""
        return self.weekly_minutes * Fraction(str(self.weeks_a_year)) / _WEEKS_A_YEAR


def stretches(agreed: Agreed, period: PracticalPeriod, since: date, until: date) -> tuple[Stretch, ...]:
    """The stretches of the practical period from `since` up to but not including `until`, by their first day."""
    first, last = max(since, period.start), until
    days = sorted({first, *(one.effective_on for one in agreed.over_time if first < one.effective_on < last)})
    off = (*period.breaks, *(Break(gap.since, gap.until) for gap in agreed.gaps))
    found: list[Stretch] = []
    for begin, end in zip(days, [*days[1:], last], strict=True):
        if begin < end:
            _add(found, agreed.on(begin), begin, end, (end - begin).days - break_days(off, begin, end))
    return tuple(found)


def _add(found: list[Stretch], terms: Terms, begin: date, end: date, days: int) -> None:
    """Add a stretch, or make the one before longer where the week stayed as it was."""
    if found and (found[-1].weekly_minutes, found[-1].weeks_a_year) == (terms.weekly_minutes, terms.weeks_a_year):
        before = found.pop()
        begin, days = before.since, before.days + days
    found.append(Stretch(begin, end, days, terms.weekly_minutes, terms.weeks_a_year))


def stretches_so_far(agreed: Agreed, period: PracticalPeriod, today: date) -> tuple[Stretch, ...]:
    """The stretches from the start to today, or to the last day of learning, both ends counted."""
    return stretches(agreed, period, period.start, min(today, period.ended_on or today) + timedelta(days=1))


def paid_minutes(rule: FundingRule, parts: tuple[Stretch, ...]) -> Fraction:
    """Paid working time of these stretches, exactly: every hour of the week, with leave taken off as the rule does."""
    working_year = Fraction(_WEEKS_A_YEAR - rule.leave_weeks) / _WEEKS_A_YEAR
    return sum((Fraction(part.days, 7) * part.average_week * working_year for part in parts), Fraction())


def working_minutes(rule: FundingRule, agreed: Agreed, period: PracticalPeriod, today: date) -> Fraction:
    """Paid working time so far, in minutes, not rounded."""
    return paid_minutes(rule, stretches_so_far(agreed, period, today))


def percent_of_working_time(
    confirmed: int, rule: FundingRule, agreed: Agreed, period: PracticalPeriod, today: date
) -> Decimal | None:
    """Confirmed hours as a share of working time so far, one decimal, rounded down; None before any working time."""
    worked = working_minutes(rule, agreed, period, today)
    if worked <= 0:
        return None
    return (Decimal(int(confirmed * 1000 / worked)) / 10).quantize(Decimal("0.1"), ROUND_FLOOR)


def has_changed(agreed: Agreed, period: PracticalPeriod) -> bool:
    """Whether hours, weeks or the planned end differ from what held on the first day, or there was a break or a gap."""
    first = agreed.at_the_start
    return bool(period.breaks or agreed.gaps) or any(
        (one.weekly_minutes, one.weeks_a_year, one.planned_end)
        != (first.weekly_minutes, first.weeks_a_year, first.planned_end)
        for one in agreed.over_time
    )


def recalculated_minimum(rule: FundingRule, agreed: Agreed, period: PracticalPeriod, rounding: str) -> int | None:
    """The rule's share of working time from the start to the planned end of today, each stretch on its own week.

    None where nothing has changed, and where the rule goes by published hours, which no change of hours moves. To
    work the minimum out again after a change is advised, not compulsory, so this stands beside it.
    """
    if rule.percent is None or not has_changed(agreed, period):
        return None
    parts = stretches(agreed, period, period.start, period.planned_end + timedelta(days=1))
    cap = rule.cap_weekly_minutes
    working_year = Fraction(_WEEKS_A_YEAR - rule.leave_weeks) / _WEEKS_A_YEAR
    owed = sum((Fraction(part.days, 7) * _capped(part.average_week, cap) for part in parts), Fraction())
    return _rounded(owed * working_year * rule.percent / 100, rule, rounding)


def _capped(week: Fraction, cap: int | None) -> Fraction:
    return week if cap is None else min(week, Fraction(cap))


def _rounded(owed: Fraction, rule: FundingRule, rounding: str) -> int:
    way = rule.rounding(rounding)
    if way is not None and way.result is ResultRounding.NEAREST_WHOLE_HOUR:
        return int(owed / 60 + Fraction(1, 2)) * 60
    return -int(-owed // 1)
