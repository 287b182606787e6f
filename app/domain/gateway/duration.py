"""The check on time: the shortest time on programme, longer for whoever works part-time."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from app.domain.apprenticeships import Break
from app.domain.funding_rules import FundingRule, MinimumDuration
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.off_the_job.minimum import PartTimeLength, average_week, part_time_lengths
from app.domain.practical_period import PracticalPeriod, after_learning_days, months_later
from app.domain.provider_settings import ProviderSettings
from app.domain.wording import day_words, figure


def minimum_reached_on(duration: MinimumDuration, start: date, breaks: tuple[Break, ...]) -> date | None:
    """The last day of the shortest time on programme, breaks left out; None while nobody has returned from one.

    12 months from 1 August 2021 are reached on 31 July 2022.
    """
    whole = duration.days if duration.days is not None else (months_later(start, duration.months or 0) - start).days
    return after_learning_days(start, whole - 1, breaks)


@dataclass(frozen=True, slots=True)
class ShortestTime:
    """The shortest time on programme of one apprentice, its last days None while nobody has returned from a break.

    `reached_on` is the last day of what everybody is asked for. `longer` is the length that a part-time `week`, in
    minutes, asks for by the provider's reading, None where it asks for none, `longer_on` its last day, and `others` are
    the lengths as others read the rule. `early_end`: an end before `longer_on` is allowed from `reached_on` on, once
    the minimum of hours is confirmed. `beyond`: it is so long that no calendar has its last day.
    """

    reached_on: date | None
    week: Decimal
    longer: PartTimeLength | None = None
    longer_on: date | None = None
    beyond: bool = False
    early_end: bool = False
    others: tuple[PartTimeLength, ...] = ()

    def governing_on(self, *, hours_confirmed: bool) -> date | None:
        """The day that it comes down to."""
        if self.longer is None or (self.early_end and hours_confirmed):
            return self.reached_on
        return max(self.reached_on, self.longer_on) if self.reached_on and self.longer_on else None


def shortest_time(
    rule: FundingRule,
    period: PracticalPeriod,
    weekly_minutes: int,
    weeks_a_year: float,
    usual_months: int,
    settings: ProviderSettings,
) -> ShortestTime:
    """What a start and a week of so many paid minutes ask for; `usual_months` are the standard's months to gateway."""
    over = next((one for one in rule.term_time if one.id == settings.term_time_reading.value), None)
    week = average_week(weekly_minutes, Decimal(str(weeks_a_year)), over)
    reached = minimum_reached_on(rule.minimum_duration(period.start), period.start, period.breaks)
    lengths = part_time_lengths(rule, week, usual_months, settings)
    used = next((one for one in lengths if one.used), None)
    if used is None or rule.part_time is None:
        return ShortestTime(reached, week)
    early = period.start >= rule.part_time.early_finish_from
    others = tuple(one for one in lengths if not one.used)
    try:
        return ShortestTime(reached, week, used, _last_day(used, period), early_end=early, others=others)
    except OverflowError:
        return ShortestTime(reached, week, used, beyond=True, early_end=early, others=others)


def minimum_duration(facts: GatewayFacts) -> Check:
    """Time on programme against the shortest the rule allows."""
    period, rule = facts.period, facts.rule
    duration = rule.minimum_duration(period.start)
    usual = facts.standard.typical_months_to_gateway
    shortest = shortest_time(rule, period, facts.weekly_minutes, facts.weeks_a_year, usual, facts.settings)
    state, reason = _verdict(duration, shortest, facts)
    sources = _sources(duration, shortest, rule)
    if facts.original_start < period.start and state is not CheckState.MET:
        reason += f" {_earlier(facts)}"
        sources.append(facts.restart_source.name)
    return Check(
        id="minimum-duration",
        title="The minimum time on programme is reached",
        state=state,
        reason=reason,
        source="; ".join(sources),
        figures={
            "months": duration.months,
            "days": duration.days,
            "start": period.start.isoformat(),
            "reached_on": _iso(shortest.reached_on),
            "can_be_met_on": _iso(shortest.governing_on(hours_confirmed=_hours_confirmed(facts))),
            **_part_time_figures(shortest, facts),
        },
    )


def _earlier(facts: GatewayFacts) -> str:
    """What is said of time before a restart: the day on which it began does not tell how long it was."""
    began, start = day_words(facts.original_start), day_words(facts.period.start)
    return (
        f"Time before {start} (original start on {began}) may count too. It is not counted here, since the original "
        "start alone does not say how long that time was."
    )


