"""The summary's working: every figure again as a step with its terms, for a lay reader or an auditor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from app.domain.agreed import Agreed
from app.domain.funding_rules import FundingRule
from app.domain.off_the_job.minimum import Step
from app.domain.off_the_job.working_time import Stretch, paid_minutes, stretches_so_far
from app.domain.practical_period import PracticalPeriod, break_days
from app.domain.standards import Standard
from app.domain.wording import day_words, figure, hours_words, plural

FULL_YEAR = 52


@dataclass(frozen=True, slots=True)
class Figures:
    """What the steps explain, in minutes. `by_plan`: the planned figure is the training plan's own."""

    minimum: int | None
    recalculated: int | None
    original: int | None
    planned: int | None
    by_plan: bool
    confirmed: int
    waiting: int
    queried: int
    in_breaks: int
    planned_sessions: int
    expected: int | None
    percent: Decimal | None


def steps(
    figures: Figures,
    rule: FundingRule,
    standard: Standard,
    period: PracticalPeriod,
    agreed: Agreed,
    day_minutes: int | None,
    target_percent: int | None,
    today: date,
) -> tuple[Step, ...]:
    """The steps, in the order in which the page shows the figures."""
    return (
        *_minimum_steps(figures, rule, agreed, period),
        *_planned_steps(figures, standard, day_minutes),
        *_done_steps(figures, period, today),
        *_expected_steps(figures, period, today),
        *_share_steps(figures, rule, period, agreed, target_percent, today),
    )


def _minimum_steps(figures: Figures, rule: FundingRule, agreed: Agreed, period: PracticalPeriod) -> Iterator[Step]:
    owed = "not confirmed" if figures.minimum is None else hours_words(figures.minimum)
    yield Step("Minimum, by the funding rule", f"{owed} ({rule.name})")
    if figures.recalculated is None:
        return
    first = agreed.at_the_start
    yield Step(
        "What the minimum goes by",
        f"What held on the first day: {hours_words(first.weekly_minutes)} a week to {day_words(first.planned_end)}",
    )
    yield Step(
        "Minimum worked out again",
        f"{hours_words(figures.recalculated)} to {day_words(period.planned_end)}, each stretch on its own hours, "
        "breaks and time without an employer left out. The guidance advises this after a change; it is not "
        "compulsory, so the minimum above stays.",
    )


def _planned_steps(figures: Figures, standard: Standard, day_minutes: int | None) -> Iterator[Step]:
    yield _planned_step(figures, standard, day_minutes)
    if figures.original != figures.planned:
        first = "not confirmed" if figures.original is None else hours_words(figures.original)
        yield Step("Planned at first", f"{first}, as agreed originally; it stays on record")


def _planned_step(figures: Figures, standard: Standard, day_minutes: int | None) -> Step:
    if figures.planned is None:
        return Step("Planned", "Not confirmed. The training plan gives no hours, nor the standard any days.")
    total = hours_words(figures.planned)
    if figures.by_plan or day_minutes is None:
        return Step("Planned, by the training plan", total)
    days = plural(standard.otj_days_total or 0, "off-the-job day")
    return Step("Planned", f"{days} in the standard × {hours_words(day_minutes)} a day = {total}")


def _done_steps(figures: Figures, period: PracticalPeriod, today: date) -> Iterator[Step]:
    until = min(today, period.ended_on or today)
    yield Step(
        "What counts",
        f"Off-the-job training from {day_words(period.start)} to {day_words(until)}, none of it in a break in learning",
    )
    if figures.in_breaks:
        yield Step("Left out, in a break in learning", f"{hours_words(figures.in_breaks)} logged for days in a break")
    yield Step("Confirmed", hours_words(figures.confirmed))
    yield Step("Waiting to be confirmed", hours_words(figures.waiting))
    yield Step("Queried", hours_words(figures.queried))
    yield Step("Planned sessions not yet held", hours_words(figures.planned_sessions))
    yield Step(
        "Forecast",
        f"Confirmed + planned sessions not yet held = {hours_words(figures.confirmed + figures.planned_sessions)}. "
        "What is waiting or queried joins it once it is confirmed.",
    )


def _expected_steps(figures: Figures, period: PracticalPeriod, today: date) -> Iterator[Step]:
    if figures.planned is None or figures.expected is None:
        return
    reached = max(period.start, min(today, period.planned_end, period.ended_on or period.planned_end))
    paused = break_days(period.breaks, period.start, reached)
    gone = (reached - period.start).days - paused
    less = f", {plural(paused, 'day')} of breaks left out" if paused else ""
    yield Step(
        "Expected by now",
        f"A straight line of the planned hours from {day_words(period.start)} to {day_words(period.planned_end)}, "
        f"{plural(gone, 'day')} along{less}: {hours_words(figures.expected)}, rounded down to the minute",
    )
    behind = figures.expected - figures.confirmed
    if behind > 0:
        yield Step("Shortfall", f"Expected − confirmed = {hours_words(behind)} behind")
    else:
        yield Step("Shortfall", f"None: confirmed is {hours_words(-behind)} ahead of expected")


def _share_steps(
    figures: Figures,
    rule: FundingRule,
    period: PracticalPeriod,
    agreed: Agreed,
    target_percent: int | None,
    today: date,
) -> Iterator[Step]:
    parts = stretches_so_far(agreed, period, today)
    worked = _decimal(paid_minutes(rule, parts))
    if len(parts) > 1:
        yield from (_stretch_step(rule, part) for part in parts)
        yield Step("Working time so far", f"{plural(len(parts), 'stretch', 'stretches')} together: {_hours(worked)}")
    else:
        yield Step("Working time so far", _sum_of(rule, parts[0]) if parts else "None yet")
    if figures.percent is None:
        return
    target = f"; the programme aims at {target_percent}%" if target_percent is not None else ""
    yield Step(
        "Share of working time",
        f"{hours_words(figures.confirmed)} ÷ {_hours(worked)} = {figures.percent}%, rounded down{target}",
    )


def _stretch_step(rule: FundingRule, part: Stretch) -> Step:
    last = part.until - timedelta(days=1)
    return Step(f"Working time from {day_words(part.since)} to {day_words(last)}", _sum_of(rule, part))


def _sum_of(rule: FundingRule, part: Stretch) -> str:
    weeks = "" if part.weeks_a_year == FULL_YEAR else f" × {part.weeks_a_year:g} of {FULL_YEAR} weeks"
    worked = _decimal(paid_minutes(rule, (part,)))
    return (
        f"{plural(part.days, 'day')} ÷ 7 × {hours_words(part.weekly_minutes)} a week{weeks}, less "
        f"{figure(rule.leave_weeks)} weeks of leave a year = {_hours(worked)}"
    )


def _hours(minutes: Decimal) -> str:
    return f"{figure(minutes / 60)} hours"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator
