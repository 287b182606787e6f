"""The summary's working: every figure again as a step with its terms, for a lay reader or an auditor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.funding_rules import FundingRule
from app.domain.off_the_job.minimum import Step
from app.domain.off_the_job.pace import working_days, working_minutes
from app.domain.practical_period import PracticalPeriod, break_days
from app.domain.standards import Standard
from app.domain.wording import day_words, figure, hours_words, plural


@dataclass(frozen=True, slots=True)
class Figures:
    """What the steps explain, in minutes. `by_plan`: the planned figure is the training plan's own."""

    minimum: int | None
    planned: int | None
    by_plan: bool
    confirmed: int
    waiting: int
    queried: int
    planned_sessions: int
    expected: int | None
    percent: Decimal | None


def steps(
    figures: Figures,
    rule: FundingRule,
    standard: Standard,
    period: PracticalPeriod,
    weekly_minutes: int,
    day_minutes: int | None,
    target_percent: int | None,
    today: date,
) -> tuple[Step, ...]:
    """The steps, in the order in which the page shows the figures."""
    return (
        _minimum_step(figures, rule),
        _planned_step(figures, standard, day_minutes),
        *_done_steps(figures, period, today),
        *_expected_steps(figures, period, today),
        *_share_steps(figures, rule, period, weekly_minutes, target_percent, today),
    )


def _minimum_step(figures: Figures, rule: FundingRule) -> Step:
    owed = "not confirmed" if figures.minimum is None else hours_words(figures.minimum)
    return Step("Minimum, by the funding rule", f"{owed} ({rule.name})")


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
    weekly_minutes: int,
    target_percent: int | None,
    today: date,
) -> Iterator[Step]:
    days = working_days(period, today)
    worked = working_minutes(rule, weekly_minutes, period, today)
    yield Step(
        "Working time so far",
        f"{plural(days, 'day')} ÷ 7 × {hours_words(weekly_minutes)} a week, less {figure(rule.leave_weeks)} weeks of "
        f"leave a year = {figure(worked / 60)} hours",
    )
    if figures.percent is None:
        return
    target = f"; the programme aims at {target_percent}%" if target_percent is not None else ""
    yield Step(
        "Share of working time",
        f"{hours_words(figures.confirmed)} ÷ {figure(worked / 60)} hours = {figures.percent}%, rounded down{target}",
    )
