"""The checks on hours and on time: the minimum, the training plan’s hours, and the shortest time on programme."""

from datetime import date

from app.domain.apprenticeships import Break
from app.domain.funding_rules import MinimumDuration
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.practical_period import after_learning_days, months_later
from app.domain.wording import day_words, hours_words

FULL_TIME_WEEK = 30 * 60
"""Minutes a week below which rules that go by working time lengthen the time on programme."""


def off_the_job(facts: GatewayFacts) -> Check:
    """Confirmed hours against the minimum of the funding rule that the start date chose."""
    hours, rule = facts.hours, facts.rule
    if hours.minimum_minutes is None:
        state = CheckState.NOT_CONFIRMED
        reason = (
            f"The minimum for this standard and start is not confirmed. {hours_words(hours.confirmed_minutes)} are "
            "confirmed; an administrator enters the published hours with their source."
        )
    else:
        state, reason = _against(hours.minimum_minutes, "minimum", facts)
    return Check(
        id="off-the-job",
        title="The funding rule’s minimum of off-the-job hours is confirmed",
        state=state,
        reason=reason,
        source=f"{rule.name} ({rule.source.name})",
        figures=_figures("minimum_minutes", hours.minimum_minutes, facts),
    )


def training_plan_hours(facts: GatewayFacts) -> Check:
    """Confirmed hours against the hours that were planned; another number than the minimum."""
    hours, rule = facts.hours, facts.rule
    if hours.planned_minutes is None:
        state = CheckState.NOT_CONFIRMED
        reason = "The planned hours are not confirmed: the training plan gives none, nor the standard any days."
    else:
        state, reason = _against(hours.planned_minutes, "plan", facts)
        if state is not CheckState.MET:
            reason += _explanation_asked(facts)
    return Check(
        id="training-plan-hours",
        title="The hours in the training plan are confirmed",
        state=state,
        reason=reason,
        source=f"Training plan; {rule.shortfall_source.name}",
        figures=_figures("planned_minutes", hours.planned_minutes, facts),
    )


def _against(asked: int, word: str, facts: GatewayFacts) -> tuple[CheckState, str]:
    hours = facts.hours
    confirmed = f"{hours_words(hours.confirmed_minutes)} of the {word}’s {hours_words(asked)} are confirmed"
    missing = asked - hours.confirmed_minutes
    if missing <= 0:
        return CheckState.MET, f"{confirmed}."
    waits = hours.waiting_minutes + hours.queried_minutes
    waiting = f", and {hours_words(waits)} wait or are queried" if waits else ""
    reason = f"{confirmed}{waiting}. {hours_words(missing)} are still to be confirmed."
    return CheckState.PARTLY if hours.confirmed_minutes else CheckState.NOT_MET, reason


def _explanation_asked(facts: GatewayFacts) -> str:
    minimum = facts.hours.minimum_minutes
    if not facts.rule.shortfall_needs_statement or minimum is None or facts.hours.confirmed_minutes < minimum:
        return ""
    return " The minimum is met, so a signed explanation of the difference is enough; none is recorded yet."


def _figures(asked: str, minutes: int | None, facts: GatewayFacts) -> dict[str, int | str | None]:
    hours = facts.hours
    return {
        asked: minutes,
        "confirmed_minutes": hours.confirmed_minutes,
        "waiting_minutes": hours.waiting_minutes,
        "queried_minutes": hours.queried_minutes,
        "missing_minutes": None if minutes is None else max(0, minutes - hours.confirmed_minutes),
    }


def minimum_reached_on(duration: MinimumDuration, start: date, breaks: tuple[Break, ...]) -> date | None:
    """The last day of the shortest time on programme, breaks left out; None while nobody has returned from one.

    12 months from 1 August 2021 are reached on 31 July 2022.
    """
    whole = duration.days if duration.days is not None else (months_later(start, duration.months or 0) - start).days
    return after_learning_days(start, whole - 1, breaks)


def minimum_duration(facts: GatewayFacts) -> Check:
    """Time on programme against the shortest the rule allows."""
    period = facts.period
    duration = facts.rule.minimum_duration(period.start)
    reached = minimum_reached_on(duration, period.start, period.breaks)
    state, reason = _duration_verdict(duration, reached, facts)
    return Check(
        id="minimum-duration",
        title="The minimum time on programme is reached",
        state=state,
        reason=reason,
        source=duration.source.name,
        figures={
            "months": duration.months,
            "days": duration.days,
            "start": period.start.isoformat(),
            "reached_on": reached.isoformat() if reached else None,
        },
    )


def _duration_verdict(duration: MinimumDuration, reached: date | None, facts: GatewayFacts) -> tuple[CheckState, str]:
    period = facts.period
    span = f"{duration.words} from {day_words(period.start)}, not counting breaks in learning,"
    if reached is None:
        return CheckState.NOT_MET, f"{span} have no end yet: the break in learning has no date of return."
    if min(facts.today, period.ended_on or facts.today) < reached:
        plan = " The planned end is before that." if period.planned_end < reached else ""
        return CheckState.NOT_MET, f"{span} are reached on {day_words(reached)}.{plan}"
    reason = f"{span} were reached on {day_words(reached)}."
    if not duration.confirmed:
        return CheckState.NOT_CONFIRMED, f"{reason} That this length applies to this start is not confirmed."
    if facts.rule.percent is not None and facts.weekly_minutes < FULL_TIME_WEEK:
        longer = f"For a week under {hours_words(FULL_TIME_WEEK)} the rule asks for longer"
        return CheckState.NOT_CONFIRMED, f"{reason} {longer}; how much longer is not confirmed."
    return CheckState.MET, reason
