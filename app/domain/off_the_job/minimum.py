"""The least off-the-job hours a funding rule asks for, with every step of the sum.

To 31 July 2025 it is a share of working time: (weeks − weeks ÷ 52 × leave) × hours a week × percent. From 1 August
2025 it is the figure published for the standard. Decimal inside, whole minutes outside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from app.domain.funding_rules import (
    Basis,
    FundingRule,
    PublishedHours,
    ResultRounding,
    Rounding,
    WeeksRounding,
)
from app.domain.refusals import BadInput, Fault
from app.domain.wording import day_words, figure, hours_words, plural

DEFAULT_ROUNDING = "govuk_2024"
_WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a sum: what was done, and what came of it."""

    step: str
    value: str


@dataclass(frozen=True, slots=True)
class Minimum:
    """The minimum. `minutes` is None, and `confirmed` false, where no figure is known.

    `weeks` is the length as the sum used it, to two places. `below_floor`: prior learning leaves less than the rule
    allows anybody to be trained, so the apprenticeship would not be eligible.
    """

    minutes: int | None
    confirmed: bool
    weeks: Decimal
    rounding: str
    working: tuple[Step, ...]
    rule: FundingRule
    below_floor: bool = False


def minimum_hours(
    rule: FundingRule,
    start: date,
    planned_end: date,
    weekly_minutes: int,
    *,
    published: PublishedHours | None = None,
    prior_learning_minutes: int = 0,
    rounding: str = DEFAULT_ROUNDING,
) -> Minimum:
    """The minimum for these dates and this working week, under the rule fixed by the start.

    `published` and `prior_learning_minutes` matter only where the rule goes by published hours. Raises BadInput for
    an end before the start, a week of no hours or more than 168, and an unknown rounding.
    """
    way = _checked(rule, start, planned_end, weekly_minutes, rounding)
    days = (planned_end - start).days + 1
    weeks = _weeks(days, way)
    opening = (
        Step("Funding rule for this start date", f"{rule.name}. The start is {day_words(start)}."),
        Step(
            "Days from the start to the planned end, both counted (planned end − start + 1)",
            f"{day_words(start)} to {day_words(planned_end)}: {plural(days, 'day')}",
        ),
        Step("Weeks", _weeks_words(days, weeks, way)),
    )
    if rule.basis is Basis.PUBLISHED_HOURS:
        return _published(rule, weeks, way, opening, published, prior_learning_minutes)
    owed = _share(rule, weeks * 7 if way.weeks is not WeeksRounding.NONE else Decimal(days), weekly_minutes)
    minutes = _rounded(owed, way)
    working = (*opening, *_share_steps(rule, weeks, weekly_minutes, owed), _rounding_step(minutes, way))
    return Minimum(minutes, True, _two_places(weeks), way.id, working, rule)


def minutes_for_weeks(rule: FundingRule, weeks: int, weekly_minutes: int) -> Decimal:
    """The share of working time for a length given in weeks, in minutes, before any rounding.

    ValueError where the rule goes by published hours.
    """
    return _share(rule, Decimal(weeks) * 7, weekly_minutes)


def counted_week(rule: FundingRule, weekly_minutes: int) -> int:
    """The minutes of a working week that the rule counts."""
    cap = rule.cap_weekly_minutes
    return weekly_minutes if cap is None else min(weekly_minutes, cap)


def _share(rule: FundingRule, days: Decimal, weekly_minutes: int) -> Decimal:
    """Multiplies before it divides, so that a sum that comes out even stays even."""
    if rule.percent is None:
        raise ValueError(f"{rule.id} goes by published hours, not by a share of working time.")
    owed = days * (_WEEKS_A_YEAR - rule.leave_weeks) * counted_week(rule, weekly_minutes) * rule.percent
    return owed / (7 * _WEEKS_A_YEAR * 100)


def _rounded(owed: Decimal, way: Rounding) -> int:
    if way.result is ResultRounding.NEAREST_WHOLE_HOUR:
        return int((owed / 60).quantize(Decimal(1), ROUND_HALF_UP)) * 60
    return int(owed.to_integral_value(ROUND_CEILING))


def _weeks(days: int, way: Rounding) -> Decimal:
    weeks = Decimal(days) / 7
    return weeks.quantize(Decimal(1), ROUND_HALF_UP) if way.weeks is WeeksRounding.NEAREST_WHOLE_WEEK else weeks


