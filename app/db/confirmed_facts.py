"""Facts an administrator confirmed here, laid over the catalogue: the newest of a key holds, the older ones stay."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.db.tables.installation import ConfirmedFactRow

PUBLISHED_MINIMUM = "published_minimum_minutes"
"""The key of the published minimum of off-the-job minutes of a standard; the subject is “ST0868/1.0”."""


@dataclass(frozen=True, slots=True)
class ConfirmedFact:
    """One fact: its value as text, where it was found, from when it holds, and who entered it when."""

    subject: str
    key: str
    value: str
    source: str
    effective_on: date
    by: UUID
    at: datetime


def newest(session: Session, subject: str) -> dict[str, ConfirmedFact]:
    """The fact that holds for each key of a subject, in one statement."""
    row = core.confirmed_fact
    rows = session.execute(select(row).where(row.c.subject == subject).order_by(row.c.key, row.c.seq))
    return {r.key: ConfirmedFact(r.subject, r.key, r.value, r.source, r.effective_on, r.by, r.at) for r in rows}


def add(
    session: Session,
    subject: str,
    key: str,
    value: str,
    *,
    source: str,
    effective_on: date,
    by: UUID,
    at: datetime,
) -> int:
    """Lay one fact over what stood there; returns its number. The caller records it in the history."""
    row = core.confirmed_fact
    highest = session.scalar(select(func.max(row.c.seq)).where(row.c.subject == subject, row.c.key == key))
    seq = int(highest or 0) + 1
    session.add(
        ConfirmedFactRow(
            subject=subject, key=key, seq=seq, value=value, source=source, effective_on=effective_on, by=by, at=at
        )
    )
    session.flush()
    return seq
