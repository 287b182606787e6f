"""Off-the-job hours of one apprentice on one day: what is owed, planned, confirmed, waiting and expected by then.

Planned is the training plan's figure and minimum the funding rule's; they are never one number. Expected, shortfall
and pace follow planned. All are whole minutes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.domain.agreed import Agreed
from app.domain.coverage import duty_target
from app.domain.funding_rules import FundingRule
from app.domain.off_the_job.active_learning import ActiveStanding
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.minimum import Minimum, Reading, Step
from app.domain.off_the_job.pace import expected_minutes
from app.domain.off_the_job.working import Figures, steps
from app.domain.off_the_job.working_time import percent_of_working_time, recalculated_minimum, working_minutes
from app.domain.practical_period import PracticalPeriod, months_later
from app.domain.standards import Standard


class LoggedTime(NamedTuple):
    """Time on one day in one state for one duty, from one entry or several added up.

    `counts` is what was decided when it was logged. Dates are looked at again, so that a break recorded later
    uncounts what lies in it.
    """

    happened_on: date
    minutes: int
    state: TimeState
    counts: bool = True
    duty: str | None = None


class MonthHours(NamedTuple):
    """What counts in one month; `month` is its first day."""

    month: date
    confirmed: int
    waiting: int
    queried: int


@dataclass(frozen=True, slots=True)
class DutyHours:
    """One duty's days as minutes, None where the standard gives none, and what was confirmed for it."""

    code: str
    target_minutes: int | None
    confirmed_minutes: int


@dataclass(frozen=True, slots=True)
class RuleNamed:
    """A funding rule as every answer names it; `start_from` and `start_to` are its first and last start dates."""

    id: str
    name: str
    start_from: date | None
    start_to: date | None
    percent: int | None
    source: str


