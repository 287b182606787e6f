"""Which pieces of a record are kept from somebody: closed, not cleared, or kept from the employer."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, bindparam, select
from sqlalchemy.orm import Session

from app.db.rows_within import RowsWithin
from app.db.tables import core


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Numbers of pieces: kept from the employer, and closed because they may identify somebody.

    `uncleared` are (number, version) pairs that whoever reads only what is cleared may not read: the tutor has not
    cleared that version, or has taken the clearing back, or the piece is withdrawn. `unsaid` are (number, seq) pairs of
    testimonies of which a tutor has taken the clearing back.
    """

    provider_only: frozenset[int]
    closed: frozenset[int]
    uncleared: frozenset[tuple[int, int]]
    unsaid: frozenset[tuple[int, int]]


def read_outside(piece: Any, version: Any) -> ColumnElement[bool]:
    """As `domain.evidence.may_read_outside` has it, of these tables joined."""
    shut = (piece.c.quarantined_at.is_(None), piece.c.withdrawn_at.is_(None), piece.c.provider_only.is_(False))
    return and_(version.c.cleared_at.is_not(None), version.c.version == piece.c.counting_version, *shut)


def still_read_outside(session: Session, apprenticeship: UUID, number: int, version: int) -> bool:
    """Whether somebody from outside may read this version of a piece now; one statement."""
    row, one = core.evidence, core.evidence_version
    same = and_(one.c.apprenticeship_id == row.c.apprenticeship_id, one.c.number == row.c.number)
    query = (
        select(row.c.number).join(one, same).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    )
    return session.execute(query.where(one.c.version == version, read_outside(row, one))).first() is not None


_RECORD = bindparam("apprenticeship", type_=Uuid)


@cache
def _unsaid() -> RowsWithin:
    row = core.testimony_clearing
    ended = (row.c.apprenticeship_id == _RECORD, row.c.ended_at.is_not(None))
    return RowsWithin("unsaid", select(row.c.number, row.c.seq).where(*ended))


def held_back(session: Session, apprenticeship: UUID) -> HeldBack:
    """What of this record is held back today, in one statement."""
    row, version, unsaid = core.evidence, core.evidence_version, _unsaid()
    found = session.execute(
        select(
            row.c.number,
            row.c.provider_only,
            row.c.quarantined_at,
            row.c.withdrawn_at,
            version.c.version,
            version.c.cleared_at,
            unsaid.column,
        )
        .join(version, and_(version.c.apprenticeship_id == row.c.apprenticeship_id, version.c.number == row.c.number))
        .where(row.c.apprenticeship_id == _RECORD),
        {"apprenticeship": apprenticeship},
    ).all()
    return HeldBack(
        frozenset(one.number for one in found if one.provider_only),
        frozenset(one.number for one in found if one.quarantined_at is not None),
        frozenset((one.number, one.version) for one in found if one.cleared_at is None or one.withdrawn_at is not None),
        frozenset((one.number, one.seq) for one in (unsaid.read(found[0]) if found else ())),
    )
