"""Statements on hours short of the training plan: rows and domain values."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.db.gateway import beside_gateway
from app.db.numbering import next_number
from app.db.tables import core
from app.domain.people import Role
from app.domain.shortfall import Shortfall, ShortfallStatement


def newest(session: Session, apprenticeship: UUID) -> ShortfallStatement | None:
    """The statement that holds, with who agreed to it, in one statement of SQL."""
    return beside_gateway(session, apprenticeship, date.max).statement


def add(
    session: Session, apprenticeship: UUID, words: str, shortfall: Shortfall, sha256: str, *, by: UUID, at: datetime
) -> int:
    """Keep a new statement; returns its number."""
    row = core.shortfall_statement
    number = next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            words=words,
            planned_minutes=shortfall.planned_minutes,
            confirmed_minutes=shortfall.confirmed_minutes,
            minimum_minutes=shortfall.minimum_minutes,
            sha256=sha256,
            by=by,
            at=at,
        )
    )
    return number


def agree(
    session: Session, apprenticeship: UUID, number: int, role: Role, sha256: str, *, by: UUID, at: datetime
) -> None:
    """Keep one party's word."""
    session.execute(
        insert(core.shortfall_agreement).values(
            apprenticeship_id=apprenticeship, number=number, role=role.value, by=by, at=at, sha256=sha256
        )
    )
