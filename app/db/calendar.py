"""Calendar addresses, and what stands in a calendar: each asked in one statement however many apprentices there are."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, select
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.sign_in import digest
from app.db.tables import core
from app.domain.assessment import SittingState
from app.domain.people import Person, Role
from app.domain.sessions import SessionState
from app.domain.training_plan.values import Activity, PlanKind, PlanState


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a calendar is, with the roles they hold today by apprenticeship."""

    person: Person
    roles: dict[UUID, frozenset[Role]]


@dataclass(frozen=True, slots=True)
class SessionOn:
    """A session as a calendar shows it, with who of the apprentices asked about has a place; `moves` counts its days
    before this one."""

    id: UUID
    on: date
    minutes: int
    activity: str
    programme: str
    place: str
    online: bool
    state: SessionState
    moves: int
    invited: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ActivityOn:
    """An activity of somebody's training plan; `changes` counts what was done to it since it was planned."""

    apprenticeship: UUID
    activity: Activity
    changes: int


@dataclass(frozen=True, slots=True)
class SittingOn:
    """A sitting of somebody's assessment; `changes` counts what was done to it since it was booked."""

    apprenticeship: UUID
    number: int
    method: str
    on: date
    cancelled: bool
    changes: int


def renew_address(session: Session, person: UUID, at: datetime) -> str:
    """A new secret in place of the one before, which opens nothing from then on; only its digest is kept."""
    secret = secrets.token_urlsafe(32)
    end_address(session, person)
    row = core.calendar_address
    session.execute(insert(row).values(person_id=person, secret_hash=digest(secret), made_at=at))
    return secret


def end_address(session: Session, person: UUID) -> bool:
    """Take a person's address away; whether there was one."""
    row = core.calendar_address
    ended = session.execute(delete(row).where(row.c.person_id == person))
    return bool(getattr(ended, "rowcount", 0))


def made_at(session: Session, person: UUID) -> datetime | None:
    """Since when a person has the address they have."""
    row = core.calendar_address
    found: datetime | None = session.execute(
        select(row.c.made_at).where(row.c.person_id == person)
    ).scalar_one_or_none()
    return found


def holder(session: Session, secret: str, today: date) -> Holder | None:
    """Whose calendar this is, where the account has not ended; one statement."""
    row, person, member = core.calendar_address, core.person, core.membership
    held = and_(member.c.person_id == person.c.id, holds(member.c, today))
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.email, member.c.apprenticeship_id, member.c.role)
        .join(person, person.c.id == row.c.person_id)
        .outerjoin(member, held)
        .where(row.c.secret_hash == digest(secret), person.c.ended_at.is_(None))
    ).all()
    if not rows:
        return None
    roles: dict[UUID, frozenset[Role]] = {}
    for one in rows:
        if one.role is not None:
            roles[one.apprenticeship_id] = roles.get(one.apprenticeship_id, frozenset()) | {Role(one.role)}
    return Holder(Person(*rows[0][:3]), roles)


def review_moves(session: Session, apprenticeships: Collection[UUID]) -> dict[tuple[UUID, int], int]:
    """How often each review was put on another day or missed, by apprenticeship and number; one statement."""
    row = core.review_planned
    rows = session.execute(
        select(row.c.apprenticeship_id, row.c.number, func.count())
        .where(row.c.apprenticeship_id.in_(list(apprenticeships)))
        .group_by(row.c.apprenticeship_id, row.c.number)
    )
    return {(ap, number): many for ap, number, many in rows}


def sessions_of(session: Session, apprenticeships: Collection[UUID], since: date) -> list[SessionOn]:
    """Sessions from a day on in which any of these apprentices has a place, the soonest first; one statement."""
    row, place, move = core.training_session, core.session_place, core.session_move
    moves = select(func.count()).where(move.c.session_id == row.c.id).scalar_subquery()
    rows = session.execute(
        select(row, moves.label("moves"), place.c.apprenticeship_id)
        .join(place, place.c.session_id == row.c.id)
        .where(place.c.apprenticeship_id.in_(list(apprenticeships)), row.c.happens_on >= since)
        .order_by(row.c.happens_on, row.c.id, place.c.apprenticeship_id)
    )
    found: dict[UUID, list[Any]] = {}
    for one in rows:
        found.setdefault(one.id, []).append(one)
    return [_session(each) for each in found.values()]


def activities_of(session: Session, apprenticeships: Collection[UUID], since: date) -> list[ActivityOn]:
    """Activities of these training plans that are planned for a day from then on or were held then; one statement."""
    row, event = core.plan_activity, core.plan_event
    same = and_(event.c.apprenticeship_id == row.c.apprenticeship_id, event.c.number == row.c.number)
    done = select(func.count()).where(same).scalar_subquery()
    rows = session.execute(
        select(row, done.label("done"))
        .where(row.c.apprenticeship_id.in_(list(apprenticeships)))
        .where(func.coalesce(row.c.held_on, row.c.planned_on) >= since)
        .order_by(row.c.planned_on, row.c.apprenticeship_id, row.c.number)
    )
    return [ActivityOn(one.apprenticeship_id, _activity(one), max(one.done - 1, 0)) for one in rows]


def sittings_of(session: Session, apprenticeships: Collection[UUID], since: date) -> list[SittingOn]:
    """Sittings of these apprentices' assessments from a day on; one statement."""
    row, event = core.assessment_sitting, core.assessment_event
    same = and_(event.c.apprenticeship_id == row.c.apprenticeship_id, event.c.number == row.c.number)
    done = select(func.count()).where(same).scalar_subquery()
    rows = session.execute(
        select(row.c.apprenticeship_id, row.c.number, row.c.method, row.c.on_day, row.c.state, done)
        .where(row.c.apprenticeship_id.in_(list(apprenticeships)), row.c.on_day >= since)
        .order_by(row.c.on_day, row.c.apprenticeship_id, row.c.number)
    )
    return [
        SittingOn(ap, number, method, on, state == SittingState.CANCELLED.value, done - 1)
        for ap, number, method, on, state, done in rows
    ]


def _session(rows: list[Any]) -> SessionOn:
    one = rows[0]
    return SessionOn(
        id=one.id,
        on=one.happens_on,
        minutes=one.minutes,
        activity=one.activity,
        programme=one.programme,
        place=one.place,
        online=one.online,
        state=SessionState(one.state),
        moves=one.moves,
        invited=tuple(each.apprenticeship_id for each in rows),
    )


def _activity(row: Any) -> Activity:
    return Activity(
        number=row.number,
        kind=PlanKind(row.kind),
        code=row.code,
        title="",
        planned_on=row.planned_on,
        minutes=row.minutes,
        state=PlanState(row.state),
        held_on=row.held_on,
    )
