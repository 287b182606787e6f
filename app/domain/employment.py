"""A change of employer: how long nobody employed the apprentice, and what the funding rule makes of it."""

from dataclasses import dataclass
from datetime import date

from app.domain.funding_rules import EmploymentGapRule
from app.domain.wording import day_words, plural


@dataclass(frozen=True, slots=True)
class EmploymentGap:
    """The days without an employer, from `since` up to but not including `until` (None while there is no new one).

    `within`: no more days than the rule allows, so the apprenticeship continues. `last_day` is the last day on which
    a new employer can begin for that.
    """

    since: date
    until: date | None
    days: int
    within: bool
    last_day: date
    reason: str
    rule: EmploymentGapRule


def employment_gap(rule: EmploymentGapRule, since: date, until: date | None, today: date) -> EmploymentGap:
    """What the rule makes of the time without an employer.

    `since` is the first day without the old one and `until` the first with the new one; a gap still open runs to
    today. 30 days lie from 1 to 31 March; a new employer on 31 March is within the 30 days.
    """
    days = max(0, ((until or max(today, since)) - since).days)
    within = days <= rule.days
    last_day = date.fromordinal(since.toordinal() + rule.days)
    return EmploymentGap(since, until, days, within, last_day, _reason(rule, since, until, days, within), rule)


def _reason(rule: EmploymentGapRule, since: date, until: date | None, days: int, within: bool) -> str:
    so_far = "" if until else " so far"
    said = f"{plural(days, 'day')} without an employer{so_far}, from {day_words(since)}"
    said += f" until the new one on {day_words(until)}" if until else ""
    follows = rule.within if within else rule.beyond
    if not until and within:
        follows = f"A new employer within {plural(rule.days, 'day')} is in time. {rule.within}"
    return f"{said}. {follows}"
