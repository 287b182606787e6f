"""What is typed of a review's meeting before it is recorded as held. The caller holds the apprenticeship."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.filled_in import FilledIn


def keep_meeting(session: Session, apprenticeship: UUID, number: int, typed: FilledIn, by: UUID) -> None:
    """Keep it in place of what was kept of it."""
    drop_meeting(session, apprenticeship, number)
    session.execute(
        insert(core.review_meeting_draft).values(
            apprenticeship_id=apprenticeship,
            number=number,
            fields=json.dumps(dict(typed.fields)),
            beside=json.dumps({name: list(words) for name, words in typed.beside.items()}),
            by=by,
            saved_at=typed.saved_at,
        )
    )


def drop_meeting(session: Session, apprenticeship: UUID, number: int) -> None:
    """Let go of it: the review was held, or its words were erased."""
    session.execute(delete(core.review_meeting_draft).where(_of(apprenticeship, number)))


def _of(apprenticeship: UUID, number: int) -> Any:
    row = core.review_meeting_draft
    return and_(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
