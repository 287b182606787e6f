"""Grants to assessors: rows and domain values, and what was opened by each."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from app.db.openings import Opened, Opening, openings
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.assessor_grants import Ask, Grant

WORD = "grant"
"""What the access log calls one."""


def add(session: Session, apprenticeship: UUID, person: UUID, ask: Ask, *, by: UUID, at: datetime) -> int:
    """Keep a new grant; returns its number. The caller holds the apprenticeship."""
    row = core.assessor_grant
    newest = session.scalar(select(func.max(row.c.seq)).where(row.c.apprenticeship_id == apprenticeship))
    seq = (newest or 0) + 1
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            seq=seq,
            id=uuid4(),
            version=ask.version,
            person_id=person,
            since=ask.since,
            last_day=ask.last_day,
            may_take=ask.may_take,
            by=by,
            at=at,
            conflict=False,
        )
    )
    return seq


def of_record(session: Session, apprenticeship: UUID) -> list[Grant]:
    """Every grant on an apprenticeship, oldest first, in one statement."""
    row = core.assessor_grant
    return _grants(session, _query().where(row.c.apprenticeship_id == apprenticeship).order_by(row.c.seq))


def of_person(session: Session, person: UUID) -> list[Grant]:
    """Every grant that a person ever had, newest first, in one statement."""
    row = core.assessor_grant
    return _grants(session, _query().where(row.c.person_id == person).order_by(row.c.at.desc(), row.c.seq.desc()))


def find(session: Session, grant: UUID, person: UUID) -> Grant | None:
    """The grant of this id, whatever became of it, where it is this person's and their account has not ended."""
    row = core.assessor_grant
    found = _grants(
        session, _query().where(row.c.id == grant, row.c.person_id == person, core.person.c.ended_at.is_(None))
    )
    return found[0] if found else None


def state(session: Session, grant: Grant, *, conflict: bool, at: datetime) -> None:
    """Keep what the assessor said of a conflict of interest; when it was first said stays."""
    session.execute(
        update(core.assessor_grant).where(_is(grant)).values(stated_at=grant.stated_at or at, conflict=conflict)
    )


def revoke(session: Session, grant: Grant, *, by: UUID, at: datetime) -> None:
    """End a grant."""
    session.execute(update(core.assessor_grant).where(_is(grant)).values(revoked_at=at, revoked_by=by))


def opening(grant: Grant, what: str) -> Opening:
    """That something of the version is opened by this grant."""
    said = f"portfolio {grant.ask.version} {what}".strip()
    return Opening(WORD, grant.seq, said, grant.person.id, grant.apprenticeship)


def opened_on(session: Session, apprenticeship: UUID) -> list[Opened]:
    """What was opened by the grants on an apprenticeship, within the version of each, what was opened last first."""
    found = openings(session, WORD, [apprenticeship])
    return [replace(one, what=" ".join(one.what.split(" ")[2:])) for one in found]


def holding_open(person: Any, today: Any) -> Any:
    """Whether a grant of this person (a column) has not ended on a day (a date or a parameter), as a condition on
    `assessor_grant`; its first day may be to come."""
    row = core.assessor_grant
    return and_(
        row.c.person_id == person, row.c.last_day >= today, row.c.revoked_at.is_(None), row.c.conflict.is_(False)
    )


def open_on(session: Session, apprenticeship: UUID, person: UUID, today: date) -> bool:
    """Whether this person holds a grant on an apprenticeship that has not ended."""
    row = core.assessor_grant
    held = select(row.c.seq).where(row.c.apprenticeship_id == apprenticeship, holding_open(person, today))
    return session.execute(held.limit(1)).first() is not None


def _is(grant: Grant) -> Any:
    row = core.assessor_grant
    return and_(row.c.apprenticeship_id == grant.apprenticeship, row.c.seq == grant.seq)


def _query() -> Select[Any]:
    row = core.assessor_grant
    person, giver, ender = core.person, core.person.alias(), core.person.alias()
    return (
        select(row, person.c.name, giver.c.name.label("giver"), ender.c.name.label("ender"))
        .join(person, person.c.id == row.c.person_id)
        .join(giver, giver.c.id == row.c.by)
        .outerjoin(ender, ender.c.id == row.c.revoked_by)
    )


def _grants(session: Session, query: Select[Any]) -> list[Grant]:
    return [_grant(row) for row in session.execute(query)]


def _grant(row: Row[Any]) -> Grant:
    return Grant(
        apprenticeship=row.apprenticeship_id,
        seq=row.seq,
        id=row.id,
        person=Named(row.person_id, row.name),
        ask=Ask(row.version, row.since, row.last_day, row.may_take),
        by=Named(row.by, row.giver),
        at=row.at,
        stated_at=row.stated_at,
        conflict=row.conflict,
        revoked_at=row.revoked_at,
        revoked_by=Named(row.revoked_by, row.ender) if row.revoked_by else None,
    )