def _two_places(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _weeks_words(days: int, weeks: Decimal, way: Rounding) -> str:
    exactly = f"{days:,} ÷ 7 = {figure(Decimal(days) / 7)} weeks"
    if way.weeks is WeeksRounding.NEAREST_WHOLE_WEEK:
        return f"{exactly}, taken to the nearest whole week: {plural(int(weeks), 'week')}"
    return f"{exactly}, not rounded"


def _share_steps(rule: FundingRule, weeks: Decimal, weekly_minutes: int, owed: Decimal) -> Iterator[Step]:
    leave = weeks / _WEEKS_A_YEAR * rule.leave_weeks
    yield Step(
        f"Leave: {figure(rule.leave_weeks)} weeks a year",
        f"{figure(weeks)} ÷ {_WEEKS_A_YEAR} × {figure(rule.leave_weeks)} = {figure(leave)} weeks, not rounded",
    )
    yield Step("Weeks of work, leave taken off", f"{figure(weeks)} − {figure(leave)} = {figure(weeks - leave)} weeks")
    yield Step("Hours a week that count", _week_words(rule, weekly_minutes))
    hours = Decimal(counted_week(rule, weekly_minutes)) / 60
    yield Step(
        f"{rule.percent}% of working time",
        f"{figure(weeks - leave)} weeks × {figure(hours)} hours × {rule.percent}% = {figure(owed / 60)} hours",
    )


def _week_words(rule: FundingRule, weekly_minutes: int) -> str:
    worked = hours_words(weekly_minutes)
    if rule.cap_weekly_minutes is None:
        return f"{worked}; this rule counts the whole week"
    if weekly_minutes > rule.cap_weekly_minutes:
        return f"{worked} are worked; this rule counts no more than {hours_words(rule.cap_weekly_minutes)}"
    return f"{worked}, all of them; this rule counts up to {hours_words(rule.cap_weekly_minutes)}"


def _rounding_step(minutes: int, way: Rounding) -> Step:
    if way.result is ResultRounding.NEAREST_WHOLE_HOUR:
        return Step("Minimum, to the nearest whole hour", hours_words(minutes))
    return Step("Minimum, up to the next whole minute", hours_words(minutes))


def _published(
    rule: FundingRule,
    weeks: Decimal,
    way: Rounding,
    opening: tuple[Step, ...],
    published: PublishedHours | None,
    prior_learning_minutes: int,
) -> Minimum:
    shown = _two_places(weeks)
    by_rule = Step(
        "What this rule goes by", "Hours published for the standard. Neither dates nor working hours change them."
    )
    if published is None:
        unknown = Step(
            "Published hours for this standard", "Not confirmed. The published figure has not been entered yet."
        )
        return Minimum(None, False, shown, way.id, (*opening, by_rule, unknown), rule)
    left = max(0, published.minutes - prior_learning_minutes)
    below = rule.floor_minutes is not None and left < rule.floor_minutes
    working = [*opening, by_rule]
    working.append(
        Step("Published hours for this standard", f"{hours_words(published.minutes)} ({published.source.name})")
    )
    if prior_learning_minutes:
        working.append(Step("Prior learning taken off", hours_words(prior_learning_minutes)))
    if rule.floor_minutes is not None:
        so = "less is left, so the apprenticeship would not be eligible" if below else "met"
        working.append(Step("Least the rule allows", f"{hours_words(rule.floor_minutes)}: {so}"))
    working.append(Step("Minimum", hours_words(left)))
    return Minimum(left, True, shown, way.id, tuple(working), rule, below)


def _checked(rule: FundingRule, start: date, planned_end: date, weekly_minutes: int, rounding: str) -> Rounding:
    faults = []
    if planned_end < start:
        faults.append(Fault("planned_end", "The planned end must be on or after the start."))
    if not 0 < weekly_minutes <= 168 * 60:
        faults.append(Fault("weekly_hours", "The hours a week must be more than 0 and no more than 168."))
    way = rule.rounding(rounding)
    if way is None:
        known = " or ".join(f"“{one.id}”" for one in rule.roundings)
        faults.append(Fault("rounding", f"The rounding must be {known}."))
    if way is None or faults:
        raise BadInput(faults)
    return way
