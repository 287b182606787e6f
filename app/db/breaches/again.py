"""Erasing again what an older backup brought back: by the piece’s own id, since its number may be another’s by now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.db import apprenticeships
from app.db.breaches.erasing import erase, forget_files
from app.db.breaches.record import erased_here, newest
from app.db.tables import core
from app.domain.breaches import BreachState, Erasure


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    """A piece that was erased again: its number, the breach that says so, and the hashes of its files.

    The number is 0 where the backup is older than the piece: only its files may be here, from elsewhere.
    """

    number: int
    breach: int
    files: tuple[str, ...]


def erase_again(session: Session, erased: Erasure, now: datetime) -> ErasedAgain | None:
    """Erase a piece that is here and should not be, its files in any case; None where there is nothing to do."""
    here, piece = erased.apprenticeship, core.evidence
    number = session.scalar(
        select(piece.c.number).where(piece.c.apprenticeship_id == here, piece.c.id == erased.evidence)
    )
    if number is None:
        return _files_alone(session, erased)
    if _is_erased(session, here, number):
        return None
    apprenticeships.lock(session, here)
    hashes = tuple(sorted({*erased.files, *_hashes(session, here, number)}))
    erase(session, here, number, hashes, now)
    seq = _note(session, erased, number, hashes)
    return ErasedAgain(number, seq, hashes)


def _files_alone(session: Session, erased: Erasure) -> ErasedAgain | None:
    """Erase the files of a piece that is not here: another piece or an unsaved form may hold them."""
    here = erased.apprenticeship
    known = session.scalar(select(core.apprenticeship.c.id).where(core.apprenticeship.c.id == here))
    if known is None or not set(erased.files) - erased_here(session, here, erased.files):
        return None
    apprenticeships.lock(session, here)
    forget_files(session, here, erased.files)
    return ErasedAgain(0, _note(session, erased, 0, erased.files), erased.files)


def _is_erased(session: Session, apprenticeship: UUID, number: int) -> bool:
    row = core.breach
    query = select(row.c.seq).where(
        row.c.apprenticeship_id == apprenticeship, row.c.number == number, row.c.state == BreachState.ERASED.value
    )
    return session.execute(query).first() is not None


def _hashes(session: Session, apprenticeship: UUID, number: int) -> set[str]:
    row = core.evidence_file
    return set(
        session.scalars(select(row.c.sha256).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number))
    )


def _note(session: Session, erased: Erasure, number: int, hashes: tuple[str, ...]) -> int:
    """A breach that says so; one that was open for this piece is closed with it."""
    here, row = erased.apprenticeship, core.breach
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == here, row.c.number == number, row.c.state != BreachState.ERASED.value)
        .values(state=BreachState.ERASED.value, ended_at=erased.at)
    )
    seq = newest(session, here) + 1
    session.execute(
        insert(row).values(
            apprenticeship_id=here,
            seq=seq,
            number=number,
            kind=erased.kind.value,
            state=BreachState.ERASED.value,
            reason="Erased before; an older backup had brought it back.",
            salt="",
            found_at=erased.at,
            ended_at=erased.at,
        )
    )
    if hashes:
        session.execute(
            insert(core.breach_file),
            [{"apprenticeship_id": here, "seq": seq, "sha256": sha256, "erased_at": erased.at} for sha256 in hashes],
        )
    return seq
