"""Sessions, the places in them and their moves: rows and domain values.

Whoever writes holds the lock of every apprenticeship on the session, and then the session's own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.db import numbering
from app.db import off_the_job as hours
from app.db.tables import core
from app.domain.off_the_job.entries import TimeEntry, TimeState
from app.domain.refusals import NotFound
from app.domain.sessions import Attendance, SessionPlace, SessionPlan, SessionState, TrainingSession


@dataclass(frozen=True, slots=True)
class Moved:
    """A session was put on another day: from which, to which, why, by whom and when."""

    from_on: date
    to_on: date
    reason: str
    by_name: str
    at: datetime


def add(session: Session, one: TrainingSession, *, salt: str, at: datetime) -> None:
    """Keep a new session. `salt` goes into the digest that history keeps of its words."""
    plan = one.plan
    session.execute(
        insert(core.training_session).values(
            id=one.id,
            tutor_id=one.tutor,
            programme=one.programme,
            happens_on=plan.on,
            minutes=plan.minutes,
            activity=plan.activity,
            title=plan.title,
            place=plan.place,
            online=plan.online,
            duty=plan.duty,
            ksbs=" ".join(plan.ksbs),
            state=one.state.value,
            planned_at=at,
            ended_at=one.ended_at,
            reason=one.reason,
            salt=salt,
        )
    )


def invite(session: Session, one: UUID, apprenticeships: Collection[UUID], at: datetime) -> None:
    """Give each of these apprentices a place."""
    rows = [
        {
            "apprenticeship_id": who,
            "session_id": one,
            "attendance": Attendance.INVITED.value,
            "minutes": None,
            "acknowledged": None,
            "invited_at": at,
        }
        for who in apprenticeships
    ]
    session.execute(insert(core.session_place), rows)


def find(session: Session, one: UUID, *, lock: bool = False) -> TrainingSession:
    """One session, held until the transaction ends where `lock` is set. Raises NotFound."""
    row = core.training_session
    query = select(row).where(row.c.id == one)
    found = session.execute(query.with_for_update() if lock else query).first()
    if found is None:
        raise NotFound
    return _value(found)


def save(session: Session, one: TrainingSession) -> None:
    """Keep a session's new day or state. What else was planned never changes."""
    row = core.training_session
    session.execute(
        update(row)
        .where(row.c.id == one.id)
        .values(happens_on=one.plan.on, state=one.state.value, ended_at=one.ended_at, reason=one.reason)
    )


def salt_of(session: Session, one: UUID) -> str:
    """The salt in the digests that history keeps of this session's words."""
    row = core.training_session
    return str(session.execute(select(row.c.salt).where(row.c.id == one)).scalar_one())


def places_of(session: Session, one: UUID) -> dict[UUID, SessionPlace]:
    """Every place in a session, by apprenticeship."""
    row = core.session_place
    found = session.execute(select(row).where(row.c.session_id == one).order_by(row.c.apprenticeship_id))
    return {place.apprenticeship_id: _place(place) for place in found}


def place_of(session: Session, apprenticeship: UUID, one: UUID) -> SessionPlace:
    """One apprentice's place. Raises NotFound."""
    row = core.session_place
    found = session.execute(
        select(row).where(row.c.apprenticeship_id == apprenticeship, row.c.session_id == one)
    ).first()
    if found is None:
        raise NotFound
    return _place(found)


def save_place(session: Session, one: UUID, place: SessionPlace) -> None:
    """Keep what the register, or the apprentice, says of a place."""
    row = core.session_place
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == place.apprenticeship, row.c.session_id == one)
        .values(attendance=place.attendance.value, minutes=place.minutes, acknowledged=place.acknowledged)
    )


def entry_of(session: Session, apprenticeship: UUID, one: UUID) -> TimeEntry | None:
    """The time that a register gave an apprentice, as it was last corrected; None where there is none."""
    row = core.time_entry
    number = session.scalars(
        select(row.c.number)
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.session_id == one,
            row.c.state != TimeState.SUPERSEDED.value,
        )
        .order_by(row.c.number.desc())
        .limit(1)
    ).first()
    return None if number is None else hours.find(session, apprenticeship, number)


def add_move(
    session: Session, one: UUID, *, from_on: date, to_on: date, reason: str, salt: str, by: UUID, at: datetime
) -> None:
    """Keep that a session was put on another day, for good."""
    row = core.session_move
    seq = numbering.next_number(session, row.c.seq, row.c.session_id == one)
    session.execute(
        insert(row).values(
            session_id=one, seq=seq, from_on=from_on, to_on=to_on, reason=reason, salt=salt, by=by, at=at
        )
    )


def moves_of(session: Session, one: UUID) -> list[Moved]:
    """Every time a session was put on another day, oldest first."""
    row, person = core.session_move, core.person
    found = session.execute(
        select(row.c.from_on, row.c.to_on, row.c.reason, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.session_id == one)
        .order_by(row.c.seq)
    )
    return [Moved(*each) for each in found]


def _value(row: Any) -> TrainingSession:
    plan = SessionPlan(
        on=row.happens_on,
        minutes=row.minutes,
        activity=row.activity,
        title=row.title,
        place=row.place,
        online=row.online,
        duty=row.duty,
        ksbs=tuple(row.ksbs.split()),
    )
    return TrainingSession(row.id, row.tutor_id, row.programme, plan, SessionState(row.state), row.ended_at, row.reason)


def _place(row: Any) -> SessionPlace:
    return SessionPlace(row.apprenticeship_id, Attendance(row.attendance), row.minutes, row.acknowledged)
