"""Who wrote in a review that is still to be held, and who was reminded of it when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.people import Role
from app.domain.reminding import Ahead


def wrote_in(session: Session, apprenticeship: UUID, number: int) -> set[Role]:
    """The parties with words of theirs in a review."""
    row = core.review_section
    return {
        Role(one)
        for one in session.scalars(
            select(row.c.role)
            .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number, row.c.words != "")
            .distinct()
        )
    }


def reminded_people(session: Session, apprenticeship: UUID, number: int, on: date, ahead: Ahead) -> set[UUID]:
    """Who was reminded of a review on this day already, so long ahead."""
    row = core.review_reminder
    return set(
        session.scalars(
            select(row.c.person_id).where(
                row.c.apprenticeship_id == apprenticeship,
                row.c.number == number,
                row.c.on_day == on,
                row.c.ahead == ahead.value,
            )
        )
    )


def add_reminder(
    session: Session, apprenticeship: UUID, number: int, on: date, ahead: Ahead, person: UUID, at: datetime
) -> None:
    """Keep that somebody was reminded. The caller holds the apprenticeship."""
    session.execute(
        insert(core.review_reminder).values(
            apprenticeship_id=apprenticeship, number=number, on_day=on, ahead=ahead.value, person_id=person, at=at
        )
    )
