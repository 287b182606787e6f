"""Breaks in learning and times without an employer: what was said of each, and what holds.

Rows are only ever added, so what was known on any day can be found again. `break_in_learning` is what holds of the
breaks alone, for statements over very many apprenticeships.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.db.tables.apprenticeships import BreakRow
from app.db.tables.life import PauseRow
from app.domain.apprenticeships import Break, Gap, Named, PauseKind


@dataclass(frozen=True, slots=True)
class Pauses:
    """What interrupts one apprenticeship, by first day."""

    breaks: tuple[Break, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What was recorded of one pause: `by` is None where nobody is known."""

    kind: PauseKind
    since: date
    until: date | None
    dropped: bool
    by: Named | None
    at: datetime
    reason: str


def begin(
    session: Session,
    apprenticeship: UUID,
    since: date,
    back_on: date | None,
    *,
    by: UUID,
    at: datetime,
    reason: str = "",
) -> None:
    """Add a break, or say anew how long one is; the caller holds the lock and has made sure it overlaps no other."""
    say(session, apprenticeship, PauseKind.BREAK_IN_LEARNING, since, back_on, by=by, at=at, reason=reason)
    session.merge(BreakRow(apprenticeship_id=apprenticeship, since=since, back_on=back_on))
    session.flush()


def drop(session: Session, apprenticeship: UUID, since: date, *, by: UUID, at: datetime, reason: str) -> None:
    """Say that there was no break after all."""
    say(session, apprenticeship, PauseKind.BREAK_IN_LEARNING, since, None, by=by, at=at, reason=reason, dropped=True)
    row = core.break_in_learning
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.since == since))


def say(
    session: Session,
    apprenticeship: UUID,
    kind: PauseKind,
    since: date,
    until: date | None,
    *,
    by: UUID,
    at: datetime,
    reason: str = "",
    dropped: bool = False,
) -> None:
    """Record what is known of a pause from now on."""
    seq = next_number(session, core.pause.c.seq, core.pause.c.apprenticeship_id == apprenticeship)
    session.add(
        PauseRow(
            apprenticeship_id=apprenticeship,
            seq=seq,
            kind=kind.value,
            since=since,
            until=until,
            dropped=dropped,
            by=by,
            at=at,
            reason=reason,
        )
    )
    session.flush()


def said(session: Session, apprenticeship: UUID) -> list[Said]:
    """Everything that was recorded of pauses, in the order of recording."""
    row, person = core.pause, core.person
    found = session.execute(
        select(row, person.c.name)
        .outerjoin(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.seq)
    )
    return [
        Said(PauseKind(r.kind), r.since, r.until, r.dropped, Named(r.by, r.name) if r.by else None, r.at, r.reason)
        for r in found
    ]


def holding(rows: Iterable[Any]) -> Pauses:
    """What holds of one apprenticeship, from its rows in the order of recording."""
    newest = {(row.kind, row.since): row for row in rows}
    standing = sorted((row for row in newest.values() if not row.dropped), key=lambda row: row.since)
    return Pauses(
        tuple(Break(row.since, row.until) for row in standing if row.kind == PauseKind.BREAK_IN_LEARNING),
        tuple(Gap(row.since, row.until) for row in standing if row.kind == PauseKind.NO_EMPLOYER),
    )
