"""Putting a review on another day, saying that it was missed, and taking that back. The grid keeps its days."""

from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.reviews.opened import Opened, keep, open_review, subject_of
from app.db import history
from app.db import reviews as db
from app.domain import reviews as domain
from app.domain.permissions import Permission
from app.domain.reviews import Review, ReviewState


def move_review(acting: Acting, apprenticeship: UUID, number: int, to: date, reason: str) -> Review:
    """Put it on another day, and say why. The same once more changes nothing."""
    opened = open_review(acting, Permission.HOLD_REVIEW, apprenticeship, number)
    before = opened.review
    if (before.moved_to, before.moved_reason) == (to, reason.strip()) and opened.place.is_open:
        return before
    after = domain.move(before, to, reason, due_on=opened.place.due_on, today=acting.today)
    _keep(acting, opened, after, to, after.moved_reason, "review_moved")
    return after


def miss_review(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> Review:
    """Say that it was not held, and why. The same once more changes nothing."""
    opened = open_review(acting, Permission.HOLD_REVIEW, apprenticeship, number)
    before = opened.review
    if before.state is ReviewState.MISSED and before.missed_reason == reason.strip():
        return before
    after = domain.miss(before, reason, due_on=opened.place.due_on, today=acting.today)
    _keep(acting, opened, after, None, after.missed_reason, "review_missed")
    return after


def reopen_review(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> Review:
    """Take back that it was missed, and say why. The same once more by the same person changes nothing."""
    opened = open_review(acting, Permission.HOLD_REVIEW, apprenticeship, number)
    before = opened.review
    last = next(reversed(db.planned_anew(acting.session, apprenticeship, number)), None)
    if last and last.is_reopening and (last.by.id, last.reason) == (acting.person.id, reason.strip()):
        return before
    kept = db.sections_of(acting.session, apprenticeship, number, before.version)
    after = domain.reopen(before, reason, is_written=any(one.words.words for one in kept))
    _keep(acting, opened, after, opened.place.on, reason.strip(), "review_reopened")
    return after


def _keep(acting: Acting, opened: Opened, after: Review, to: date | None, reason: str, action: str) -> None:
    hers, place = opened.apprenticeship.id, opened.place
    keep(acting, opened, after)
    salt = history.new_salt()
    db.add_planned(
        acting.session,
        hers,
        after.number,
        from_on=place.on,
        to_on=to,
        reason=reason,
        salt=salt,
        by=acting.person.id,
        at=acting.now,
    )
    acting.record(
        hers,
        action,
        subject_of(after),
        number=after.number,
        from_on=place.on.isoformat(),
        on=to.isoformat() if to else None,
        digest=history.salted_digest(salt, reason),
    )
