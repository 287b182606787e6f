"""What waits on whom, for how long: evidence, hours, reviews to prepare, signatures and proposed KSBs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.reviews import next_reviews_of_many
from app.catalogue import Catalogue
from app.db import apprenticeships as records
from app.db import chasing as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.chasing import PREPARE_DAYS, Nudges, Wait, WaitKind
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus, Role


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
    sources = next(iter(learning.values())).settings.employer_confirms
    found = db.everything(session, learning.keys(), sources)
    waits = [
        Wait(one.apprenticeship, one.kind, one.role, one.which, one.count, london_date(one.since))
        for one in found.waiting
    ]
    for id_, standing in next_reviews_of_many(session, catalogue, list(learning.values()), today).items():
        review = standing.next
        if review is None or (review.on - today).days > PREPARE_DAYS:
            continue
        since = review.on - timedelta(days=PREPARE_DAYS)
        waits += [
            Wait(id_, WaitKind.REVIEW, role, str(review.number), 1, since)
            for role in (Role.APPRENTICE, Role.EMPLOYER)
            if (id_, review.number, role) not in found.wrote
        ]
    known = (replace(one, nudges=found.nudges.get((one.apprenticeship, one.item), Nudges())) for one in waits)
    return Waiting(tuple(sorted(known, key=lambda one: (one.since, str(one.apprenticeship), one.item))), learning)
