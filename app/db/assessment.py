"""Sittings of the end-point assessment: as they stand, what was done to each, and every outcome recorded."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, and_, bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.assessment import (
    Booking,
    EventOfSitting,
    Means,
    Outcome,
    Sitting,
    SittingEvent,
    SittingKind,
    SittingState,
)


def sittings_of(session: Session, apprenticeship: UUID) -> tuple[Sitting, ...]:
    """All of one apprenticeship, in the order in which they were booked, with every outcome; one statement."""
    found: dict[int, list[Any]] = {}
    for row in session.execute(_sittings(), {"apprenticeship": apprenticeship}):
        found.setdefault(row.number, []).append(row)
    return tuple(_sitting(rows) for rows in found.values())


@cache
def _sittings() -> Select[Any]:
    row, outcome, person = core.assessment_sitting, core.assessment_outcome, core.person
    same = and_(outcome.c.apprenticeship_id == row.c.apprenticeship_id, outcome.c.number == row.c.number)
    told = [outcome.c[name] for name in ("grade", "told_on", "told_by", "exceptional", "at", "marked_by", "marked_on")]
    return (
        select(row, *told, outcome.c.reason.label("why"), person.c.name.label("recorded_by"))
        .outerjoin(outcome, same)
        .outerjoin(person, person.c.id == outcome.c.by)
        .where(row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid))
        .order_by(row.c.number, outcome.c.seq)
    )


def _sitting(rows: Sequence[Row[Any]]) -> Sitting:
    one = rows[0]
    return Sitting(
        number=one.number,
        booking=Booking(
            one.method,
            SittingKind(one.kind),
            one.on_day,
            Means(one.means),
            one.place,
            one.organisation,
            one.employer_agreed,
        ),
        attempt=one.attempt,
        state=SittingState(one.state),
        reason=one.reason,
        outcomes=tuple(
            Outcome(
                each.grade,
                each.told_on,
                each.told_by,
                each.exceptional,
                each.why,
                each.recorded_by,
                each.at,
                each.marked_by or "",
                each.marked_on,
            )
            for each in rows
            if each.grade is not None
        ),
    )


def next_sitting(session: Session, apprenticeship: UUID) -> int:
    """The number of the next one. The caller holds the lock."""
    row = core.assessment_sitting
    return next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)


def booked_by(session: Session, apprenticeship: UUID, number: int) -> UUID:
    """Who booked it."""
    row = core.assessment_event
    found: UUID = session.execute(
        select(row.c.by).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number, row.c.seq == 1)
    ).scalar_one()
    return found


def add_sitting(session: Session, apprenticeship: UUID, one: Sitting) -> None:
    """Keep a new one."""
    session.execute(
        insert(core.assessment_sitting).values(
            apprenticeship_id=apprenticeship, number=one.number, attempt=one.attempt, **_columns(one)
        )
    )


def change_sitting(session: Session, apprenticeship: UUID, one: Sitting) -> None:
    """Let one stand as it is now; its outcomes are added by themselves."""
    row = core.assessment_sitting
    session.execute(
        update(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == one.number).values(**_columns(one))
    )


def _columns(one: Sitting) -> dict[str, Any]:
    booking = one.booking
    return {
        "method": booking.method,
        "kind": booking.kind.value,
        "state": one.state.value,
        "on_day": booking.on,
        "means": booking.means.value,
        "place": booking.place,
        "organisation": booking.organisation,
        "employer_agreed": booking.employer_agreed,
        "reason": one.reason,
    }


def add_event(
    session: Session, apprenticeship: UUID, one: Sitting, what: SittingEvent, *, salt: str, by: UUID, at: datetime
) -> None:
    """Keep what was done to it."""
    row = core.assessment_event
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship, row.c.number == one.number)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=one.number,
            seq=seq,
            what=what.value,
            on_day=one.booking.on,
            reason=one.reason,
            salt=salt,
            by=by,
            at=at,
        )
    )


def events_of(session: Session, apprenticeship: UUID, number: int) -> tuple[EventOfSitting, ...]:
    """What was done to one, the first first."""
    row, person = core.assessment_event, core.person
    rows = session.execute(
        select(row.c.what, row.c.on_day, row.c.reason, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.seq)
    )
    return tuple(EventOfSitting(SittingEvent(r.what), r.on_day, r.reason, r.name, r.at) for r in rows)


def add_outcome(
    session: Session, apprenticeship: UUID, number: int, outcome: Outcome, *, salt: str, by: UUID, at: datetime
) -> None:
    """Lay an outcome over those before it."""
    row = core.assessment_outcome
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            seq=seq,
            grade=outcome.grade,
            told_on=outcome.told_on,
            told_by=outcome.told_by,
            marked_by=outcome.marked_by or None,
            marked_on=outcome.marked_on,
            exceptional=outcome.exceptional,
            reason=outcome.reason,
            salt=salt,
            by=by,
            at=at,
        )
    )
