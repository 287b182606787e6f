"""The minimum as a share of working time."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from app.domain.funding_rules import FundingRule, ResultRounding, Rounding, TermTime, WeeksRounding
from app.domain.off_the_job.minimum.values import Minimum, Read, Step, Terms
from app.domain.wording import figure, hours_words, plural

WEEKS_A_YEAR = 52


def minutes_for_weeks(rule: FundingRule, weeks: int | Decimal, weekly_minutes: int | Decimal) -> Decimal:
    """The share of working time for a length given in weeks, in minutes, before any rounding.

    ValueError where the rule goes by published hours.
    """
    return _share(rule, Decimal(weeks) * 7, Decimal(weekly_minutes))


def counted_week(rule: FundingRule, weekly_minutes: int) -> int:
    """The minutes of a working week that the rule counts."""
    cap = rule.cap_weekly_minutes
    return weekly_minutes if cap is None else min(weekly_minutes, cap)


def average_week(weekly_minutes: int, weeks_a_year: Decimal, over: TermTime | None) -> Decimal:
    """Minutes of work in an average week: those of term-time work spread over the year as the reading says."""
    if over is None or weeks_a_year >= over.weeks:
        return Decimal(weekly_minutes)
    return weekly_minutes * weeks_a_year / over.weeks


def of_working_time(terms: Terms, read: Read, days: int, weeks: Decimal, opening: tuple[Step, ...]) -> Minimum:
    """The minimum with its steps."""
    rule, way = terms.rule, read.rounding
    average = average_week(terms.weekly_minutes, terms.weeks_a_year, read.term_time)
    counted = _counted(rule, average)
    owed = _share(rule, weeks * 7 if way.weeks is not WeeksRounding.NONE else Decimal(days), average)
    minutes = _rounded(owed, way)
    working = (
        *opening,
        *_leave_steps(rule, weeks),
        *_average_steps(terms, read.term_time, average),
        Step("Hours a week that count", _week_words(rule, average)),
        _share_step(rule, weeks, counted, owed),
        _rounding_step(minutes, way),
    )
    return Minimum(minutes, True, two_places(weeks), way.id, working, rule)


def weeks_of(days: int, way: Rounding) -> Decimal:
    """The length in weeks as the rounding has it."""
    weeks = Decimal(days) / 7
    return weeks.quantize(Decimal(1), ROUND_HALF_UP) if way.weeks is WeeksRounding.NEAREST_WHOLE_WEEK else weeks


def weeks_words(days: int, weeks: Decimal, way: Rounding) -> str:
    """The length in weeks as a step says it."""
    exactly = f"{days:,} ÷ 7 = {figure(Decimal(days) / 7)} weeks"
    if way.weeks is WeeksRounding.NEAREST_WHOLE_WEEK:
        return f"{exactly}, taken to the nearest whole week: {plural(int(weeks), 'week')}"
    return f"{exactly}, not rounded"


def two_places(value: Decimal) -> Decimal:
    """A figure to two places, halves up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _counted(rule: FundingRule, week: Decimal) -> Decimal:
    cap = rule.cap_weekly_minutes
    return week if cap is None else min(week, Decimal(cap))


def _share(rule: FundingRule, days: Decimal, week: Decimal) -> Decimal:
    """Multiplies before it divides, so that a sum that comes out even stays even."""
    if rule.percent is None:
        raise ValueError(f"{rule.id} goes by published hours, not by a share of working time.")
    owed = days * (WEEKS_A_YEAR - rule.leave_weeks) * _counted(rule, week) * rule.percent
    return owed / (7 * WEEKS_A_YEAR * 100)


def _rounded(owed: Decimal, way: Rounding) -> int:
    if way.result is ResultRounding.NEAREST_WHOLE_HOUR:
        return int((owed / 60).quantize(Decimal(1), ROUND_HALF_UP)) * 60
    return int(owed.to_integral_value(ROUND_CEILING))


def _leave_steps(rule: FundingRule, weeks: Decimal) -> Iterator[Step]:
    leave = weeks / WEEKS_A_YEAR * rule.leave_weeks
    yield Step(
        f"Leave: {figure(rule.leave_weeks)} weeks a year",
        f"{figure(weeks)} ÷ {WEEKS_A_YEAR} × {figure(rule.leave_weeks)} = {figure(leave)} weeks, not rounded",
    )
    yield Step("Weeks of work, leave taken off", f"{figure(weeks)} − {figure(leave)} = {figure(weeks - leave)} weeks")


def _average_steps(terms: Terms, over: TermTime | None, average: Decimal) -> Iterator[Step]:
    if over is None or terms.weeks_a_year >= over.weeks:
        return
    yield Step(
        "Average week of term-time work",
        f"{hours_words(terms.weekly_minutes)} × {figure(terms.weeks_a_year)} weeks a year ÷ {figure(over.weeks)} weeks "
        f"= {figure(average / 60)} hours",
    )


def _share_step(rule: FundingRule, weeks: Decimal, counted: Decimal, owed: Decimal) -> Step:
    leave = weeks / WEEKS_A_YEAR * rule.leave_weeks
    return Step(
        f"{rule.percent}% of working time",
        f"{figure(weeks - leave)} weeks × {figure(counted / 60)} hours × {rule.percent}% = {figure(owed / 60)} hours",
    )


def _week_words(rule: FundingRule, week: Decimal) -> str:
    worked = hours_words(int(week)) if week == int(week) else f"{figure(week / 60)} hours"
    if rule.cap_weekly_minutes is None:
        return f"{worked}; this rule counts the whole week"
    if week > rule.cap_weekly_minutes:
        return f"{worked} are worked; this rule counts no more than {hours_words(rule.cap_weekly_minutes)}"
    return f"{worked}, all of them; this rule counts up to {hours_words(rule.cap_weekly_minutes)}"


def _rounding_step(minutes: int, way: Rounding) -> Step:
    if way.result is ResultRounding.NEAREST_WHOLE_HOUR:
        return Step("Minimum, to the nearest whole hour", hours_words(minutes))
    return Step("Minimum, up to the next whole minute", hours_words(minutes))
