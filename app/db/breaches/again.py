"""Erasing again what an older backup brought back: by the piece’s own id, since its number may be another’s by now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.db import apprenticeships
from app.db.breaches.erasing import erase
from app.db.breaches.record import newest
from app.db.tables import core
from app.domain.breaches import BreachState, Erasure


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    """A piece that was erased again: its number, the breach that says so, and the hashes of its files."""

    number: int
    breach: int
    files: tuple[str, ...]


def erase_again(session: Session, erased: Erasure, now: datetime) -> ErasedAgain | None:
    """Erase a piece that is here and should not be; None where there is nothing to do."""
    here, piece = erased.apprenticeship, core.evidence
    number = session.scalar(
        select(piece.c.number).where(piece.c.apprenticeship_id == here, piece.c.id == erased.evidence)
    )
    if number is None or _is_erased(session, here, number):
        return None
    apprenticeships.lock(session, here)
    hashes = tuple(sorted({*erased.files, *_hashes(session, here, number)}))
    erase(session, here, number, hashes, now)
    seq = _note(session, erased, number, hashes)
    return ErasedAgain(number, seq, hashes)


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
        .where(row.c.apprenticeship_id == here, row.c.number == number)
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
