"""Who is asking: a person, the roles they hold today, found by a session's or a token's secret in one statement.

Every request asks this, and putting a statement together takes longer than running it, so each is put together once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Table, and_, bindparam, null, select, true, union_all
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
    rows = session.execute(_by_session(), {"secret_hash": digest(secret), "at": at, "today": today}).all()
    if not rows:
        return None
    seat = rows[0]
    return Found(*_who(rows), seat.secret_hash, seat.last_used_at, seat.kept)


def by_token(session: Session, secret: str, at: datetime, today: date) -> Found | None:
    """Whoever this token was made for, where neither it nor the account has ended."""
    rows = session.execute(_by_token(), {"secret_hash": digest(secret), "at": at, "today": today}).all()
    return Found(*_who(rows)) if rows else None


def _who(rows: Sequence[Row[Any]]) -> tuple[Person, tuple[Membership, ...]]:
    """The person of these rows: one for each role, or a single one without a role."""
    first = rows[0]
    provider = frozenset(ProviderRole(one.provider_role) for one in rows if one.provider_role)
    held = tuple(
        Membership(one.apprenticeship_id, first.id, Role(one.role), one.since, None, one.leading)
        for one in rows
        if one.role
    )
    return Person(first.id, first.name, first.email, provider), held


@cache
def _by_session() -> Any:
    row = core.session
    return _with_roles(row, row.c.secret_hash, row.c.last_used_at, row.c.kept)


@cache
def _by_token() -> Any:
    return _with_roles(core.token, wanted=core.token.c.ended_at.is_(None))


def _with_roles(key: Table, *columns: Any, wanted: ColumnElement[bool] | None = None) -> Any:
    """Whoever has this key, with the roles they hold: each half finds its rows by the key alone."""
    person, member, provider = core.person, core.membership, core.provider_role
    today = bindparam("today", type_=Date)
    holds_key = and_(
        key.c.secret_hash == bindparam("secret_hash"),
        key.c.ends_at > bindparam("at", type_=key.c.ends_at.type),
        person.c.ended_at.is_(None),
        true() if wanted is None else wanted,
    )
    who = (person.c.id, person.c.name, person.c.email, *columns)
    on_record = (member.c.apprenticeship_id, member.c.role, member.c.since, member.c.leading)
    of_person = and_(member.c.person_id == person.c.id, holds(member.c, today))
    of_provider = and_(provider.c.person_id == person.c.id, holds(provider.c, today))
    begun = key.join(person, person.c.id == key.c.person_id)
    return union_all(
        select(*who, *on_record, _nothing(provider.c.role).label("provider_role"))
        .select_from(begun.outerjoin(member, of_person))
        .where(holds_key),
        select(*who, *(_nothing(one) for one in on_record), provider.c.role)
        .select_from(begun.join(provider, of_provider))
        .where(holds_key),
    )


def _nothing(column: Any) -> Any:
    return null().cast(column.type)
