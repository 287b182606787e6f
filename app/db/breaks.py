"""Breaks in learning: each from its first day until the first day back, once that is known."""

from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.db.tables.apprenticeships import BreakRow
from app.domain.apprenticeships import Break


def of(session: Session, apprenticeship: UUID) -> list[Break]:
    """Every break of an apprenticeship, oldest first."""
    row = core.break_in_learning
    rows = session.execute(select(row).where(row.c.apprenticeship_id == apprenticeship).order_by(row.c.since))
    return [Break(r.since, r.back_on) for r in rows]


def begin(session: Session, apprenticeship: UUID, since: date, back_on: date | None) -> None:
    """Add a break; the caller holds the lock and has made sure that it overlaps no other."""
    session.add(BreakRow(apprenticeship_id=apprenticeship, since=since, back_on=back_on))
    session.flush()


def end(session: Session, apprenticeship: UUID, since: date, back_on: date) -> None:
    """Say when somebody came back from the break that began on `since`."""
    row = core.break_in_learning
    session.execute(
        update(row).where(row.c.apprenticeship_id == apprenticeship, row.c.since == since).values(back_on=back_on)
    )
