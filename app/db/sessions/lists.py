"""Lists of sessions as pages and calls show them, straight from the tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.domain.off_the_job.entries import TimeState
from app.domain.sessions import Attendance, SessionState


@dataclass(frozen=True, slots=True)
class Line:
    """A session as a list shows it. `present` counts whoever was there, for the whole or a part of it."""

    id: UUID
    on: date
    minutes: int
    activity: str
    programme: str
    title: str
    place: str
    online: bool
    duty: str | None
    ksbs: tuple[str, ...]
    state: SessionState
    reason: str
    tutor: UUID
    tutor_name: str
    invited: int
    present: int


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One apprentice's place as the register shows it, with the entry that it made, where it made one.

    `minutes` are those of the entry as it was last corrected, else those of the register.
    """

    apprenticeship: UUID
    name: str
    attendance: Attendance
    minutes: int | None
    acknowledged: bool
    entry: int | None
    entry_state: TimeState | None


def lines_of(
    session: Session,
    apprenticeships: Collection[UUID],
    *,
    state: SessionState | None = None,
    until: date | None = None,
    after: tuple[date, UUID] | None = None,
    soonest_first: bool = False,
    limit: int = 50,
) -> list[Line]:
    """Sessions on which any of these apprentices has a place, newest day first or soonest first, in one statement.

    `until` leaves out later days; `after` is the day and id to go on from.
    """
    row, place = core.training_session, core.session_place
    theirs = select(place.c.session_id).where(place.c.apprenticeship_id.in_(list(apprenticeships)))
    query = _lines().where(row.c.id.in_(theirs))
    if state is not None:
        query = query.where(row.c.state == state.value)
    if until is not None:
        query = query.where(row.c.happens_on <= until)
    order = (row.c.happens_on, row.c.id)
    if after is not None:
        here = tuple_(*order)
        query = query.where(here > tuple_(*after) if soonest_first else here < tuple_(*after))
    query = query.order_by(*(order if soonest_first else (one.desc() for one in order))).limit(limit)
    return [_line(each) for each in session.execute(query)]


def line(session: Session, one: UUID) -> Line | None:
    """One session as a list shows it."""
    found = session.execute(_lines().where(core.training_session.c.id == one)).first()
    return _line(found) if found else None


def _lines() -> Select[Any]:
    row, tutor, place = core.training_session, core.person, core.session_place
    of_it = place.c.session_id == row.c.id
    there = place.c.attendance.in_([Attendance.PRESENT.value, Attendance.PART.value])
    return select(
        row,
        tutor.c.name.label("tutor_name"),
        select(func.count()).select_from(place).where(of_it).scalar_subquery().label("invited"),
        select(func.count()).select_from(place).where(of_it, there).scalar_subquery().label("present"),
    ).join(tutor, tutor.c.id == row.c.tutor_id)


def _line(row: Any) -> Line:
    return Line(
        id=row.id,
        on=row.happens_on,
        minutes=row.minutes,
        activity=row.activity,
        programme=row.programme,
        title=row.title,
        place=row.place,
        online=row.online,
        duty=row.duty,
        ksbs=tuple(row.ksbs.split()),
        state=SessionState(row.state),
        reason=row.reason,
        tutor=row.tutor_id,
        tutor_name=row.tutor_name,
        invited=row.invited,
        present=row.present,
    )


def register_of(session: Session, one: UUID, *, only: UUID | None = None) -> list[RegisterLine]:
    """Every place in a session by the apprentice's name, or `only` that of one apprenticeship, in one statement."""
    place, a, person = core.session_place, core.apprenticeship, core.person
    entry, newest = core.time_entry, newest_entry(place)
    query = (
        select(place, person.c.name, entry.c.number, entry.c.state, entry.c.minutes.label("logged"))
        .join(a, a.c.id == place.c.apprenticeship_id)
        .join(person, person.c.id == a.c.apprentice_id)
        .outerjoin(entry, and_(entry.c.apprenticeship_id == place.c.apprenticeship_id, entry.c.number == newest))
        .where(place.c.session_id == one)
        .order_by(person.c.name, place.c.apprenticeship_id)
    )
    found = session.execute(query if only is None else query.where(place.c.apprenticeship_id == only))
    return [
        RegisterLine(
            each.apprenticeship_id,
            each.name,
            Attendance(each.attendance),
            each.logged or each.minutes,
            each.number is not None and each.acknowledged == each.number,
            each.number,
            TimeState(each.state) if each.state else None,
        )
        for each in found
    ]


def newest_entry(place: Any) -> Any:
    """The number of the entry that a register made, as it was last corrected."""
    entry = aliased(core.time_entry)
    return (
        select(func.max(entry.c.number))
        .where(
            entry.c.apprenticeship_id == place.c.apprenticeship_id,
            entry.c.session_id == place.c.session_id,
            entry.c.state != TimeState.SUPERSEDED.value,
        )
        .scalar_subquery()
    )
