"""Files on their way in pieces, which go on where they stopped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.uploads import KEPT_FOR, Piece, Upload


def begin(session: Session, upload: Upload) -> None:
    """Add a file of which nothing has come yet."""
    session.execute(
        insert(core.upload).values(
            id=upload.id,
            person_id=upload.person,
            apprenticeship_id=upload.apprenticeship,
            form=upload.form,
            name=upload.name,
            size=upload.size,
            created_at=upload.touched_at,
            touched_at=upload.touched_at,
        )
    )


def find(session: Session, upload: UUID, person: UUID, apprenticeship: UUID, at: datetime) -> Upload | None:
    """This person's upload for this apprenticeship, unless it was forgotten."""
    row = core.upload
    mine = row.c.id == upload, row.c.person_id == person, _on(apprenticeship)
    found = session.execute(_asked(at - KEPT_FOR, *mine)).first()
    return upload_of(found) if found else None


def unfinished(session: Session, person: UUID, apprenticeship: UUID, at: datetime) -> list[Upload]:
    """What this person has begun to send for this apprenticeship, the newest first."""
    return [upload_of(row) for row in session.execute(unfinished_asked(person, apprenticeship, at - KEPT_FOR))]


def unfinished_asked(person: Any, apprenticeship: Any, since: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; `upload_of` reads its rows."""
    row = core.upload
    mine = row.c.person_id == person, _on(apprenticeship), row.c.staged_id.is_(None)
    return _asked(since, *mine).order_by(row.c.touched_at.desc())


def set_turn(session: Session, upload: UUID, turn: UUID | None, at: datetime) -> None:
    """Whose turn it is to send."""
    _set(session, upload, turn=turn, touched_at=at)


def keep_piece(session: Session, upload: UUID, piece: Piece, at: datetime) -> None:
    """Add a piece that lies in the store."""
    values = {"start": piece.start, "size": piece.size, "sha256": piece.sha256}
    session.execute(insert(core.upload_part).values(upload_id=upload, **values))
    _set(session, upload, touched_at=at)


def pieces(session: Session, upload: UUID) -> list[Piece]:
    """Its pieces, in order."""
    row = core.upload_part
    rows = session.execute(
        select(row.c.start, row.c.size, row.c.sha256).where(row.c.upload_id == upload).order_by(row.c.start)
    )
    return [Piece(*found) for found in rows]


def arrived(session: Session, upload: UUID, staged: UUID, at: datetime) -> None:
    """It is a file of an unsaved form now; its pieces are not needed any more."""
    _drop_pieces(session, core.upload_part.c.upload_id == upload)
    _set(session, upload, staged_id=staged, turn=None, touched_at=at)


def drop(session: Session, upload: UUID) -> None:
    """Let go of it and of its pieces."""
    _drop_pieces(session, core.upload_part.c.upload_id == upload)
    session.execute(delete(core.upload).where(core.upload.c.id == upload))


def drop_gone(session: Session, apprenticeship: UUID) -> None:
    """Let go of what arrived for an apprenticeship and is no unsaved file any more, with the names it came under."""
    row, staged = core.upload, core.staged_file
    gone = row.c.staged_id.is_not(None), ~exists().where(staged.c.id == row.c.staged_id)
    session.execute(delete(row).where(_on(apprenticeship), *gone))


def drop_old(session: Session, at: datetime) -> None:
    """Let go of what has not gone on for seven days."""
    row = core.upload
    old = row.c.touched_at < at - KEPT_FOR
    _drop_pieces(session, core.upload_part.c.upload_id.in_(select(row.c.id).where(old)))
    session.execute(delete(row).where(old))


def upload_of(row: Any) -> Upload:
    """An upload from a row of these statements."""
    offset = row.size if row.staged_id else row.here or 0
    mine = row.person_id, row.apprenticeship_id
    return Upload(row.id, *mine, row.form, row.name, row.size, offset, row.touched_at, row.turn, row.staged_id)


def _asked(since: Any, *which: Any) -> Select[Any]:
    row, part = core.upload, core.upload_part
    here = select(func.max(part.c.start + part.c.size)).where(part.c.upload_id == row.c.id).scalar_subquery()
    return select(row, here.label("here")).where(*which, row.c.touched_at >= since)


def _on(apprenticeship: Any) -> Any:
    return core.upload.c.apprenticeship_id == apprenticeship


def _set(session: Session, upload: UUID, **values: Any) -> None:
    session.execute(update(core.upload).where(core.upload.c.id == upload).values(**values))


def _drop_pieces(session: Session, which: Any) -> None:
    session.execute(delete(core.upload_part).where(which))
