"""What waits on whom, for how long: evidence, hours, reviews to prepare, signatures, proposed KSBs, skills scans."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.reviews import ReviewPlace, next_reviews_of_many
from app.answers.training_plan import plan_in_brief
from app.catalogue import Catalogue
from app.db import apprenticeships as records
from app.db import chasing as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.chasing import PREPARE_DAYS, Nudges, Wait, WaitKind
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.provider_settings import TimeSource


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits, the longest first, with the apprenticeships it is of."""

    waits: tuple[Wait, ...]
    apprenticeships: dict[UUID, Apprenticeship]


def waiting(session: Session, catalogue: Catalogue, ids: Collection[UUID] | None, today: date) -> Waiting:
    """What waits on these apprenticeships, on all for None; in at most six statements.

    Nothing waits of whoever is on a break, has not begun, or has ended.
    """
    every = records.load_many(session, today, ids)
    learning = {one.id: one for one in every if one.status is ApprenticeshipStatus.ACTIVE}
    if not learning:
        return Waiting((), {})
    found = db.everything(session, learning.keys(), today)
    reviews = next_reviews_of_many(session, catalogue, list(learning.values()), today)
    waits = [
        wait for id_, one in learning.items() for wait in waits_of(catalogue, one, found[id_], reviews[id_].next, today)
    ]
    return Waiting(longest_first(waits), learning)


def waits_of(
    catalogue: Catalogue, one: Apprenticeship, found: db.Chased, review: ReviewPlace | None, today: date
) -> Iterator[Wait]:
    """What waits on each party of one apprenticeship; `review` is its next."""
    rows = [*found.waiting, *_hours(found.hours, one.settings.employer_confirms)]
    waits = [Wait(one.id, row.kind, row.role, row.which, row.count, london_date(row.since)) for row in rows]
    if review is not None and (review.on - today).days <= PREPARE_DAYS:
        since = review.on - timedelta(days=PREPARE_DAYS)
        waits += [
            Wait(one.id, WaitKind.REVIEW, role, str(review.number), 1, since)
            for role in (Role.APPRENTICE, Role.EMPLOYER)
            if (review.number, role) not in found.wrote
        ]
    if found.plan is not None and (since_ := _stale_since(catalogue, one, found, found.plan)) is not None:
        waits.append(Wait(one.id, WaitKind.PLAN, Role.TUTOR, str(found.plan.version), 1, min(since_, today)))
    return (replace(wait, nudges=found.nudges.get(wait.item, Nudges())) for wait in waits)


def _stale_since(catalogue: Catalogue, one: Apprenticeship, found: db.Chased, put: db.PlanPut) -> date | None:
    """Since when the plan is out of date, None while it is not: the first day from which something said since holds.

    Whatever changes it is told on the record’s own chain, by which what was found is remembered.
    """
    if not found.stale_since:
        put_on, since = london_date(put.at), None
        if plan_in_brief(catalogue, one, put.brief, put_on).stale:
            days = [one.terms.effective_on, *(fact.on for fact in put.brief.facts.held if fact.on)]
            since = min((day for day in days if day > put_on), default=put_on)
        found.stale_since.append(since)
    return found.stale_since[0]


def longest_first(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    """What waits, the longest first."""
    return tuple(sorted(waits, key=lambda one: (one.since, str(one.apprenticeship), one.item)))


def _hours(rows: Collection[db.HoursRow], employer_confirms: Collection[TimeSource]) -> Iterator[db.WaitingRow]:
    """Hours by whose word they need: the employer’s for these sources, else the tutor’s."""
    for role in (Role.EMPLOYER, Role.TUTOR):
        theirs = [one for one in rows if (one.source in employer_confirms) is (role is Role.EMPLOYER)]
        if theirs:
            first, since = min(one.first for one in theirs), min(one.since for one in theirs)
            yield db.WaitingRow(WaitKind.HOURS, role, str(first), sum(one.count for one in theirs), since)
