"""Concerns without their words, one’s own among them; and who is to be told of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.tables import core
from app.domain.concerns import About, ConcernState, Danger, state_of
from app.domain.people import ProviderRole


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """One concern in the lead’s list: nothing of what was written, nor who wrote it."""

    number: str
    raised_at: datetime
    about: About
    danger: Danger
    readings: int
    closed_at: datetime | None
    erased_at: datetime | None

    @property
    def state(self) -> ConcernState:
        """Where it stands."""
        return state_of(self.closed_at, self.erased_at)


@dataclass(frozen=True, slots=True)
class OwnConcern:
    """A concern as whoever raised it sees it: their own words, and since when it is being read, never by whom."""

    number: str
    raised_at: datetime
    about: About
    danger: Danger
    words: str
    told: str
    first_read_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told by mail."""

    id: UUID
    name: str
    email: str


def listed(session: Session) -> list[ConcernLine]:
    """Every concern, newest first, in one statement."""
    row = core.concern.c
    read = select(func.count()).where(core.concern_reading.c.concern_id == row.id).scalar_subquery()
    query = select(row.number, row.raised_at, row.about, row.danger, read, row.closed_at, row.erased_at)
    rows = session.execute(query.order_by(row.raised_at.desc(), row.number))
    return [ConcernLine(n, at, About(about), Danger(d), many, c, e) for n, at, about, d, many, c, e in rows]


def unread(session: Session) -> int:
    """How many concerns nobody has read yet."""
    row = core.concern.c
    read = select(core.concern_reading.c.seq).where(core.concern_reading.c.concern_id == row.id).exists()
    return session.execute(select(func.count()).select_from(core.concern).where(~read)).scalar_one()


def of_person(session: Session, person: UUID, number: str | None = None) -> list[OwnConcern]:
    """What somebody raised themselves, newest first; the one of this number where one is given."""
    row = core.concern.c
    which = (row.raised_by == person,) if number is None else (row.raised_by == person, row.number == number)
    return [_own(one) for one in session.execute(_own_ones(*which))]


def _own_ones(*which: ColumnElement[bool]) -> Select[Any]:
    row, reading = core.concern.c, core.concern_reading.c
    first = select(func.min(reading.at)).where(reading.concern_id == row.id).scalar_subquery().label("first_read_at")
    return select(core.concern, first).where(*which).order_by(row.raised_at.desc(), row.number)


def _own(one: Row[Any]) -> OwnConcern:
    return OwnConcern(
        number=one.number,
        raised_at=one.raised_at,
        about=About(one.about),
        danger=Danger(one.danger),
        words=one.words,
        told=one.told,
        first_read_at=one.first_read_at,
        erased_at=one.erased_at,
    )


def leads(session: Session, today: date) -> list[Recipient]:
    """Everybody who holds the role of safeguarding lead today, lead and deputies alike, in the order of names."""
    return _holders(session, ProviderRole.SAFEGUARDING_LEAD, today)


def administrators(session: Session, today: date) -> list[Recipient]:
    """The administrators of today."""
    return _holders(session, ProviderRole.ADMINISTRATOR, today)


def _holders(session: Session, role: ProviderRole, today: date) -> list[Recipient]:
    person, held = core.person.c, core.provider_role.c
    rows = session.execute(
        select(person.id, person.name, person.email)
        .join(core.provider_role, held.person_id == person.id)
        .where(held.role == role.value, holds(held, today), person.ended_at.is_(None))
        .distinct()
        .order_by(person.name, person.email)
    )
    return [Recipient(*one) for one in rows]
