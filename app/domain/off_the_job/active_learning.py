"""Active learning: whether learning was seen to happen as often as the rule of the start date asks.

A rule that goes by calendar months asks for some learning in each month (or in any three); one that goes by weeks asks
for no more than four weeks between two days of it. Reviews are not learning. Breaks in learning suspend it: days of a
break are left out, and a month with a day of a break in it is never one that was missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.funding_rules import ActiveLearning, ActivePeriod
from app.domain.practical_period import (
    PracticalPeriod,
    after_learning_days,
    break_days,
    end_of_month,
    months_later,
)
from app.domain.provider_settings import DeliveryPattern
from app.domain.standards import Source
from app.domain.wording import day_words

FOUR_WEEKS = 28
LAST_WEEK = 7


class ActiveState(StrEnum):
    """How the rule stands: `due` is still in time, `suspended` is in a break, `not_asked` outside of any rule."""

    MET = "met"
    DUE = "due"
    NOT_MET = "not_met"
    SUSPENDED = "suspended"
    NOT_ASKED = "not_asked"


class Subject(StrEnum):
    """What the learning is of: the occupation, or English and maths beside it."""

    TRAINING = "training"
    ENGLISH_AND_MATHS = "english_and_maths"


@dataclass(frozen=True, slots=True)
class ActiveStanding:
    """How the rule stands for one subject on a day.

    `last_on` is the last day of learning, None before any. `due_by` is the last day on which learning is in time, None
    where nothing is asked. `confirmed`: whether the rule is known to be for this start.
    """

    subject: Subject
    state: ActiveState
    period: ActivePeriod | None
    last_on: date | None
    due_by: date | None
    reason: str
    confirmed: bool
    source: Source


_WORDS = {
    ActivePeriod.FOUR_WEEKS: "at least every four weeks",
    ActivePeriod.CALENDAR_MONTH: "in every calendar month",
    ActivePeriod.THREE_CALENDAR_MONTHS: "in every three calendar months",
}
_SUBJECTS = {Subject.TRAINING: "Training", Subject.ENGLISH_AND_MATHS: "English and maths"}


def active_learning(
    rule: ActiveLearning,
    period: PracticalPeriod,
    training: Iterable[date],
    english_and_maths: Iterable[date],
    today: date,
    pattern: DeliveryPattern,
) -> tuple[ActiveStanding, ...]:
    """How the rule of the start stands today: for the training, and for English and maths where they are studied.

    `training` and `english_and_maths` are the days on which each was learned; days after today are passed over.
    """
    asked = rule.period
    if pattern is DeliveryPattern.FRONT_LOADED_OR_BLOCK and rule.block_release_period is not None:
        asked = rule.block_release_period
    found = [_standing(rule, asked, Subject.TRAINING, period, _last(training, today), today)]
    other = _last(english_and_maths, today)
    if rule.english_and_maths_separately and other is not None:
        found.append(_standing(rule, rule.period, Subject.ENGLISH_AND_MATHS, period, other, today))
    return tuple(found)


def _last(days: Iterable[date], today: date) -> date | None:
    return max((day for day in days if day <= today), default=None)


def _standing(
    rule: ActiveLearning,
    asked: ActivePeriod | None,
    subject: Subject,
    period: PracticalPeriod,
    last: date | None,
    today: date,
) -> ActiveStanding:
    state, due_by = _judged(asked, period, last, today)
    reason = _reason(asked, subject, state, last, due_by, period, today)
    if asked is not None and not rule.confirmed:
        reason += " That this rule is for this start is not confirmed."
    return ActiveStanding(subject, state, asked, last, due_by, reason, rule.confirmed, rule.source)


def _judged(
    asked: ActivePeriod | None, period: PracticalPeriod, last: date | None, today: date
) -> tuple[ActiveState, date | None]:
    # A break that is only planned suspends nothing yet, and one without a return would never let a day be named.
    period = replace(period, breaks=tuple(pause for pause in period.breaks if pause.since <= today))
    over = period.ended_on is not None and today > period.ended_on
    if asked is None or today < period.start or over:
        return ActiveState.NOT_ASKED, None
    if period.on_a_break(today):
        return ActiveState.SUSPENDED, None
    if asked is ActivePeriod.FOUR_WEEKS:
        return _by_weeks(period, last, today)
    return _by_months(3 if asked is ActivePeriod.THREE_CALENDAR_MONTHS else 1, period, last, today)


def _by_weeks(period: PracticalPeriod, last: date | None, today: date) -> tuple[ActiveState, date | None]:
    """Met for three weeks after a day of learning, due in the fourth, not met once it is over."""
    since = last or period.start
    due_by = after_learning_days(since, FOUR_WEEKS, period.breaks)
    gone = (today - since).days - break_days(period.breaks, since, today)
    if gone > FOUR_WEEKS:
        return ActiveState.NOT_MET, due_by
    met = last is not None and gone <= FOUR_WEEKS - LAST_WEEK
    return (ActiveState.MET if met else ActiveState.DUE), due_by


def _by_months(months: int, period: PracticalPeriod, last: date | None, today: date) -> tuple[ActiveState, date | None]:
    """Due in the last of the months that may pass without learning, not met after it; months with a break pass over."""
    begun = (last or months_later(period.start, -1)).replace(day=1)
    month, without = begun, 0
    while without < months:
        month = months_later(month, 1)
        without += not _broken(month, period)
    due_by = end_of_month(month)
    if today > due_by:
        return ActiveState.NOT_MET, due_by
    due_now = (due_by.year, due_by.month) == (today.year, today.month)
    return (ActiveState.DUE if due_now else ActiveState.MET), due_by


def _broken(month: date, period: PracticalPeriod) -> bool:
    """Whether a day of this month lies in a break."""
    after = months_later(month, 1)
    return break_days(period.breaks, max(month, period.start), after) > 0


def _reason(
    asked: ActivePeriod | None,
    subject: Subject,
    state: ActiveState,
    last: date | None,
    due_by: date | None,
    period: PracticalPeriod,
    today: date,
) -> str:
    name = _SUBJECTS[subject]
    if asked is None:
        return "No rule on active learning is applied to this start."
    if state is ActiveState.SUSPENDED:
        return "Nothing is asked during a break in learning."
    if state is ActiveState.NOT_ASKED:
        return "Nothing is asked before the start." if today < period.start else "Nothing is asked after the end."
    said = f"last on {day_words(last)}" if last else "none logged yet"
    rule = f"The rule wants learning {_WORDS[asked]}."
    if due_by is None:
        return f"{name}: {said}. {rule}"
    follows = f"It was due by {day_words(due_by)}." if state is ActiveState.NOT_MET else f"Next by {day_words(due_by)}."
    return f"{name}: {said}. {rule} {follows}"
