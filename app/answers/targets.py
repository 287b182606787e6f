"""Targets of one apprenticeship with what the record says of each, and those that its gaps suggest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.answers.missing import Missing
from app.catalogue import Catalogue
from app.db import off_the_job
from app.db import targets as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.employer_needs import EmployerNeeds
from app.domain.london import london_date
from app.domain.off_the_job.summary import LoggedTime
from app.domain.people import ApprenticeshipStatus
from app.domain.reviews import review_dates
from app.domain.targets import (
    KsbSign,
    RecordSays,
    Sign,
    Target,
    in_order,
    record_says,
)
from app.domain.targets.proposing import SOONEST_DAYS, Gaps, Proposal, due_day, proposals


@dataclass(frozen=True, slots=True)
class Followed:
    """A target with what the record says happened since the day before it was set or proposed."""

    target: Target
    says: RecordSays


@dataclass(frozen=True, slots=True)
class TargetsOnRecord:
    """One apprenticeship’s targets, overdue ones first, and what is missing on the day.

    `proposals` and `needs` are empty and None for whoever is not learning today. `due_on` is when a target set today is
    to be done unless somebody says otherwise.
    """

    targets: tuple[Followed, ...]
    proposals: tuple[Proposal, ...]
    needs: EmployerNeeds | None
    due_on: date


def targets_on_record(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> TargetsOnRecord:
    """Targets, proposals and what the employer is asked for, in five statements."""
    held, signs = db.targets_of(session, one.id), db.ksb_signs(session, one.id)
    time = off_the_job.time_of(session, one.id)
    followed = tuple(Followed(target, _since_set(target, signs, time, one, today)) for target in in_order(held, today))
    due_on = due_on_for(catalogue, one, today)
    if one.status is not ApprenticeshipStatus.ACTIVE:
        return TargetsOnRecord(followed, (), None, due_on)
    missing = Missing.of_one(session, catalogue, one, today, time)
    unsettled = tuple(target for target in held if target.state in db.UNSETTLED)
    gaps = Gaps(
        today=today,
        due_on=due_on,
        planned_end=one.planned_end,
        standard=missing.standard,
        coverage=missing.coverage,
        hours=missing.hours_by(due_on),
        ahead=missing.ahead,
        unplaced=_unplaced(signs),
        unsettled=unsettled,
    )
    return TargetsOnRecord(followed, proposals(gaps), missing.employer_needs(unsettled), due_on)


def target_on_record(session: Session, one: Apprenticeship, number: int, today: date) -> Followed | None:
    """One target with what the record says of it, in three statements; None where there is none of this number."""
    target = db.target(session, one.id, number)
    if target is None:
        return None
    signs, time = db.ksb_signs(session, one.id), off_the_job.time_of(session, one.id)
    return Followed(target, _since_set(target, signs, time, one, today))


def due_on_for(catalogue: Catalogue, one: Apprenticeship, today: date) -> date:
    """When a target set today is to be done unless somebody says otherwise."""
    weeks = catalogue.programme(one.programme).review_weeks
    soonest = today + timedelta(days=SOONEST_DAYS)
    grid = review_dates(one.start, weeks, soonest + timedelta(weeks=weeks), one.breaks)
    coming = next((place.due_on for place in grid if place.due_on >= soonest), None)
    return due_day(today, one.planned_end, coming, weeks)


def _since_set(
    target: Target, signs: Sequence[KsbSign], time: Sequence[LoggedTime], one: Apprenticeship, today: date
) -> RecordSays:
    since = london_date(target.first.at) - timedelta(days=1)
    return record_says(target, signs, time, one.breaks, since, today)


def _unplaced(signs: Iterable[KsbSign]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for one in signs:
        if one.what is Sign.UNPLACED:
            found.setdefault(one.number, []).append(one.ksb)
    return {number: tuple(sorted(ksbs)) for number, ksbs in found.items()}
