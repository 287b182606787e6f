"""What answers about hours are worked out from: time added up, of one apprentice or of many."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.people import ENDED

_STATES = {state.value: state for state in (TimeState.WAITING, TimeState.CONFIRMED, TimeState.QUERIED)}


def time_of(session: Session, apprenticeship: UUID) -> list[LoggedTime]:
    """All time that may count, added up by state, day and duty."""
    rows = session.execute(_time_by_day(), {"apprenticeship": apprenticeship}).all()
    return [LoggedTime(day, int(minutes), _STATES[state], True, duty) for state, day, duty, minutes in rows]


@cache
def _time_by_day() -> Select[Any]:
    row = core.time_entry
    day = (row.c.state, row.c.happened_on, row.c.duty)
    return (
        select(*day, func.sum(row.c.minutes).label("minutes"))
        .where(row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), _totalled())
        .group_by(*day)
    )


def _totalled() -> ColumnElement[bool]:
    return and_(core.time_entry.c.counts, core.time_entry.c.state.in_(list(_STATES)))


def sums_of(session: Session, apprenticeships: Collection[UUID], today: date) -> dict[UUID, dict[TimeState, int]]:
    """Minutes by state of whoever is learning today, in one statement however many there are.

    What counts is what `domain.off_the_job.summary.counted` counts: from the start to today, outside every break.
    """
    found: dict[UUID, dict[TimeState, int]] = defaultdict(dict)
    given = {"apprenticeships": list(apprenticeships), "today": today}
    for apprenticeship, state, minutes in session.execute(_sums(), given).all():
        found[apprenticeship][_STATES[state]] = int(minutes)
    return found


@cache
def _sums() -> Select[Any]:
    row, a, pause = core.time_entry, core.apprenticeship, core.break_in_learning
    in_a_break = exists().where(
        pause.c.apprenticeship_id == row.c.apprenticeship_id,
        pause.c.since <= row.c.happened_on,
        or_(pause.c.back_on.is_(None), pause.c.back_on > row.c.happened_on),
    )
    return (
        select(row.c.apprenticeship_id, row.c.state, func.sum(row.c.minutes))
        .join(a, a.c.id == row.c.apprenticeship_id)
        .where(
            row.c.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True)),
            _totalled(),
            row.c.happened_on.between(a.c.start, bindparam("today", type_=Date)),
            ~in_a_break,
        )
        .group_by(row.c.apprenticeship_id, row.c.state)
    )


def confirmed_by_duty(session: Session, apprenticeship: UUID) -> dict[str, int]:
    """Confirmed minutes that count, by duty; time logged for no duty is left out."""
    found = session.execute(_confirmed_by_duty(), {"apprenticeship": apprenticeship}).all()
    return {duty: int(minutes) for duty, minutes in found}


@cache
def _confirmed_by_duty() -> Select[Any]:
    row = core.time_entry
    return (
        select(row.c.duty, func.sum(row.c.minutes))
        .where(
            row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            row.c.counts,
            row.c.state == TimeState.CONFIRMED.value,
            row.c.duty.is_not(None),
        )
        .group_by(row.c.duty)
    )


def ended_on(session: Session, apprenticeships: Iterable[Apprenticeship]) -> dict[UUID, date]:
    """The last day of learning of those that have ended: the day before they were withdrawn, transferred, completed.

    One statement where any has ended, else none.
    """
    over = [one.id for one in apprenticeships if one.status in ENDED]
    if not over:
        return {}
    row = core.status
    query = (
        select(row.c.apprenticeship_id, func.min(row.c.since).label("since"))
        .where(row.c.apprenticeship_id.in_(over), row.c.status.in_([state.value for state in ENDED]))
        .group_by(row.c.apprenticeship_id)
    )
    return {r.apprenticeship_id: r.since - timedelta(days=1) for r in session.execute(query)}
