"""Who may be asked for a party's answer, and for which party a person has answered."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.tables import core
from app.domain.people import Person, Role
from app.domain.signatures import Answer


def holders(session: Session, apprenticeship: UUID, today: date) -> list[tuple[Person, Role]]:
    """Everybody with a role on an apprenticeship on a day, whose account has not ended, by role and name."""
    member, person = core.membership, core.person
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.email, member.c.role)
        .join(member, member.c.person_id == person.c.id)
        .where(member.c.apprenticeship_id == apprenticeship, holds(member.c, today), person.c.ended_at.is_(None))
        .order_by(member.c.role, person.c.name, person.c.id)
    )
    return [(Person(id_, name, email), Role(role)) for id_, name, email, role in rows]


def answered_as(session: Session, apprenticeship: UUID, person: UUID) -> set[Role]:
    """The roles in which a person signed or refused anything on an apprenticeship."""
    row = core.signature
    query = (
        select(row.c.role)
        .where(row.c.by == person, row.c.apprenticeship_id == apprenticeship)
        .where(row.c.answer != Answer.UNOBTAINABLE.value)
        .distinct()
    )
    return {Role(role) for role in session.scalars(query)}
