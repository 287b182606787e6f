"""The checks on hours: the minimum of the funding rule, and the training plan’s hours."""

from datetime import datetime

from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.london import london_date
from app.domain.wording import day_words, hours_words


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
            state, explained = _explained(facts, state)
            reason += explained
    return Check(
        id="training-plan-hours",
        title="The hours in the training plan are confirmed",
        state=state,
        reason=reason,
        to_record="An administrator enters the planned hours." if hours.planned_minutes is None else "",
        source=f"Training plan; {rule.shortfall_source.name}",
        figures=_figures("planned_minutes", hours.planned_minutes, facts)
        | ({"statement": facts.statement.number} if state is CheckState.WAIVED and facts.statement else {}),
    )


def _against(asked: int, word: str, facts: GatewayFacts) -> tuple[CheckState, str]:
    hours = facts.hours
    confirmed = f"{hours_words(hours.confirmed_minutes)} of the {word}’s {hours_words(asked)} are confirmed"
    missing = asked - hours.confirmed_minutes
    if missing <= 0:
        confirmed = f"{hours_words(hours.confirmed_minutes)} are confirmed"
        return CheckState.MET, f"{confirmed}; the {word} {'is' if word == 'minimum' else 'has'} {hours_words(asked)}."
    waits = hours.waiting_minutes + hours.queried_minutes
    waiting = f", and {hours_words(waits)} wait or are queried" if waits else ""
    reason = f"{confirmed}{waiting}. {hours_words(missing)} are still to be confirmed."
    return CheckState.PARTLY if hours.confirmed_minutes else CheckState.NOT_MET, reason


def _explained(facts: GatewayFacts, state: CheckState) -> tuple[CheckState, str]:
    """Whether a statement explains what is missing, once the minimum is met and the rule lets one do."""
    minimum, statement = facts.hours.minimum_minutes, facts.statement
    if not facts.rule.shortfall_needs_statement or minimum is None or facts.hours.confirmed_minutes < minimum:
        return state, ""
    if statement is None:
        return state, " The minimum is met, so a signed explanation of the difference is enough; none is recorded yet."
    written = f" {statement.by.name} explained the difference for the training provider on {_on(statement.at)}"
    if statement.open_to:
        waits = " and ".join(f"the {role.value}" for role in statement.open_to)
        return state, f"{written}; {waits} {'has' if len(statement.open_to) == 1 else 'have'} still to agree."
    agreed = " and ".join(f"{one.by.name} on {_on(one.at)}" for one in statement.agreements)
    return CheckState.WAIVED, f"{written}. {agreed} agreed."


def _on(at: datetime) -> str:
    return day_words(london_date(at))


def _figures(asked: str, minutes: int | None, facts: GatewayFacts) -> dict[str, int | str | None]:
    hours = facts.hours
    return {
        asked: minutes,
        "confirmed_minutes": hours.confirmed_minutes,
        "waiting_minutes": hours.waiting_minutes,
        "queried_minutes": hours.queried_minutes,
        "missing_minutes": None if minutes is None else max(0, minutes - hours.confirmed_minutes),
    }
