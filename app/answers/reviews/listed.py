"""The reviews of one apprentice with the facts of each, and of many without."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.hours import practical_period
from app.answers.reviews.facts import Window, facts_between, with_hours
from app.answers.reviews.grid import ReviewPlace, ReviewsStanding, review_places, standing_of
from app.catalogue import Catalogue
from app.db import off_the_job
from app.db import reviews as db
from app.db.reviews import OnRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import end_of_day


def reviews_of(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, today: date
) -> tuple[ReviewPlace, ...]:
    """Every review up to and including the next one, oldest first, with the facts of each. In four statements.

    The facts of what was held are those frozen then; of what is still to be held, as far as they are known now.
    """
    record = newest_of(db.versions_of(session, apprenticeship.id))
    evidence, time = db.evidence_story(session, apprenticeship.id), db.time_story(session, apprenticeship.id)
    period = practical_period(session, apprenticeship)
    standard = catalogue.standard(apprenticeship.standard, apprenticeship.version)
    found = []
    for place in review_places(catalogue, apprenticeship, today, period.ended_on, record):
        facts = place.record.facts if place.record else None
        if facts is None and place.is_open and place.since <= today:
            window = window_so_far(place, record, today)
            facts = facts_between(standard, evidence, time, apprenticeship.breaks, window)
            facts = with_hours(facts, catalogue, apprenticeship, period, time)
        found.append(replace(place, facts=facts))
    return tuple(found)


def window_so_far(place: ReviewPlace, record: Sequence[OnRecord], today: date) -> Window:
    """The weeks that a review still to be held looks back on: since the last one held, up to its day or today."""
    return window_up_to(place, record, min(place.on, today), end_of_day(today))


def window_up_to(place: ReviewPlace, record: Sequence[OnRecord], until: date, until_at: datetime) -> Window:
    """The weeks from the last review held before this one up to a day, as that day was known at a moment."""
    before = [one.review for one in record if one.review.meeting and one.review.number < place.number]
    since_at = before[-1].facts_at if before else None
    return Window.of(place.since, max(place.since, until), since_at=since_at, until_at=until_at)


def newest_of(versions: Sequence[OnRecord]) -> list[OnRecord]:
    """The newest version of each review, by number."""
    return list({one.review.number: one for one in versions}.values())


def next_reviews_of_many(
    session: Session,
    catalogue: Catalogue,
    apprenticeships: Sequence[Apprenticeship],
    today: date,
    record: Mapping[UUID, Sequence[OnRecord]] | None = None,
) -> dict[UUID, ReviewsStanding]:
    """Many apprentices' reviews without their facts, by apprenticeship: one statement, two where any has ended.

    What the caller has read of the record already is not read again.
    """
    ended = off_the_job.ended_on(session, apprenticeships)
    if record is None:
        record = db.of_many(session, [one.id for one in apprenticeships])
    return {
        one.id: standing_of(review_places(catalogue, one, today, ended.get(one.id), record.get(one.id, ())), one, today)
        for one in apprenticeships
    }
