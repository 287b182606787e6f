"""Sessions as they concern one apprentice: what is to come, what waits for her word, and what was planned on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.db.sessions.lists import newest_entry
from app.db.tables import core
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState
from app.domain.sessions import Attendance, SessionState


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A session as it concerns one apprentice: one still to be held, or one she has not answered for yet.

    `minutes` are hers: the whole length until the register is taken. `entry` is the number of her entry.
    """

    id: UUID
    on: date
    minutes: int
    activity: str
    title: str
    place: str
    online: bool
    tutor_name: str
    state: SessionState
    attendance: Attendance
    entry: int | None
    entry_state: TimeState | None
    acknowledged: bool
    ksbs: tuple[str, ...] = ()


def of_record(session: Session, apprenticeship: UUID, today: date) -> list[OnRecord]:
    """What is planned from today on, and what was held and waits for a word of the apprentice, by day; one statement.

    Time that is queried is in it too, acknowledged or not.
    """
    rows = session.execute(_alone(), {"apprenticeship": apprenticeship, "today": today})
    return [on_record(each) for each in rows]


def on_record(row: Any) -> OnRecord:
    """The value of a row of `statement`."""
    return OnRecord(
        id=row.id,
        on=row.happens_on,
        minutes=row.own_minutes or row.minutes,
        activity=row.activity,
        title=row.title,
        place=row.place,
        online=row.online,
        tutor_name=row.name,
        state=SessionState(row.state),
        attendance=Attendance(row.attendance),
        entry=row.number,
        entry_state=TimeState(row.entry_state) if row.entry_state else None,
        acknowledged=row.number is not None and row.acknowledged == row.number,
        ksbs=tuple(row.ksbs.split()),
    )


@cache
def _alone() -> Select[Any]:
    row = core.training_session
    return statement().order_by(row.c.happens_on, row.c.id)


def statement() -> Select[Any]:
    """What `of_record` asks, to be a part of another statement; its parameters are `apprenticeship` and `today`."""
    row, place, tutor, entry = core.training_session, core.session_place, core.person, core.time_entry
    to_come = and_(row.c.state == SessionState.PLANNED.value, row.c.happens_on >= bindparam("today", type_=Date))
    to_answer = or_(
        and_(entry.c.state == TimeState.WAITING.value, func.coalesce(place.c.acknowledged, 0) != entry.c.number),
        entry.c.state == TimeState.QUERIED.value,
    )
    return (
        select(
            row,
            tutor.c.name,
            place.c.attendance,
            place.c.acknowledged,
            entry.c.minutes.label("own_minutes"),
            entry.c.number,
            entry.c.state.label("entry_state"),
        )
        .select_from(place)
        .join(row, row.c.id == place.c.session_id)
        .join(tutor, tutor.c.id == row.c.tutor_id)
        .outerjoin(
            entry,
            and_(entry.c.apprenticeship_id == place.c.apprenticeship_id, entry.c.number == newest_entry(place)),
        )
        .where(place.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), or_(to_come, to_answer))
    )


def planned_of_many(
    session: Session, apprenticeships: Collection[UUID], since: date, until: date
) -> dict[UUID, list[tuple[date, int, str, str, tuple[str, ...]]]]:
    """What is planned for each of these apprenticeships from one day up to another, by day: the day, the minutes, the
    code of the activity, the title and the KSBs of each; one statement."""
    row, place = core.training_session, core.session_place
    found: dict[UUID, list[tuple[date, int, str, str, tuple[str, ...]]]] = {}
    rows = session.execute(
        select(place.c.apprenticeship_id, row.c.happens_on, row.c.minutes, row.c.activity, row.c.title, row.c.ksbs)
        .join(row, row.c.id == place.c.session_id)
        .where(
            place.c.apprenticeship_id.in_(apprenticeships),
            row.c.state == SessionState.PLANNED.value,
            row.c.happens_on.between(since, until),
        )
        .order_by(row.c.happens_on, row.c.id)
    )
    for one, on, minutes, activity, title, ksbs in rows:
        found.setdefault(one, []).append((on, minutes, activity, title, tuple(ksbs.split())))
    return found


def planned_as_it_stood(session: Session, apprenticeship: UUID, on: date) -> list[tuple[date, int, str]]:
    """What was planned, on a day gone by, to be held from that day on: day, minutes and activity of each.

    A session moved since stands where it stood then; one held, cancelled or moved on the day itself, as it stood at
    the day's end.
    """
    row, place, moved = core.training_session, core.session_place, core.session_move
    rows = session.execute(
        select(
            row.c.id, row.c.happens_on, row.c.minutes, row.c.activity, row.c.planned_at, row.c.ended_at,
            place.c.invited_at, moved.c.from_on, moved.c.to_on, moved.c.at,
        )
        .select_from(place)
        .join(row, row.c.id == place.c.session_id)
        .outerjoin(moved, moved.c.session_id == row.c.id)
        .where(place.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.id, moved.c.seq)
    ).all()  # fmt: skip
    days: dict[UUID, date] = {}
    for each in rows:
        days.setdefault(each.id, each.from_on or each.happens_on)
        if each.at is not None and london_date(each.at) <= on:
            days[each.id] = each.to_on
    known = {each.id: each for each in rows if _stood(each.invited_at, each.ended_at, on)}
    return [(days[id_], each.minutes, each.activity) for id_, each in known.items() if days[id_] >= on]


def _stood(invited_at: datetime, ended_at: datetime | None, on: date) -> bool:
    return london_date(invited_at) <= on and (ended_at is None or london_date(ended_at) > on)
