"""The grid of reviews: where each stands on a day, the next one, and those whose day has passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.reviews.facts import facts_between
from app.catalogue import Catalogue
from app.db import off_the_job
from app.db.reviews import evidence_story
from app.domain.apprenticeships import Apprenticeship, Break
from app.domain.funding_rules import FundingRule
from app.domain.people import ApprenticeshipStatus
from app.domain.reviews import (
    DueReview,
    FactsSince,
    RuleDeadline,
    days_over,
    review_date,
    review_dates,
    rule_deadline,
)
from app.domain.wording import day_words

PLANNED = "planned"
"""The only state a review has while holding and signing one cannot be recorded."""


@dataclass(frozen=True, slots=True)
class ReviewPlace:
    """One review of the grid on a day. `days_overdue` counts from the grid's date, `days_over_rule` from the rule's.

    The facts are those since the review before, up to its date or today; None where nobody asked for them, or where
    the time they cover has not begun.
    """

    number: int
    due_on: date
    rule_deadline: RuleDeadline | None
    state: str
    days_overdue: int
    days_over_rule: int
    since: date
    facts: FactsSince | None = None


@dataclass(frozen=True, slots=True)
class ReviewsStanding:
    """One apprentice's reviews on a day: the next on the grid (None in an open break, or after the end), and the rest.

    `passed` are those whose day has gone by without a record of them, newest first. `reason` says why there is no next.
    """

    next: ReviewPlace | None
    passed: tuple[ReviewPlace, ...]
    reason: str = ""


def reviews_of(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, today: date
) -> tuple[ReviewPlace, ...]:
    """Every review up to and including the next one, oldest first, with the facts of each. In four statements."""
    story = evidence_story(session, apprenticeship.id)
    time = off_the_job.time_of(session, apprenticeship.id)
    ended = off_the_job.ended_on(session, [apprenticeship]).get(apprenticeship.id)
    standard = catalogue.standard(apprenticeship.standard, apprenticeship.version)
    found = []
    for place in review_places(catalogue, apprenticeship, today, ended):
        begun = place.since <= today
        until = min(place.due_on, today)
        facts = facts_between(standard, story, time, apprenticeship.breaks, place.since, until) if begun else None
        found.append(replace(place, facts=facts))
    return tuple(found)


def standing_of(places: Sequence[ReviewPlace], apprenticeship: Apprenticeship, today: date) -> ReviewsStanding:
    """What is next and what has passed, of one apprentice's places."""
    upcoming = next((place for place in places if place.due_on >= today), None)
    passed = tuple(reversed([place for place in places if place.due_on < today]))
    return ReviewsStanding(upcoming, passed, "" if upcoming else _why_none(apprenticeship, today))


def next_reviews_of_many(
    session: Session, catalogue: Catalogue, apprenticeships: Sequence[Apprenticeship], today: date
) -> dict[UUID, ReviewsStanding]:
    """Many apprentices' reviews without their facts, by apprenticeship: no statement, or one where any has ended."""
    ended = off_the_job.ended_on(session, apprenticeships)
    return {
        one.id: standing_of(review_places(catalogue, one, today, ended.get(one.id)), one, today)
        for one in apprenticeships
    }


def review_places(
    catalogue: Catalogue, apprenticeship: Apprenticeship, today: date, ended: date | None
) -> tuple[ReviewPlace, ...]:
    """The grid up to and including the first date on or after today; not beyond the day that learning ended."""
    rule = catalogue.funding_rules.by_id(apprenticeship.rule_id)
    weeks = catalogue.programme(apprenticeship.programme).review_weeks
    return _places(rule, weeks, apprenticeship.start, apprenticeship.breaks, today, ended)


@lru_cache(4096)
def _places(
    rule: FundingRule, weeks: int, start: date, breaks: tuple[Break, ...], today: date, ended: date | None
) -> tuple[ReviewPlace, ...]:
    """Worked out once a day for all who began together."""
    due = list(review_dates(start, weeks, min(today - timedelta(days=1), ended or today), breaks))
    following = review_date(start, weeks, len(due) + 1, breaks)
    if following is not None and (ended is None or following <= ended):
        due.append(DueReview(len(due) + 1, following))
    return tuple(_with_deadlines(rule, start, breaks, due, today))


def _with_deadlines(
    rule: FundingRule, start: date, breaks: tuple[Break, ...], due: Iterable[DueReview], today: date
) -> Iterable[ReviewPlace]:
    before: DueReview | None = None
    for one in due:
        deadline = rule_deadline(rule, start, before.due_on if before else None, breaks)
        if deadline is not None and before is not None:
            deadline = replace(deadline, reason=_reason(deadline, before))
        yield ReviewPlace(
            number=one.number,
            due_on=one.due_on,
            rule_deadline=deadline,
            state=PLANNED,
            days_overdue=days_over(one.due_on, today, breaks),
            days_over_rule=days_over(deadline.due_on if deadline else None, today, breaks),
            since=before.due_on if before else start - timedelta(days=1),
        )
        before = one


def _reason(deadline: RuleDeadline, before: DueReview) -> str:
    doubt = "" if deadline.confirmed else " Which interval applies to this start is not confirmed."
    return (
        f"The funding rule wants a review at least every {deadline.interval}, counted from the last one held. "
        f"That is not recorded yet, so this day holds if review {before.number} was held on its date, "
        f"{day_words(before.due_on)}.{doubt}"
    )


def _why_none(apprenticeship: Apprenticeship, today: date) -> str:
    if any(pause.covers(today) for pause in apprenticeship.breaks):
        return "On a break in learning with no date of return yet, so the next review has no date."
    if apprenticeship.status is ApprenticeshipStatus.ACTIVE:
        return "There is no next review on the grid."
    return "Learning has ended, so no further review is planned."
