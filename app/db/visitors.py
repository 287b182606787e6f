"""Who is asking: a person, the roles they hold today, found by a session's or a token's secret in one statement.

Every request asks this, and putting a statement together takes longer than running it, so each is put together once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache, reduce
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    String,
    Table,
    Uuid,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.db import assessor_grants, visits
from app.db.dated import holds
from app.db.history import FIRST, PROVIDER, head_of
from app.db.sign_in import digest
from app.db.tables import core
from app.domain.people import Membership, Person, ProviderRole, Role

_ASSESSES = Role.ASSESSOR.value
_VISITS = "visitor"
"""These stand in the place of a role across the provider where somebody was let in from outside, by a grant to a frozen
version or for a visit: they are none, and give none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A person and the roles of the day; `seat` is the session's key, `noted_at` when its use was last written.

    `happened` stands for everything that happened until now on the records that were asked about: while it is the
    same, and the day and the roles are, so is all that there is to see of them. `record` is the apprenticeship that was
    asked about, None where there is none. `assesses`: they hold a grant to read somebody's frozen portfolio, which has
    not ended; `visits`: a visit was granted to them, which has not.
    """

    person: Person
    memberships: tuple[Membership, ...]
    seat: str = ""
    noted_at: datetime | None = None
    kept: bool = False
    happened: tuple[str, ...] = ()
    record: UUID | None = None
    assesses: bool = False
    visits: bool = False


class Happened(StrEnum):
    """On which records it is asked what happened: on one, or on all that the person is on."""

    ON_ONE = "one"
    ON_OWN = "own"


def by_session(
    session: Session,
    secret: str,
    at: datetime,
    today: date,
    *,
    happened: Happened | None = None,
    record: UUID | None = None,
) -> Found | None:
    """Whoever holds this session, where it has not ended and neither has the account.

    What happened is asked in the same statement, and whether there is the apprenticeship `record`, meant by ON_ONE.
    """
    given = {"secret_hash": digest(secret), "at": at, "today": today, "record": record}
    if happened is Happened.ON_ONE:
        given["chain"] = str(record)
    rows = session.execute(_by_session(happened), given).all()
    seat = next((one for one in rows if one.id), None)
    if seat is None:
        return None
    stamps = tuple(one.stamp for one in rows if one.stamp) if happened else ()
    person, memberships, let_in = _who(seat, rows)
    return Found(
        person,
        memberships,
        seat.secret_hash,
        seat.last_used_at,
        seat.kept,
        stamps,
        seat.record,
        assesses=_ASSESSES in let_in,
        visits=_VISITS in let_in,
    )


def by_token(session: Session, secret: str, at: datetime, today: date, *, record: UUID | None = None) -> Found | None:
    """Whoever this token was made for, where neither it nor the account has ended; `record` as in `by_session`."""
    given = {"secret_hash": digest(secret), "at": at, "today": today, "record": record}
    rows = session.execute(_by_token(), given).all()
    first = next((one for one in rows if one.id), None)
    if first is None:
        return None
    person, memberships, let_in = _who(first, rows)
    return Found(person, memberships, record=first.record, assesses=_ASSESSES in let_in, visits=_VISITS in let_in)


def _who(first: Row[Any], rows: Sequence[Row[Any]]) -> tuple[Person, tuple[Membership, ...], frozenset[str]]:
    """The person of the first row, what all of them hold, a role in each, and by what they are let in from outside."""
    return _read(first[:3], tuple(one[-6:-1] for one in rows))


@lru_cache(4096)
def _read(
    person: tuple[Any, ...], held: tuple[tuple[Any, ...], ...]
) -> tuple[Person, tuple[Membership, ...], frozenset[str]]:
    """Values from rows as the database's driver gave them: those of a tutor take longer to make than to find."""
    id_, name, email = person
    own = _id(id_)
    across = frozenset(one[-1] for one in held if one[-1])
    let_in = across & {_ASSESSES, _VISITS}
    provider = frozenset(map(ProviderRole, across - let_in))
    on_record = tuple(
        Membership(_id(record), own, Role(role), _day(since), None, bool(leading))
        for record, role, since, leading, _ in held
        if role
    )
    return Person(own, name, email, provider), on_record, let_in