@dataclass(frozen=True, slots=True)
class HoursSummary:
    """The contract's off-the-job summary, as it stood on the day `on`.

    `planned_minutes`, and with it `expected_minutes` and `shortfall_minutes`, is None where neither the training plan
    nor the standard gives a figure; `original_planned_minutes` is what was planned first. `minimum_minutes`, by what
    held on the first day, is None while it is not confirmed; `minimum_readings` are what it is as each source reads the
    rule. `recalculated_minimum_minutes` is the rule's share of all that was agreed since, None where nothing changed or
    where hours are published. `in_breaks_minutes` would count but lie in a break in learning, so they are in no total.
    Shortfall is expected less confirmed, never below 0. Forecast is confirmed and planned sessions not yet held
    together; what waits or is queried is shown beside it and joins it once confirmed. `working_minutes` is rounded
    down; `percent_of_working_time` has one decimal, rounded down, and is None before the first working day. `active`
    is how the rule on active learning stands.
    """

    on: date
    rule: RuleNamed
    minimum_minutes: int | None
    minimum_readings: tuple[Reading, ...]
    recalculated_minimum_minutes: int | None
    original_planned_minutes: int | None
    planned_minutes: int | None
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int
    in_breaks_minutes: int
    expected_minutes: int | None
    shortfall_minutes: int | None
    planned_sessions_minutes: int
    forecast_minutes: int
    working_minutes: int
    percent_of_working_time: Decimal | None
    target_percent: int | None
    by_month: tuple[MonthHours, ...]
    by_duty: tuple[DutyHours, ...]
    working: tuple[Step, ...]
    active: tuple[ActiveStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursInBrief:
    """The figures of a summary that a list of many people shows, each as `HoursSummary` has it."""

    on: date
    planned_minutes: int | None
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int
    expected_minutes: int | None


def hours_in_brief(
    minutes: Mapping[TimeState, int],
    *,
    standard: Standard,
    period: PracticalPeriod,
    plan_minutes: int | None,
    day_minutes: int | None,
    today: date,
) -> HoursInBrief:
    """One apprentice's hours on this day from what counts, added up by state."""
    planned = planned_hours(plan_minutes, standard, day_minutes)
    return HoursInBrief(
        on=today,
        planned_minutes=planned,
        confirmed_minutes=minutes.get(TimeState.CONFIRMED, 0),
        waiting_minutes=minutes.get(TimeState.WAITING, 0),
        queried_minutes=minutes.get(TimeState.QUERIED, 0),
        expected_minutes=None if planned is None else expected_minutes(planned, period, today),
    )


def rule_named(rule: FundingRule) -> RuleNamed:
    """This rule as every answer names it."""
    return RuleNamed(rule.id, rule.name, rule.start_from, rule.start_to, rule.percent, rule.source.name)


def planned_hours(plan_minutes: int | None, standard: Standard, day_minutes: int | None) -> int | None:
    """What the training plan says, else the standard's off-the-job days at the programme's length of day."""
    return plan_minutes if plan_minutes is not None else duty_target(standard.otj_days_total, day_minutes)


def counted(time: Iterable[LoggedTime], period: PracticalPeriod, today: date) -> tuple[LoggedTime, ...]:
    """What counts of this time, up to and including today: within the practical period and outside every break."""
    last = min(today, period.ended_on or today)
    within = [one for one in time if one.counts and period.start <= one.happened_on <= last]
    if not period.breaks:
        return tuple(within)
    return tuple(one for one in within if not period.on_a_break(one.happened_on))


def summarise(
    *,
    rule: FundingRule,
    minimum: Minimum,
    standard: Standard,
    period: PracticalPeriod,
    agreed: Agreed,
    day_minutes: int | None,
    target_percent: int | None,
    time: Iterable[LoggedTime],
    today: date,
    planned_sessions_minutes: int = 0,
    active: tuple[ActiveStanding, ...] = (),
) -> HoursSummary:
    """Everything about one apprentice's hours on this day.

    `day_minutes` and `target_percent` are the programme's. `planned_sessions_minutes` are of sessions planned from
    this day on and not yet held, on days that count. Working time takes for each stretch the week agreed for it.
    """
    time = tuple(time)
    counting = counted(time, period, today)
    minutes = _by_state(counting)
    confirmed, waiting, queried = (minutes[state] for state in _TOTALLED)
    original, plan_minutes = agreed.original.planned_minutes, agreed.on(today).planned_minutes
    planned = planned_hours(plan_minutes, standard, day_minutes)
    expected = None if planned is None else expected_minutes(planned, period, today)
    percent = percent_of_working_time(confirmed, rule, agreed, period, today)
    figures = Figures(
        minimum.minutes,
        recalculated_minimum(rule, agreed, period, minimum.rounding),
        planned_hours(original, standard, day_minutes),
        planned,
        plan_minutes is not None,
        confirmed,
        waiting,
        queried,
        _in_breaks(time, period, today),
        planned_sessions_minutes,
        expected,
        percent,
    )
    return HoursSummary(
        on=today,
        rule=rule_named(rule),
        minimum_minutes=minimum.minutes,
        minimum_readings=minimum.readings,
        recalculated_minimum_minutes=figures.recalculated,
        original_planned_minutes=figures.original,
        planned_minutes=planned,
        confirmed_minutes=confirmed,
        waiting_minutes=waiting,
        queried_minutes=queried,
        in_breaks_minutes=figures.in_breaks,
        expected_minutes=expected,
        shortfall_minutes=None if expected is None else max(0, expected - confirmed),
        planned_sessions_minutes=planned_sessions_minutes,
        forecast_minutes=confirmed + planned_sessions_minutes,
        working_minutes=int(working_minutes(rule, agreed, period, today)),
        percent_of_working_time=percent,
        target_percent=target_percent,
        by_month=_by_month(counting, period, today),
        by_duty=_by_duty(counting, standard, day_minutes),
        working=steps(figures, rule, standard, period, agreed, day_minutes, target_percent, today),
        active=active,
    )


_TOTALLED = (TimeState.CONFIRMED, TimeState.WAITING, TimeState.QUERIED)


def _in_breaks(time: Iterable[LoggedTime], period: PracticalPeriod, today: date) -> int:
    last = min(today, period.ended_on or today)
    return sum(
        one.minutes
        for one in time
        if one.counts
        and one.state in _TOTALLED
        and period.start <= one.happened_on <= last
        and period.on_a_break(one.happened_on)
    )


def _by_state(time: Iterable[LoggedTime]) -> Counter[TimeState]:
    minutes: Counter[TimeState] = Counter()
    for one in time:
        minutes[one.state] += one.minutes
    return minutes


def _by_month(time: Sequence[LoggedTime], period: PracticalPeriod, today: date) -> tuple[MonthHours, ...]:
    """Every month from the start to today, or to the end of the practical period, those without hours too."""
    minutes: Counter[tuple[int, int, TimeState]] = Counter()
    for one in time:
        minutes[one.happened_on.year, one.happened_on.month, one.state] += one.minutes
    rows = []
    month = period.start.replace(day=1)
    while month <= min(today, period.ended_on or today):
        rows.append(MonthHours(month, *(minutes[month.year, month.month, state] for state in _TOTALLED)))
        month = months_later(month, 1)
    return tuple(rows)


def _by_duty(time: Sequence[LoggedTime], standard: Standard, day_minutes: int | None) -> tuple[DutyHours, ...]:
    minutes: Counter[str | None] = Counter()
    for one in time:
        if one.state is TimeState.CONFIRMED:
            minutes[one.duty] += one.minutes
    return tuple(
        DutyHours(duty.code, duty_target(duty.otj_days, day_minutes), minutes[duty.code]) for duty in standard.duties
    )