def _part_time_figures(shortest: ShortestTime, facts: GatewayFacts) -> dict[str, int | str | None]:
    if shortest.longer is None:
        return {}
    found: dict[str, int | str | None] = {
        "average_week_minutes": round(shortest.week),
        "part_time_length": _length_words(shortest.longer),
        "part_time_reached_on": _iso(shortest.longer_on),
    }
    if shortest.beyond:
        found["part_time_beyond"] = date.max.isoformat()
    early = shortest.early_end and not _hours_confirmed(facts)
    return found | {"early_end_from": _iso(shortest.reached_on)} if early else found


def _sources(duration: MinimumDuration, shortest: ShortestTime, rule: FundingRule) -> list[str]:
    found = [duration.source.name]
    if shortest.longer is not None and rule.part_time is not None:
        found.append(shortest.longer.source.name)
        if shortest.early_end:
            found.append(rule.part_time.early_finish_source.name)
    return found


def _verdict(duration: MinimumDuration, shortest: ShortestTime, facts: GatewayFacts) -> tuple[CheckState, str]:
    period, reached = facts.period, shortest.reached_on
    span = f"{duration.words} from {day_words(period.start)}, not counting breaks in learning,"
    state, longer = _part_time_verdict(shortest, facts)
    if reached is None:
        return CheckState.NOT_MET, f"{span} have no end yet: {_NO_RETURN}{longer}"
    if facts.learning_until < reached:
        plan = _plan(period, reached) if shortest.longer is None or shortest.early_end else ""
        return CheckState.NOT_MET, f"{span} are reached on {day_words(reached)}.{plan}{longer}"
    reason = f"{span} were reached on {day_words(reached)}."
    if not duration.confirmed:
        reason = f"{reason} That this length applies to this start is not confirmed."
        return CheckState.NOT_CONFIRMED, f"{reason}{longer}"
    return state, f"{reason}{longer}"


_NO_RETURN = "the break in learning has no date of return."


def _part_time_verdict(shortest: ShortestTime, facts: GatewayFacts) -> tuple[CheckState, str]:
    """Whether the longer time of a part-time apprentice is reached, by the provider’s reading; the other is told."""
    used, reached = shortest.longer, shortest.longer_on
    if used is None:
        return CheckState.MET, ""
    said = f" In a week of {figure(shortest.week / 60)} hours the rule asks for longer: {_length_words(used)}"
    others = "".join(f" As others read it: {_length_words(one)}." for one in shortest.others)
    if reached is None and not shortest.beyond:
        return CheckState.NOT_MET, f"{said}, with no end yet: {_NO_RETURN}{others}"
    said += f", reached on {day_words(reached)}." if reached else ", which end on no day that a calendar has."
    if reached and reached <= facts.learning_until:
        return CheckState.MET, f"{said}{others}"
    if not shortest.early_end:
        return CheckState.NOT_MET, f"{said}{_plan(facts.period, reached or date.max)}{others}"
    state, early = _early(shortest.reached_on, facts)
    return state, f"{said}{others}{early}"


def _early(reached: date | None, facts: GatewayFacts) -> tuple[CheckState, str]:
    """Whether an earlier end is allowed by now, from the end of what everybody is asked for."""
    since = f", from {day_words(reached)} on" if reached and facts.learning_until < reached else ""
    if _hours_confirmed(facts):
        said = f" The minimum of hours is confirmed, so for this start an earlier end is allowed{since}."
        return CheckState.MET, said
    said = f" For this start an earlier end is allowed once the minimum of hours is confirmed{since}."
    return CheckState.PARTLY, said


def _hours_confirmed(facts: GatewayFacts) -> bool:
    minimum = facts.hours.minimum_minutes
    return minimum is not None and facts.hours.confirmed_minutes >= minimum


def _plan(period: PracticalPeriod, reached: date) -> str:
    return " The planned end is before that." if period.planned_end < reached else ""


def _length_words(one: PartTimeLength) -> str:
    return f"{figure(one.months)} months ({one.name})"


def _last_day(length: PartTimeLength, period: PracticalPeriod) -> date | None:
    if length.months == int(length.months):
        days = (months_later(period.start, int(length.months)) - period.start).days
    else:
        days = int((length.weeks * 7).to_integral_value(ROUND_CEILING))
    return after_learning_days(period.start, days - 1, period.breaks)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
