"""Keeping what is typed of a review's meeting before the review is recorded as held."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.reviews.opened import open_review
from app.db import reviews as db
from app.domain import reviews as domain
from app.domain.filled_in import Merged
from app.domain.permissions import Permission


def keep_meeting(
    acting: Acting, apprenticeship: UUID, number: int, typed: Mapping[str, str], base: Mapping[str, str]
) -> Merged:
    """Keep the day, who was there, the colour and why, as far as they are typed. `base`: what this window last knew.

    It binds nobody, so history says nothing of it. Raises WrongState where the review was held or missed, BadInput for
    what is too long.
    """
    opened = open_review(acting, Permission.HOLD_REVIEW, apprenticeship, number)
    domain.insist_open(opened.review)
    there = db.beside_review(acting.session, apprenticeship, number, opened.review.version, acting.today).meeting
    merged = domain.merge_meeting(there, base, typed)
    if merged.draft == there or (not there.fields and merged.draft.fields == dict(base)):
        return merged
    kept = replace(merged.draft, saved_at=acting.now)
    db.keep_meeting(acting.session, apprenticeship, number, kept, acting.person.id)
    return replace(merged, draft=kept)
