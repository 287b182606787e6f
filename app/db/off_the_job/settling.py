"""Entries beside each other, and what was said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, case, exists, func, insert, or_, select
from sqlalchemy.orm import Session

from app.db import numbering
from app.db.tables import core
from app.domain.off_the_job.doubles import STANDING, CameBy, Pair, Questions, Settled, Standing, questions

_STATES = sorted(state.value for state in STANDING)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of two entries, or why a day is as long as it is (`pair` None)."""

    pair: Pair | None
    on: date | None
    verdict: str
    reason: str
    by: UUID
    by_name: str
    at: datetime


class Beside(NamedTuple):
    """One entry as `beside` finds it: `first` is the entry that it was said to be another time than, `explained` the
    minutes that a reason was given for on its day."""

    number: int
    happened_on: date
    minutes: int
    activity: str
    duty: str | None
    evidence: int | None
    logged_by: UUID
    came_by: str
    first: int | None
    explained: int | None


def open_questions(session: Session, apprenticeship: UUID, plausible: int) -> Questions:
    """What is open on one apprenticeship. One statement; only days with several entries or very long ones are read."""
    rows = session.execute(beside(), {"apprenticeship": apprenticeship, "plausible": plausible}).all()
    return questions_in((Beside(*row) for row in rows), plausible)


def questions_in(rows: Iterable[Beside], plausible: int) -> Questions:
    """What is open, from rows that `beside` finds."""
    entries: dict[int, Standing] = {}
    both: set[Pair] = set()
    explained: dict[date, int] = {}
    for r in rows:
        entries[r.number] = Standing(
            r.number, r.happened_on, r.minutes, r.activity, r.duty, CameBy(r.came_by), r.evidence, r.logged_by
        )  # fmt: skip
        if r.first is not None:
            both.add((r.first, r.number))
        if r.explained is not None:
            explained[r.happened_on] = max(r.explained, explained.get(r.happened_on, 0))
    return questions(entries.values(), both, explained, plausible)


@cache
def beside() -> Select[Any]:
    """The entries of one `apprenticeship` on days with several or more than `plausible` minutes, with what was said."""
    row, double, day = core.time_entry, core.time_double, core.long_day
    imported = core.imported_row
    other = row.alias("other")
    apprenticeship: Any = bindparam("apprenticeship")
    crowded = (
        select(other.c.happened_on)
        .where(other.c.apprenticeship_id == apprenticeship, other.c.state.in_(_STATES))
        .group_by(other.c.happened_on)
        .having(or_(func.count() > 1, func.sum(other.c.minutes) > bindparam("plausible")))
    )
    two_times = and_(
        double.c.apprenticeship_id == row.c.apprenticeship_id,
        double.c.second == row.c.number,
        double.c.verdict == Settled.BOTH.value,
    )
    from_file = exists().where(
        imported.c.apprenticeship_id == row.c.apprenticeship_id, imported.c.number == row.c.number
    )
    came_by = case(
        (row.c.session_id.is_not(None), CameBy.SESSION.value),
        (row.c.evidence_number.is_not(None), CameBy.EVIDENCE.value),
        (from_file, CameBy.FILE.value),
        else_=CameBy.ALONE.value,
    )
    explained = and_(day.c.apprenticeship_id == row.c.apprenticeship_id, day.c.happened_on == row.c.happened_on)
    return (
        select(
            row.c.number, row.c.happened_on, row.c.minutes, row.c.activity, row.c.duty, row.c.evidence_number,
            row.c.logged_by, came_by.label("came_by"), double.c.first, day.c.minutes.label("explained"),
        )
        .select_from(row.outerjoin(double, two_times).outerjoin(day, explained))
        .where(row.c.apprenticeship_id == apprenticeship, row.c.state.in_(_STATES), row.c.happened_on.in_(crowded))
    )  # fmt: skip


def add_double(
    session: Session,
    apprenticeship: UUID,
    pair: Pair,
    verdict: Settled,
    reason: str,
    *,
    kept: int | None,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """Keep one thing said of two entries."""
    row = core.time_double
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            seq=numbering.next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship),
            first=pair[0],
            second=pair[1],
            verdict=verdict.value,
            kept=kept,
            reason=reason,
            salt=salt,
            by=by,
            at=at,
        )
    )


def add_long_day(
    session: Session, apprenticeship: UUID, on: date, minutes: int, reason: str, *, salt: str, by: UUID, at: datetime
) -> None:
    """Keep why a day is as long as it is."""
    row = core.long_day
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            seq=numbering.next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship),
            happened_on=on,
            minutes=minutes,
            reason=reason,
            salt=salt,
            by=by,
            at=at,
        )
    )


def said_of(session: Session, apprenticeship: UUID) -> list[Said]:
    """Everything said so far of entries beside each other, newest first, in two statements."""
    double, day, person = core.time_double, core.long_day, core.person
    of_pairs = session.execute(
        select(double, person.c.name)
        .join(person, person.c.id == double.c.by)
        .where(double.c.apprenticeship_id == apprenticeship)
    )
    found = [Said((r.first, r.second), None, r.verdict, r.reason, r.by, r.name, r.at) for r in of_pairs]
    of_days = session.execute(
        select(day, person.c.name)
        .join(person, person.c.id == day.c.by)
        .where(day.c.apprenticeship_id == apprenticeship)
    )
    found += [Said(None, r.happened_on, "explained", r.reason, r.by, r.name, r.at) for r in of_days]
    return sorted(found, key=lambda said: said.at, reverse=True)


def said_last(session: Session, apprenticeship: UUID, pair: Pair) -> tuple[str, int | None, UUID, str] | None:
    """The newest thing said of two entries: verdict, the one kept, by whom, reason."""
    row = core.time_double
    found = session.execute(
        select(row.c.verdict, row.c.kept, row.c.by, row.c.reason)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.first == pair[0], row.c.second == pair[1])
        .order_by(row.c.seq.desc())
        .limit(1)
    ).first()
    return tuple(found) if found else None


def explained_last(session: Session, apprenticeship: UUID, on: date) -> tuple[UUID, str] | None:
    """Who last said why a day is as long as it is, and the reason."""
    row = core.long_day
    found = session.execute(
        select(row.c.by, row.c.reason)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.happened_on == on)
        .order_by(row.c.seq.desc())
        .limit(1)
    ).first()
    return tuple(found) if found else None
