"""Erasing the words of a review that identified somebody, in every version of it and in what was signed."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.reviews.opened import subject_of
from app.actions.signatures import erase_record
from app.db import reviews as db
from app.db import signatures as signed
from app.domain import reviews as domain
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.signatures import RecordKind


def erase_review(acting: Acting, apprenticeship: UUID, number: int, typed: str) -> None:
    """Take away what was written in a review for good. `typed` is its name, such as review 9, to be sure.

    Its days, its states and its signatures stay, with the SHA-256 that was signed. Raises NotFound where nobody
    touched it, BadInput by the path `review`.
    """
    acting.insist(Permission.END_BREACH, apprenticeship)
    acting.lock(apprenticeship)
    newest = db.newest(acting.session, apprenticeship, number)
    if newest is None:
        raise NotFound
    domain.insist_named(newest, typed)
    db.erase_words(acting.session, apprenticeship, number)
    for one in signed.standings(acting.session, [apprenticeship], RecordKind.REVIEW, number):
        erase_record(acting, one.key)
    acting.record(apprenticeship, "review_erased", subject_of(newest), number=number)
