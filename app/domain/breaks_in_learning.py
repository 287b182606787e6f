"""Breaks in learning: whether one is long enough to be one by the rule, and what it may do to the planned end."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.agreed import Agreed
from app.domain.apprenticeships import Break
from app.domain.funding_rules import ShortestBreak
from app.domain.wording import day_words, plural


def days_of(pause: Break, today: date) -> int:
    """How many days a break takes; one from which nobody has returned yet, so far."""
    return max(0, ((pause.back_on or today) - pause.since).days)


def question(rule: ShortestBreak, pause: Break) -> str:
    """What is to be asked of a break shorter than the rule knows, "" where there is nothing to ask."""
    if pause.back_on is None or days_of(pause, pause.back_on) >= rule.days:
        return ""
    days = plural(days_of(pause, pause.back_on), "day")
    return f"This break takes {days}, and the rule knows breaks of {plural(rule.days, 'day')} or more. {rule.shorter}"


def proposed_end(agreed: Agreed, pause: Break) -> date | None:
    """The planned end moved by the exact length of a break: a proposal, since no rule asks for it.

    None while nobody knows the first day back, and where the planned end was agreed anew from the break on.
    """
    if pause.back_on is None:
        return None
    before = agreed.on(pause.since - timedelta(days=1)).planned_end
    if any(one.planned_end != before for one in agreed.over_time if one.effective_on >= pause.since):
        return None
    return before + timedelta(days=days_of(pause, pause.back_on))


def overlapping(breaks: Iterable[Break], wanted: Break) -> Break | None:
    """A break that another would overlap, if there is one; the one that begins on the same day is itself."""
    return next((one for one in breaks if one.since != wanted.since and _overlap(one, wanted)), None)


def overlap_words(one: Break) -> str:
    """Why a break cannot be where another is."""
    until = f" until {day_words(one.back_on)}" if one.back_on else ", which is still open"
    return f"There is another break in that time, from {day_words(one.since)}{until}."


def _overlap(one: Break, other: Break) -> bool:
    before = one.back_on is not None and one.back_on <= other.since
    after = other.back_on is not None and other.back_on <= one.since
    return not (before or after)
