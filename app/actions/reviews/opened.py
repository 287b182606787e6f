"""A review taken up to do something to it: permitted, locked, and found on the grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.answers.reviews import ReviewPlace, newest_of, review_places
from app.db import apprenticeships, history, off_the_job
from app.db import reviews as db
from app.db.reviews import OnRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.reviews import Review


@dataclass(frozen=True, slots=True)
class Opened:
    """A review with whose it is, its place on the grid, and every version of every review on record.

    `record` is the newest version of each. `review` is one of the domain's whether anybody touched it yet or not;
    `is_new` says that it has no row.
    """

    member: Member
    apprenticeship: Apprenticeship
    place: ReviewPlace
    review: Review
    is_new: bool
    record: Sequence[OnRecord]
    versions: Sequence[OnRecord]


def open_review(acting: Acting, permission: Permission, apprenticeship: UUID, number: int) -> Opened:
    """The review of this number, held fast. Raises NotFound where the grid has none by now."""
    member = acting.insist(permission, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    ended = off_the_job.ended_on(acting.session, [one]).get(one.id)
    versions = db.versions_of(acting.session, apprenticeship)
    record = newest_of(versions)
    places = review_places(acting.catalogue, one, acting.today, ended, record)
    place = next((each for each in places if each.number == number), None)
    if place is None:
        raise NotFound
    known = place.record.review if place.record else None
    return Opened(member, one, place, known or Review(number), known is None, record, versions)


def keep(acting: Acting, opened: Opened, after: Review) -> str:
    """Keep what became of it; returns the salt of this version's digests."""
    hers = opened.apprenticeship.id
    if opened.is_new:
        salt = history.new_salt()
        db.add(acting.session, hers, after, by=acting.person.id, at=acting.now, salt=salt)
        return salt
    db.save(acting.session, hers, after)
    return db.salt_of(acting.session, hers, after)


def subject_of(review: Review) -> str:
    """What the history calls it."""
    return f"review {review.number}"
