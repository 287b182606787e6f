"""Which files the records know of: those of evidence for good, those of unsaved forms for seven days.

Pieces of files that are still on their way are known too, as long as they are waited for.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, exists, select, union
from sqlalchemy.orm import Session

from app.db.tables import core


def references(session: Session) -> set[tuple[UUID, str]]:
    """Every file that some evidence or some unsaved form refers to, and every piece of one that is on its way."""
    stored, staged, upload, piece = core.stored_file, core.staged_file, core.upload, core.upload_part
    rows = session.execute(
        union(
            select(stored.c.apprenticeship_id, stored.c.sha256),
            select(staged.c.apprenticeship_id, staged.c.sha256),
            select(upload.c.apprenticeship_id, piece.c.sha256).join(piece, piece.c.upload_id == upload.c.id),
        )
    )
    return {(row.apprenticeship_id, row.sha256) for row in rows}


def stored(session: Session) -> Iterator[tuple[UUID, str, int]]:
    """Every file of evidence: apprenticeship, SHA-256, size in bytes. Read some at a time, however many there are."""
    row = core.stored_file
    query = select(row.c.apprenticeship_id, row.c.sha256, row.c.size)
    for found in session.execute(query, execution_options={"yield_per": 1000}):
        yield found.apprenticeship_id, found.sha256, found.size


def forget_unreferenced(session: Session, before: datetime) -> int:
    """Forget files kept before this moment that no version and no unsaved form refers to; returns how many.

    A file taken out of a draft, or sent with a form that was never saved, is nobody's evidence and is not kept.
    """
    row, file, staged = core.stored_file, core.evidence_file, core.staged_file
    gone = session.execute(
        delete(row).where(
            row.c.stored_at < before,
            *(
                ~exists().where(and_(one.c.apprenticeship_id == row.c.apprenticeship_id, one.c.sha256 == row.c.sha256))
                for one in (file, staged)
            ),
        )
    )
    return int(getattr(gone, "rowcount", 0))


def forget(session: Session, apprenticeship: UUID, hashes: Sequence[str]) -> list[str]:
    """Forget these files where no version and no unsaved form refers to them; returns which those are."""
    row, file, staged = core.stored_file, core.evidence_file, core.staged_file
    used: set[str] = set()
    for table in (file, staged):
        asked = select(table.c.sha256).where(table.c.apprenticeship_id == apprenticeship, table.c.sha256.in_(hashes))
        used |= set(session.scalars(asked))
    gone = [sha256 for sha256 in dict.fromkeys(hashes) if sha256 not in used]
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(gone)))
    return gone
