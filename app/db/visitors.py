"""Who is asking: a person, the roles they hold today, found by a session's or a token's secret in two statements.

Every request asks this, and putting a statement together takes longer than running it, so each is put together once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, bindparam, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.sign_in import digest
from app.db.tables import core
from app.domain.people import Membership, Person, ProviderRole, Role


@dataclass(frozen=True, slots=True)
class Found:
    """A person and the roles of the day; `seat` is the session's key, `noted_at` when its use was last written."""

    person: Person
    memberships: tuple[Membership, ...]
    seat: str = ""
    noted_at: datetime | None = None
    kept: bool = False


def by_session(session: Session, secret: str, at: datetime, today: date) -> Found | None:
    """Whoever holds this session, where it has not ended and neither has the account."""
    found = session.execute(_by_session(), {"secret_hash": digest(secret), "at": at}).first()
    if found is None:
        return None
    roles, memberships = _held(session, found.id, today)
    who = Person(found.id, found.name, found.email, roles)
    return Found(who, memberships, found.secret_hash, found.last_used_at, found.kept)


def by_token(session: Session, secret: str, at: datetime, today: date) -> Found | None:
    """Whoever this token was made for, where neither it nor the account has ended."""
    found = session.execute(_by_token(), {"secret_hash": digest(secret), "at": at}).first()
    if found is None:
        return None
    roles, memberships = _held(session, found.id, today)
    return Found(Person(found.id, found.name, found.email, roles), memberships)


def _held(session: Session, person: UUID, today: date) -> tuple[frozenset[ProviderRole], tuple[Membership, ...]]:
    rows = session.execute(_roles_and_memberships(), {"person": person, "today": today}).all()
    provider = frozenset(ProviderRole(role) for apprenticeship, role, _, _ in rows if apprenticeship is None)
    held = tuple(
        Membership(apprenticeship, person, Role(role), since, None, leading)
        for apprenticeship, role, since, leading in rows
        if apprenticeship is not None
    )
    return provider, held


@cache
def _by_session() -> Select[Any]:
    row, person = core.session, core.person
    return (
        select(person.c.id, person.c.name, person.c.email, row.c.secret_hash, row.c.last_used_at, row.c.kept)
        .join(person, person.c.id == row.c.person_id)
        .where(
            row.c.secret_hash == bindparam("secret_hash"),
            row.c.ends_at > bindparam("at", type_=row.c.ends_at.type),
            person.c.ended_at.is_(None),
        )
    )


@cache
def _by_token() -> Select[Any]:
    row, person = core.token, core.person
    return (
        select(person.c.id, person.c.name, person.c.email)
        .join(person, person.c.id == row.c.person_id)
        .where(
            row.c.secret_hash == bindparam("secret_hash"),
            row.c.ends_at > bindparam("at", type_=row.c.ends_at.type),
            row.c.ended_at.is_(None),
            person.c.ended_at.is_(None),
        )
    )


@cache
def _roles_and_memberships() -> Any:
    roles, member = core.provider_role, core.membership
    today, person = bindparam("today", type_=Date), bindparam("person", type_=Uuid)
    return union_all(
        select(
            null().cast(member.c.apprenticeship_id.type).label("apprenticeship_id"),
            roles.c.role.label("role"),
            roles.c.since.label("since"),
            literal(False).label("leading"),
        ).where(roles.c.person_id == person, holds(roles.c, today)),
        select(member.c.apprenticeship_id, member.c.role, member.c.since, member.c.leading).where(
            member.c.person_id == person, holds(member.c, today)
        ),
    )
