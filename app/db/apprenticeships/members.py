"""Who has which role on an apprenticeship, and the lock that makes two people at once take turns."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.tables import core
from app.db.tables.apprenticeships import MembershipRow
from app.domain.apprenticeships import Named
from app.domain.people import Member, Person, Role
from app.domain.refusals import NotFound


def lock(session: Session, apprenticeship: UUID) -> None:
    """Hold this apprenticeship until the transaction ends. Raises NotFound.

    On SQLite the immediate transaction holds the whole database already.
    """
    row = core.apprenticeship
    if session.execute(select(row.c.id).where(row.c.id == apprenticeship).with_for_update()).first() is None:
        raise NotFound


def exists(session: Session, apprenticeship: UUID) -> bool:
    """Whether there is such an apprenticeship."""
    row = core.apprenticeship
    return session.execute(select(row.c.id).where(row.c.id == apprenticeship)).first() is not None


def member(session: Session, person: Person, apprenticeship: UUID, today: date) -> Member:
    """This person as seen within an apprenticeship on a day; no roles where there are none.

    That of an assessor was kept once and opens nothing: access is by a grant to one frozen version.
    """
    row = core.membership
    held = session.scalars(
        select(row.c.role).where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.person_id == person.id,
            row.c.role != Role.ASSESSOR.value,
            holds(row.c, today),
        )
    )
    return Member(person, apprenticeship, frozenset(Role(role) for role in held))


def join(
    session: Session,
    apprenticeship: UUID,
    person: UUID,
    role: Role,
    since: date,
    *,
    until: date | None = None,
    leading: bool = True,
) -> None:
    """Give a person a role from a date on, perhaps only until another (the first day without it)."""
    session.merge(
        MembershipRow(
            apprenticeship_id=apprenticeship,
            person_id=person,
            role=role.value,
            since=since,
            ended_on=until,
            leading=leading,
        )
    )
    session.flush()


def leave(session: Session, apprenticeship: UUID, person: UUID, role: Role, on: date) -> int:
    """End a role: `on` is the first day without it. Returns how many memberships ended."""
    row = core.membership
    ended = session.execute(
        update(row)
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.person_id == person,
            row.c.role == role.value,
            or_(row.c.ended_on.is_(None), row.c.ended_on > on),
        )
        .values(
            ended_on=func.max(row.c.since, on)
            if session.get_bind().dialect.name == "sqlite"
            else func.greatest(row.c.since, on)
        )
    )
    return int(getattr(ended, "rowcount", 0))


def members(session: Session, apprenticeship: UUID) -> list[tuple[Named, Role, date, date | None, bool]]:
    """Everybody who has or had a role: who, role, since, ended on, leading; newest first within a role."""
    row, person = core.membership, core.person
    rows = session.execute(
        select(person.c.id, person.c.name, row.c.role, row.c.since, row.c.ended_on, row.c.leading)
        .join(person, person.c.id == row.c.person_id)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.role, row.c.since.desc())
    )
    return [(Named(r.id, r.name), Role(r.role), r.since, r.ended_on, r.leading) for r in rows]
