"""Breaks in learning: whether one is long enough to be one by the rule, what it may do to the planned end, and what was
known of them on a day gone by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class BreakSaid:
    """What was recorded of a break on a day in London. `dropped`: that there was none after all."""

    on: date
    pause: Break
    dropped: bool = False


def known_by(said: Sequence[BreakSaid], day: date) -> tuple[Break, ...]:
    """The breaks that stand today as they were known on a day gone by, from all that was recorded of them, in order.

    A return that lay behind on that day counts; one that was still to come only where it had been recorded by then.
    """
    now = {one.pause.since: one for one in said}
    then = {one.pause.since: one.pause for one in said if one.on <= day and not one.dropped}
    return tuple(
        one.pause if one.pause.back_on is not None and one.pause.back_on <= day else then.get(since, Break(since))
        for since, one in sorted(now.items())
        if not one.dropped and (since <= day or since in then)
    )
