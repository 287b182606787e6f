"""The reviews that are to be prepared about now, of many apprentices."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.reviews.grid import ReviewPlace
from app.answers.reviews.listed import next_reviews_of_many
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ENDED
from app.domain.reviews.coming import is_to_prepare


@dataclass(frozen=True, slots=True)
class ToPrepare:
    """A review that is late, or comes within three weeks, and whose it is."""

    apprenticeship: Apprenticeship
    place: ReviewPlace


def reviews_to_prepare(
    session: Session, catalogue: Catalogue, records: Collection[UUID], today: date
) -> tuple[ToPrepare, ...]:
    """Those of these apprenticeships that have not ended, by day; in two statements."""
    every = apprenticeships.load_many(session, today, list(records))
    running = [one for one in every if one.status not in ENDED]
    standing = next_reviews_of_many(session, catalogue, running, today)
    found = [
        ToPrepare(one, place)
        for one in running
        for place in (standing[one.id].overdue, standing[one.id].next)
        if place is not None and is_to_prepare(place.on, today)
    ]
    return tuple(sorted(found, key=lambda each: (each.place.on, each.apprenticeship.apprentice.name)))
