"""The check on time: the shortest time on programme, longer for whoever works part-time."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

from app.domain.apprenticeships import Break
from app.domain.funding_rules import MinimumDuration
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.off_the_job.minimum import PartTimeLength, average_week, part_time_lengths
from app.domain.practical_period import after_learning_days, months_later
from app.domain.wording import day_words, figure


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
    if facts.learning_until < reached:
        plan = " The planned end is before that." if period.planned_end < reached else ""
        return CheckState.NOT_MET, f"{span} are reached on {day_words(reached)}.{plan}"
    reason = f"{span} were reached on {day_words(reached)}."
    if not duration.confirmed:
        return CheckState.NOT_CONFIRMED, f"{reason} That this length applies to this start is not confirmed."
    state, longer = _part_time_verdict(facts)
    return state, f"{reason}{longer}"


def _part_time_verdict(facts: GatewayFacts) -> tuple[CheckState, str]:
    """Whether the longer time of a part-time apprentice is reached, by the provider’s reading; the other is told."""
    over = next((one for one in facts.rule.term_time if one.id == facts.settings.term_time_reading.value), None)
    week = average_week(facts.weekly_minutes, Decimal(str(facts.weeks_a_year)), over)
    lengths = part_time_lengths(facts.rule, week, facts.standard.typical_months_to_gateway, facts.settings)
    used = next((one for one in lengths if one.used), None)
    if used is None or facts.rule.part_time is None:
        return CheckState.MET, ""
    reached = _reached(used, facts)
    said = f" In a week of {figure(week / 60)} hours the rule asks for longer: {_length_words(used)}"
    others = "".join(f" As others read it: {_length_words(one)}." for one in lengths if not one.used)
    if reached is None:
        return CheckState.NOT_MET, f"{said}, with no end yet: the break in learning has no date of return.{others}"
    if reached <= facts.learning_until:
        return CheckState.MET, f"{said}, reached on {day_words(reached)}.{others}"
    said = f"{said}, reached on {day_words(reached)}.{others}"
    if facts.period.start < facts.rule.part_time.early_finish_from:
        return CheckState.NOT_MET, said
    minimum = facts.hours.minimum_minutes
    if minimum is not None and facts.hours.confirmed_minutes >= minimum:
        return CheckState.MET, f"{said} The minimum of hours is confirmed, so for this start an earlier end is allowed."
    return CheckState.PARTLY, f"{said} For this start an earlier end is allowed once the minimum of hours is confirmed."


def _length_words(one: PartTimeLength) -> str:
    return f"{figure(one.months)} months ({one.name})"


def _reached(length: PartTimeLength, facts: GatewayFacts) -> date | None:
    start = facts.period.start
    if length.months == int(length.months):
        days = (months_later(start, int(length.months)) - start).days
    else:
        days = int((length.weeks * 7).to_integral_value(ROUND_CEILING))
    return after_learning_days(start, days - 1, facts.period.breaks)
