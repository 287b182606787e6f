"""What answers about hours are worked out from: time added up, of one apprentice or of many."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import STATE_AFTER, TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.people import ENDED, ApprenticeshipStatus
from app.domain.practical_period import last_day_of_learning

_STATES = {state.value: state for state in (TimeState.WAITING, TimeState.CONFIRMED, TimeState.QUERIED)}


def time_of(
    session: Session, apprenticeship: UUID, recorded: datetime | None = None, *, also: Collection[str] = ()
) -> list[LoggedTime]:
    """All time that may count, added up by state, day and duty; with `recorded`, as it stood at that moment.

    `also` are codes of activities that do not count and whose time is wanted beside it.
    """
    given: dict[str, Any] = {"apprenticeship": apprenticeship} | ({"also": list(also)} if also else {})
    if recorded is None:
        rows = session.execute(_time_by_day(bool(also)), given).all()
    else:
        rows = session.execute(_time_as_recorded(bool(also)), given | {"recorded": recorded}).all()
    return [
        LoggedTime(day, int(minutes), _STATES[state], bool(counts), duty) for state, day, duty, counts, minutes in rows
    ]


@cache
def _time_by_day(with_also: bool) -> Any:
    """What counts by an index that holds all it takes, and the rest beside it."""
    counting = _by_day(true()).where(_totalled())
    return union_all(counting, _by_day(false()).where(_also())) if with_also else counting


def _by_day(counts: ColumnElement[bool]) -> Select[Any]:
    row = core.time_entry
    day = (row.c.state, row.c.happened_on, row.c.duty)
    return (
        select(*day, counts.label("counts"), func.sum(row.c.minutes).label("minutes"))
        .where(row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), row.c.state.in_(list(_STATES)))
        .group_by(*day)
    )


def _also() -> ColumnElement[bool]:
    row = core.time_entry
    return and_(~row.c.counts, row.c.activity.in_(bindparam("also", expanding=True)))


@cache
def _time_as_recorded(with_also: bool) -> Select[Any]:
    """The same from what had been sent by then, each entry in the state in which what was done by then had left it."""
    row, sent = core.time_entry, core.evidence_version
    recorded = bindparam("recorded", type_=row.c.logged_at.type)
    entries = (
        select(_state_then(recorded).label("state"), row.c.happened_on, row.c.duty, row.c.counts, row.c.minutes)
        .outerjoin(
            sent,
            and_(
                sent.c.apprenticeship_id == row.c.apprenticeship_id,
                sent.c.number == row.c.evidence_number,
                sent.c.version == row.c.evidence_version,
            ),
        )
        .where(
            row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            or_(row.c.counts, _also()) if with_also else row.c.counts,
            row.c.state != TimeState.DRAFT.value,
            row.c.logged_at <= recorded,
            or_(sent.c.submitted_at.is_(None), sent.c.submitted_at <= recorded),
        )
        .subquery()
    )
    day = (entries.c.state, entries.c.happened_on, entries.c.duty, entries.c.counts)
    return (
        select(*day, func.sum(entries.c.minutes).label("minutes"))
        .where(entries.c.state.in_(list(_STATES)))
        .group_by(*day)
    )


def _state_then(recorded: Any) -> ColumnElement[str]:
    row, done = core.time_entry, core.time_decision
    last = (
        select(done.c.verdict)
        .where(
            done.c.apprenticeship_id == row.c.apprenticeship_id,
            done.c.number == row.c.number,
            done.c.at <= recorded,
        )
        .order_by(done.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    after = {verdict: state.value for verdict, state in STATE_AFTER.items()}
    return case(after, value=last, else_=TimeState.WAITING.value)


def _totalled() -> ColumnElement[bool]:
    return and_(core.time_entry.c.counts, core.time_entry.c.state.in_(list(_STATES)))


def minutes_by_day(session: Session, apprenticeship: UUID, since: date, until: date) -> dict[date, int]:
    """All minutes that stand on each day from `since` to `until`, whether they count or are a record only."""
    row = core.time_entry
    rows = session.execute(
        select(row.c.happened_on, func.sum(row.c.minutes))
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.state.in_(list(_STATES)),
            row.c.happened_on.between(since, until),
        )
        .group_by(row.c.happened_on)
    )
    return {day: int(minutes) for day, minutes in rows}


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


def ended_on(
    session: Session, apprenticeships: Iterable[Apprenticeship], recorded: datetime | None = None
) -> dict[UUID, date]:
    """The last day of learning of those that have ended: the day before they were withdrawn, transferred, completed.

    One statement where any has ended, else none. With `recorded`, by what had been recorded at that moment.
    """
    over = [one.id for one in apprenticeships if one.status in ENDED]
    if not over:
        return {}
    row = core.status
    query = (
        select(row.c.apprenticeship_id, row.c.since, row.c.status)
        .where(row.c.apprenticeship_id.in_(over))
        .order_by(row.c.apprenticeship_id, row.c.seq)
    )
    if recorded is not None:
        query = query.where(row.c.at <= recorded)
    said: dict[UUID, list[tuple[date, ApprenticeshipStatus]]] = defaultdict(list)
    for r in session.execute(query):
        said[r.apprenticeship_id].append((r.since, ApprenticeshipStatus(r.status)))
    days = {one: last_day_of_learning(statuses) for one, statuses in said.items()}
    return {one: day for one, day in days.items() if day is not None}
