"""The reviews that are to be prepared about now, of many apprentices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.reviews.grid import ReviewPlace
from app.answers.reviews.listed import next_reviews_of_many
from app.catalogue import Catalogue
from app.domain.apprenticeships import Apprenticeship
from app.domain.reviews.coming import is_to_prepare


@dataclass(frozen=True, slots=True)
class ToPrepare:
    """A review that is late, or comes within three weeks, and whose it is."""

    apprenticeship: Apprenticeship
    place: ReviewPlace


def reviews_to_prepare(
    session: Session, catalogue: Catalogue, running: Sequence[Apprenticeship], today: date
) -> tuple[ToPrepare, ...]:
    """Those of these apprenticeships, which have not ended, by day; in one statement."""
    standing = next_reviews_of_many(session, catalogue, running, today)
    found = [
        ToPrepare(one, place)
        for one in running
        for place in (standing[one.id].overdue, standing[one.id].next)
        if place is not None and is_to_prepare(place.on, today)
    ]
    return tuple(sorted(found, key=lambda each: (each.place.on, each.apprenticeship.apprentice.name)))