def _id(given: UUID | str) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)


def _day(given: date | str) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)


@cache
def _by_session(happened: Happened | None) -> Any:
    row = core.session
    return _with_roles(row, row.c.secret_hash, row.c.last_used_at, row.c.kept, happened=happened)


@cache
def _by_token() -> Any:
    return _with_roles(core.token, wanted=core.token.c.ended_at.is_(None))


def _with_roles(
    key: Table, *columns: Any, wanted: ColumnElement[bool] | None = None, happened: Happened | None = None
) -> Any:
    """Whoever has this key in one row, and each role they hold in one more, found by the key alone."""
    person, member, provider = core.person, core.membership, core.provider_role
    today = bindparam("today", type_=Date)
    holds_key = and_(
        key.c.secret_hash == bindparam("secret_hash"),
        key.c.ends_at > bindparam("at", type_=key.c.ends_at.type),
        person.c.ended_at.is_(None),
        true() if wanted is None else wanted,
    )
    who = (person.c.id, person.c.name, person.c.email, *columns, _record())
    on_record = (member.c.apprenticeship_id, member.c.role, member.c.since, member.c.leading, provider.c.role)
    of_person = and_(member.c.person_id == person.c.id, member.c.role != Role.ASSESSOR.value, holds(member.c, today))
    of_provider = and_(provider.c.person_id == person.c.id, holds(provider.c, today))
    begun = key.join(person, person.c.id == key.c.person_id)
    no_stamp = _nothing(core.history.c.hash)
    on_all = _happened_on_all(happened) if happened else no_stamp
    on_each = head_of(member.c.apprenticeship_id) if happened is Happened.ON_OWN else no_stamp
    return union_all(
        select(_plain(person.c.id), *who[1:], *map(_plain, map(_nothing, on_record)), on_all.label("stamp"))
        .select_from(begun)
        .where(holds_key),
        select(*map(_nothing, who), *on_record[:-1], _nothing(provider.c.role), on_each)
        .select_from(begun.join(member, of_person))
        .where(holds_key),
        select(*map(_nothing, (*who, *on_record[:-1])), provider.c.role, no_stamp)
        .select_from(begun.join(provider, of_provider))
        .where(holds_key),
        select(*map(_nothing, (*who, *on_record[:-1])), literal(_ASSESSES), no_stamp)
        .select_from(begun.join(core.assessor_grant, assessor_grants.holding_open(person.c.id, today)))
        .where(holds_key),
        select(*map(_nothing, (*who, *on_record[:-1])), literal(_VISITS), no_stamp)
        .select_from(begun.join(core.visit, visits.holding_open(person.c.id, today)))
        .where(holds_key),
    )


def _happened_on_all(happened: Happened) -> ColumnElement[str]:
    """What changes every record together, people and confirmed facts; and the newest of one record's own chain."""
    stamps = [func.coalesce(head_of(PROVIDER), FIRST), cast(_facts(), String)]
    if happened is Happened.ON_ONE:
        stamps.append(func.coalesce(head_of(bindparam("chain", type_=String)), FIRST))
    return reduce(lambda before, one: before + " " + one, stamps)


def _record() -> Any:
    """The apprenticeship that is asked about, where there is one."""
    row = core.apprenticeship
    asked = select(row.c.id).where(row.c.id == bindparam("record", type_=Uuid))
    return asked.scalar_subquery().label("record")


def _facts() -> Any:
    """How many facts were confirmed: none is ever changed or taken away."""
    return select(func.count()).select_from(core.confirmed_fact).scalar_subquery()


def _plain(column: Any) -> Any:
    """A column as the driver gives it; a statement's values are read by the types of its first part."""
    return type_coerce(column, NullType()).label(getattr(column, "key", None))


def _nothing(column: Any) -> Any:
    return null().cast(column.type).label(column.key)
