"""People as an administrator sees them: the account, the roles held, and what each is on."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.people import folded
from app.db.sign_in import LinkKind
from app.db.tables import core
from app.domain.people import ProviderRole, Role
from app.domain.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `on` counts the apprenticeships by the role held on them today; `ended_at` is set once it ended."""

    id: UUID
    name: str
    email: str
    has_password: bool
    ended_at: datetime | None
    provider_roles: tuple[ProviderRole, ...] = ()
    on: Mapping[Role, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role on somebody's apprenticeship, with its dates."""

    apprenticeship: UUID
    apprentice: str
    role: Role
    since: date
    ended_on: date | None
    leading: bool


def page_of_accounts(
    session: Session, today: date, *, search: str = "", first: int = 0, count: int = 50
) -> tuple[list[Account], int]:
    """Accounts by name from the `first`th on, and how many there are in all; three statements and the count."""
    person = core.person
    wanted = matches(search, person.c.name, person.c.email)
    total = session.scalar(select(func.count()).select_from(person).where(wanted)) or 0
    rows = session.execute(
        select(person).where(wanted).order_by(person.c.name, person.c.id).offset(first).limit(count)
    ).all()
    return _accounts(session, today, rows), int(total)


def account(session: Session, person: UUID, today: date) -> Account:
    """One account, ended or not. Raises NotFound."""
    rows = session.execute(select(core.person).where(core.person.c.id == person)).all()
    if not rows:
        raise NotFound("There is nobody of that id here.")
    return _accounts(session, today, rows)[0]


def held_roles(session: Session, person: UUID) -> list[HeldRole]:
    """Every role a person has or had on any apprenticeship, newest first."""
    row, a, apprentice = core.membership, core.apprenticeship, core.person
    rows = session.execute(
        select(a.c.id, apprentice.c.name, row.c.role, row.c.since, row.c.ended_on, row.c.leading)
        .join(a, a.c.id == row.c.apprenticeship_id)
        .join(apprentice, apprentice.c.id == a.c.apprentice_id)
        .where(row.c.person_id == person)
        .order_by(row.c.since.desc(), apprentice.c.name, row.c.role)
    )
    return [HeldRole(r.id, r.name, Role(r.role), r.since, r.ended_on, r.leading) for r in rows]


def ended(session: Session, email: str) -> bool:
    """Whether this email address belongs to an account that has ended."""
    row = core.person
    found = session.execute(select(row.c.id).where(row.c.email == folded(email), row.c.ended_at.is_not(None)))
    return found.first() is not None


def uninvited(session: Session, people: Collection[UUID], at: datetime) -> list[tuple[UUID, str, str]]:
    """Which of these have no password and no open link to set one: id, name, email address."""
    row, link = core.person, core.one_time_link
    invited = select(link.c.person_id).where(
        link.c.kind == LinkKind.SET_PASSWORD.value, link.c.used_at.is_(None), link.c.ends_at > at
    )
    rows = session.execute(
        select(row.c.id, row.c.name, row.c.email)
        .where(row.c.id.in_(people), row.c.password_hash.is_(None), row.c.ended_at.is_(None), row.c.id.not_in(invited))
        .order_by(row.c.name)
    )
    return [(r.id, r.name, r.email) for r in rows]


def link_open_until(session: Session, person: UUID, at: datetime) -> datetime | None:
    """Until when a link to set a password, sent and not used, is good."""
    row = core.one_time_link
    open_until: datetime | None = session.scalar(
        select(func.max(row.c.ends_at)).where(
            row.c.person_id == person,
            row.c.kind == LinkKind.SET_PASSWORD.value,
            row.c.used_at.is_(None),
            row.c.ends_at > at,
        )
    )
    return open_until


def matches(search: str, *columns: Any) -> ColumnElement[bool]:
    """Whether any of these columns holds what was searched for, whatever its case; everything for nothing."""
    # SQLite folds the case of A to Z alone, so what was typed is looked for as it stands too.
    ways = [
        way
        for column in columns
        for way in (
            func.lower(column).contains(search.lower(), autoescape=True),
            column.contains(search, autoescape=True),
        )
    ]
    return or_(*ways)


def _accounts(session: Session, today: date, rows: Collection[Row[Any]]) -> list[Account]:
    ids = [row.id for row in rows]
    roles = _provider_roles(session, ids, today)
    on = _counts(session, ids, today)
    return [
        Account(
            id=row.id,
            name=row.name,
            email=row.email,
            has_password=row.password_hash is not None,
            ended_at=row.ended_at,
            provider_roles=tuple(role for role in ProviderRole if role in roles[row.id]),
            on={role: on[row.id, role] for role in Role if (row.id, role) in on},
        )
        for row in rows
    ]


def _provider_roles(session: Session, people: Collection[UUID], today: date) -> dict[UUID, set[ProviderRole]]:
    row = core.provider_role
    found: dict[UUID, set[ProviderRole]] = defaultdict(set)
    for r in session.execute(
        select(row.c.person_id, row.c.role).where(row.c.person_id.in_(people), holds(row.c, today))
    ):
        found[r.person_id].add(ProviderRole(r.role))
    return found


def _counts(session: Session, people: Collection[UUID], today: date) -> dict[tuple[UUID, Role], int]:
    row = core.membership
    rows = session.execute(
        select(row.c.person_id, row.c.role, func.count(row.c.apprenticeship_id.distinct()).label("many"))
        .where(row.c.person_id.in_(people), holds(row.c, today))
        .group_by(row.c.person_id, row.c.role)
    )
    return {(r.person_id, Role(r.role)): int(r.many) for r in rows}
