"""Which files still wait for the malware scanner, and what it said of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.evidence import Scan

AGAIN_AFTER = timedelta(minutes=5)
"""How long a file that could not be scanned waits for another try."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was not scanned; its size is in bytes."""

    apprenticeship: UUID
    sha256: str
    size: int


def take_waiting(session: Session, at: datetime, smaller_than: int) -> Waiting | None:
    """The file that has waited longest, taken so that nobody else scans it meanwhile; None where none is due."""
    row = core.stored_file
    found = session.execute(
        select(row.c.apprenticeship_id, row.c.sha256, row.c.size)
        .where(
            row.c.scan.in_((Scan.PENDING.value, Scan.NOT_SCANNED.value)),
            or_(row.c.scanned_at.is_(None), row.c.scanned_at < at - AGAIN_AFTER, row.c.scanned_at > at + AGAIN_AFTER),
            row.c.size < smaller_than,
        )
        .order_by(row.c.scanned_at, row.c.stored_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if found is None:
        return None
    same = (row.c.apprenticeship_id == found.apprenticeship_id) & (row.c.sha256 == found.sha256)
    session.execute(update(row).where(same).values(scanned_at=at))
    return Waiting(found.apprenticeship_id, found.sha256, found.size)


def keep_scan(session: Session, file: Waiting, scan: Scan, at: datetime) -> bool:
    """Note what the scanner said; False where that was known, or the file has gone meanwhile."""
    row = core.stored_file
    same = (row.c.apprenticeship_id == file.apprenticeship) & (row.c.sha256 == file.sha256)
    changed = session.execute(update(row).where(same, row.c.scan != scan.value).values(scan=scan.value, scanned_at=at))
    return bool(getattr(changed, "rowcount", 0))


def pieces_with(session: Session, file: Waiting) -> Sequence[tuple[int, bool]]:
    """The pieces that have this file in one of their versions: number, and whether it was ever sent."""
    row, piece = core.evidence_file, core.evidence
    same = (piece.c.apprenticeship_id == row.c.apprenticeship_id) & (piece.c.number == row.c.number)
    query = (
        select(row.c.number, piece.c.counting_version)
        .join(piece, same)
        .where(row.c.apprenticeship_id == file.apprenticeship, row.c.sha256 == file.sha256)
        .distinct()
        .order_by(row.c.number)
    )
    return [(found.number, found.counting_version is not None) for found in session.execute(query)]
