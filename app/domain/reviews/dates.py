"""The dates of milestone reviews: the provider’s 8-week grid, and the funding rule’s own deadline.

The grid runs from the start and only breaks move it; an early or late review does not. The rule’s deadline runs from
the last review held, and a review is overdue by the rule only after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.apprenticeships import Break
from app.domain.funding_rules import FundingRule, ReviewDeadline
from app.domain.practical_period import after_learning_days, break_days, end_of_month, months_later
from app.domain.wording import day_words, plural


@dataclass(frozen=True, slots=True)
class DueReview:
    """One place on the grid: number 1 is the first review after the start."""

    number: int
    due_on: date


@dataclass(frozen=True, slots=True)
class RuleDeadline:
    """The last day by which the funding rule wants the next review. `confirmed`: as the rule’s data says."""

    due_on: date
    interval: str
    confirmed: bool
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class NextReview:
    """The review to hold next.

    `days_overdue` counts from the grid’s date and `days_over_rule` from the rule’s deadline; both are 0 until the day
    has passed, and 0 in a break. `due_on` and `rule_deadline` are None while nobody has returned from a break.
    """

    number: int
    due_on: date | None
    rule_deadline: RuleDeadline | None
    days_overdue: int
    days_over_rule: int
    reason: str


def review_dates(start: date, review_weeks: int, until: date, breaks: Sequence[Break] = ()) -> tuple[DueReview, ...]:
    """The grid: every `review_weeks` weeks of learning from the start, up to and including `until`.

    A break moves every later date by its length. A break from which nobody has returned ends the list.
    """
    dates = []
    number = 1
    while (due := review_date(start, review_weeks, number, breaks)) is not None and due <= until:
        dates.append(DueReview(number, due))
        number += 1
    return tuple(dates)


def review_date(start: date, review_weeks: int, number: int, breaks: Sequence[Break] = ()) -> date | None:
    """The grid’s date of one review, None when a break without a return stands before it."""
    return after_learning_days(start, number * review_weeks * 7, breaks)


def rule_deadline(
    rule: FundingRule, start: date, last_held: date | None, breaks: Sequence[Break] = ()
) -> RuleDeadline | None:
    """The rule’s own deadline, running from the last review held, or from the start before any.

    Calendar months run to the end of the month they reach, as the official example has it. A break moves the day by
    its own length; None while nobody has returned from it.
    """
    interval = rule.review_deadline(start)
    since = last_held or start
    due_on = after_learning_days(since, (_by(interval, since) - since).days, breaks)
    if due_on is None:
        return None
    from_what = f"the last review, held on {day_words(last_held)}" if last_held else f"the start on {day_words(start)}"
    doubt = "" if interval.confirmed else " Which interval applies to this start is not confirmed."
    reason = f"The funding rule wants a review at least every {interval.words}, counted from {from_what}.{doubt}"
    return RuleDeadline(due_on, interval.words, interval.confirmed, interval.source.name, reason)


def next_review(
    rule: FundingRule,
    start: date,
    review_weeks: int,
    today: date,
    *,
    last_number: int = 0,
    last_held: date | None = None,
    breaks: Sequence[Break] = (),
) -> NextReview:
    """The review after number `last_number` (0 before any), held on `last_held`, as it stands today."""
    number = last_number + 1
    due_on = review_date(start, review_weeks, number, breaks)
    deadline = rule_deadline(rule, start, last_held, breaks)
    overdue = days_over(due_on, today, breaks)
    over_rule = days_over(deadline.due_on if deadline else None, today, breaks)
    return NextReview(
        number=number,
        due_on=due_on,
        rule_deadline=deadline,
        days_overdue=overdue,
        days_over_rule=over_rule,
        reason=_reason(number, due_on, review_weeks, overdue, over_rule, any(pause.covers(today) for pause in breaks)),
    )


def _by(interval: ReviewDeadline, since: date) -> date:
    if interval.weeks is not None:
        return since + timedelta(weeks=interval.weeks)
    return end_of_month(months_later(since.replace(day=1), interval.calendar_months or 0))


def days_over(due_on: date | None, today: date, breaks: Sequence[Break]) -> int:
    """Days since a day went by, breaks left out; 0 until it has passed, in a break, and where there is no such day."""
    if due_on is None or today <= due_on or any(pause.covers(today) for pause in breaks):
        return 0
    return (today - due_on).days - break_days(breaks, due_on, today)


def _reason(number: int, due_on: date | None, review_weeks: int, overdue: int, over_rule: int, on_a_break: bool) -> str:
    if due_on is None:
        return f"Review {number} has no date: the break in learning has no date of return yet."
    every = f"Review {number} is due on {day_words(due_on)}, by the programme’s review every {review_weeks} weeks"
    if on_a_break:
        return f"{every}, moved by the break in learning."
    if over_rule:
        return f"{every}. It is {plural(over_rule, 'day')} past the funding rule’s deadline."
    if overdue:
        return f"{every}. It is {plural(overdue, 'day')} late by the programme, and still within the funding rule."
    return f"{every}, counted from the start."
