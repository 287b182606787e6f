"""The question that employers ask: is it 20% of paid time, and if not, what is really owed, and by when?

The programme's share is the provider's own aim. What must be reached is the minimum of the funding rule that the start
fixed, and the plan. All three are told apart here, from the figures of the summary alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.off_the_job.minimum import Step
from app.domain.off_the_job.summary import HoursSummary, RuleNamed
from app.domain.practical_period import PracticalPeriod
from app.domain.wording import day_words, hours_words, plural


@dataclass(frozen=True, slots=True)
class ShareOfTime:
    """The answer on one day, in minutes.

    `percent` is what was confirmed of the working time so far; `target_minutes` is the programme's share of that time,
    rounded up, and `ahead_minutes` confirmed less that: below 0 it is short. `minimum_left` and `planned_left` are
    still to be confirmed by `last_day`: the planned end, or the day on which learning ended. `a_week` is what the
    minimum still asks of each week until then, rounded up; None where it is not known, reached, or too late. Anything
    that the programme, the rule or the plan does not say is None.
    """

    on: date
    percent: Decimal | None
    target_percent: int | None
    confirmed_minutes: int
    working_minutes: int
    target_minutes: int | None
    ahead_minutes: int | None
    rule: RuleNamed
    start: date
    minimum_minutes: int | None
    minimum_left: int | None
    planned_minutes: int | None
    planned_left: int | None
    expected_minutes: int | None
    shortfall_minutes: int | None
    last_day: date
    ended: bool
    a_week: int | None
    working: tuple[Step, ...]


def share_of_time(summary: HoursSummary, period: PracticalPeriod) -> ShareOfTime:
    """The answer from a summary and the practical period that it is of."""
    target = None
    if summary.target_percent is not None:
        target = -(-summary.working_minutes * summary.target_percent // 100)
    last_day = period.ended_on or period.planned_end
    minimum_left = _left(summary.minimum_minutes, summary.confirmed_minutes)
    days = (last_day - summary.on).days
    answer = ShareOfTime(
        on=summary.on,
        percent=summary.percent_of_working_time,
        target_percent=summary.target_percent,
        confirmed_minutes=summary.confirmed_minutes,
        working_minutes=summary.working_minutes,
        target_minutes=target,
        ahead_minutes=None if target is None else summary.confirmed_minutes - target,
        rule=summary.rule,
        start=period.start,
        minimum_minutes=summary.minimum_minutes,
        minimum_left=minimum_left,
        planned_minutes=summary.planned_minutes,
        planned_left=_left(summary.planned_minutes, summary.confirmed_minutes),
        expected_minutes=summary.expected_minutes,
        shortfall_minutes=summary.shortfall_minutes,
        last_day=last_day,
        ended=period.ended_on is not None and period.ended_on < summary.on,
        a_week=-(-minimum_left * 7 // days) if minimum_left and days > 0 else None,
        working=(),
    )
    return replace(answer, working=_working(answer))


def _left(whole: int | None, confirmed: int) -> int | None:
    return None if whole is None else max(0, whole - confirmed)


def _working(one: ShareOfTime) -> tuple[Step, ...]:
    return (*_share_steps(one), *_owed_steps(one))


def _share_steps(one: ShareOfTime) -> Iterator[Step]:
    confirmed, worked = hours_words(one.confirmed_minutes), hours_words(one.working_minutes)
    yield Step("Confirmed so far", confirmed)
    yield Step("Paid working time so far, leave and breaks taken off", worked)
    if one.percent is not None:
        yield Step("Share", f"{confirmed} ÷ {worked} = {one.percent}%, rounded down to one decimal")
    if one.target_minutes is None or one.ahead_minutes is None:
        return
    target = hours_words(one.target_minutes)
    name = "The programme’s share of that time"
    yield Step(name, f"{one.target_percent}% × {worked} = {target}, rounded up to the minute")
    said = f"{hours_words(abs(one.ahead_minutes))} {'ahead' if one.ahead_minutes >= 0 else 'short'}"
    yield Step("Against that share", f"{confirmed} against {target}: {said}")


def _owed_steps(one: ShareOfTime) -> Iterator[Step]:
    yield _owed("The funding rule’s minimum", one.minimum_minutes, one.minimum_left, one.confirmed_minutes)
    yield _owed("The plan", one.planned_minutes, one.planned_left, one.confirmed_minutes)
    if one.a_week and one.minimum_left:
        days = f"{plural((one.last_day - one.on).days, 'day')} to {day_words(one.last_day)}"
        sum_ = f"{hours_words(one.minimum_left)} ÷ {days} × 7 = {hours_words(one.a_week)}"
        yield Step("The minimum, for each week from now", f"{sum_}, rounded up to the minute")


def _owed(name: str, whole: int | None, left: int | None, confirmed: int) -> Step:
    if whole is None or left is None:
        return Step(f"{name}, still owed", "Not confirmed, so nothing is worked out")
    if not left:
        return Step(f"{name}, still owed", f"Nothing: {hours_words(confirmed)} of {hours_words(whole)} are confirmed")
    return Step(f"{name}, still owed", f"{hours_words(whole)} − {hours_words(confirmed)} = {hours_words(left)}")
