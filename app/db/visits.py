"""Visits from outside: rows and domain values."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Row, String, and_, cast, exists, func, insert, literal, select, update
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.openings import Opening
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.visits import Ask, Sight, Visit

WORD = "visit"
"""What the access log calls it."""


def add(session: Session, person: UUID, ask: Ask, *, by: UUID, at: datetime) -> int:
    """Keep a new visit; returns its number. The caller holds the installation."""
    row, record = core.visit, core.visit_record
    number = next_number(session, row.c.number)
    session.execute(
        insert(row).values(
            number=number,
            id=uuid4(),
            person_id=person,
            organisation=ask.organisation,
            purpose=ask.purpose,
            sights=" ".join(one.value for one in Sight if one in ask.sights),
            draw=ask.draw,
            since=ask.since,
            last_day=ask.last_day,
            by=by,
            at=at,
        )
    )
    named = [{"apprenticeship_id": one, "visit": number} for one in sorted(ask.apprenticeships)]
    session.execute(insert(record), named)
    return number


def newest(session: Session, limit: int, before: int | None = None) -> list[Visit]:
    """The newest visits, newest first, from below the number `before`."""
    row = core.visit
    numbers = select(row.c.number).order_by(row.c.number.desc()).limit(limit)
    numbers = numbers if before is None else numbers.where(row.c.number < before)
    return _visits(session, row.c.number.in_(numbers))


def things_opened(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """How many things were opened on each of these visits, where any were; one statement."""
    record, log = core.visit_record, core.access_log
    begins = literal(f"{WORD} ") + cast(record.c.visit, String) + literal(" ")
    things = (
        select(record.c.visit, log.c.apprenticeship_id, log.c.subject)
        .join(log, and_(log.c.apprenticeship_id == record.c.apprenticeship_id, log.c.subject.startswith(begins)))
        .where(record.c.visit.in_(list(numbers)))
        .distinct()
        .subquery()
    )
    rows = session.execute(select(things.c.visit, func.count()).group_by(things.c.visit))
    return {number: int(count) for number, count in rows}


def numbered(session: Session, number: int) -> Visit | None:
    """The visit of this number."""
    return _one(session, core.visit.c.number == number)


def of_person(session: Session, person: UUID) -> list[Visit]:
    """Every visit that was ever granted to a person, newest first."""
    return _visits(session, core.visit.c.person_id == person)


def of_record(session: Session, apprenticeship: UUID) -> list[Visit]:
    """Every visit that shows or showed something of an apprenticeship, newest first."""
    record = core.visit_record
    numbers = select(record.c.visit).where(record.c.apprenticeship_id == apprenticeship)
    return _visits(session, core.visit.c.number.in_(numbers))


def find(session: Session, visit: UUID, person: UUID) -> Visit | None:
    """The visit of this id, whatever became of it, where it is this person's and their account has not ended."""
    row = core.visit
    return _one(session, row.c.id == visit, row.c.person_id == person, core.person.c.ended_at.is_(None))


def end(session: Session, visit: Visit, *, by: UUID, at: datetime) -> None:
    """End a visit."""
    row = core.visit
    session.execute(update(row).where(row.c.number == visit.number).values(ended_at=at, ended_by=by))


def has_words(session: Session, number: int, instead: str) -> bool:
    """Whether the words of a visit are there: not taken away yet."""
    row = core.visit
    there = select(row.c.number).where(row.c.number == number, row.c.purpose != instead)
    return session.execute(there).first() is not None


def erase_words(session: Session, apprenticeship: UUID, number: int, at: datetime, instead: str) -> bool:
    """Take away the organisation and the purpose of a visit that names an apprenticeship and was granted until a
    moment; whether they were there."""
    row, record = core.visit, core.visit_record
    names_it = exists().where(record.c.apprenticeship_id == apprenticeship, record.c.visit == row.c.number)
    there = (row.c.number == number, row.c.at <= at, row.c.purpose != instead, names_it)
    done = session.execute(update(row).where(*there).values(organisation=instead, purpose=instead))
    return bool(getattr(done, "rowcount", 0))


def opening(visit: Visit, apprenticeship: UUID, what: str) -> Opening:
    """That something of an apprentice is opened on a visit."""
    return Opening(WORD, visit.number, what, visit.person.id, apprenticeship)


def open_from(session: Session, person: UUID, day: date) -> date | None:
    """The last day of a visit of this person that has not ended on a day; None where there is none."""
    row = core.visit
    return session.scalar(
        select(row.c.last_day).where(holding_open(person, day)).order_by(row.c.last_day.desc()).limit(1)
    )


def holding_open(person: Any, today: Any) -> Any:
    """Whether a visit of this person (a column) has not ended on a day (a date or a parameter), as a condition on
    `visit`; its first day may be to come."""
    row = core.visit
    return and_(row.c.person_id == person, row.c.last_day >= today, row.c.ended_at.is_(None))


def _one(session: Session, *which: ColumnElement[bool]) -> Visit | None:
    return next(iter(_visits(session, *which)), None)


def _visits(session: Session, *which: ColumnElement[bool]) -> list[Visit]:
    """These visits, newest first, each with every apprenticeship that it names; one statement."""
    row, record = core.visit, core.visit_record
    person, giver, ender = core.person, core.person.alias(), core.person.alias()
    names = (person.c.name, person.c.email, giver.c.name.label("giver"), ender.c.name.label("ender"))
    rows = session.execute(
        select(row, *names, record.c.apprenticeship_id)
        .join(record, record.c.visit == row.c.number)
        .join(person, person.c.id == row.c.person_id)
        .join(giver, giver.c.id == row.c.by)
        .outerjoin(ender, ender.c.id == row.c.ended_by)
        .where(*which)
        .order_by(row.c.number.desc())
    ).all()
    named: dict[int, list[UUID]] = defaultdict(list)
    for one in rows:
        named[one.number].append(one.apprenticeship_id)
    return [_visit(one, named[one.number]) for one in {one.number: one for one in rows}.values()]


def _visit(row: Row[Any], apprenticeships: Sequence[UUID]) -> Visit:
    sights = frozenset(map(Sight, row.sights.split()))
    return Visit(
        number=row.number,
        id=row.id,
        person=Named(row.person_id, row.name),
        email=row.email,
        ask=Ask(row.organisation, row.purpose, row.since, row.last_day, sights, frozenset(apprenticeships), row.draw),
        by=Named(row.by, row.giver),
        at=row.at,
        ended_at=row.ended_at,
        ended_by=Named(row.ended_by, row.ender) if row.ended_by else None,
    )
