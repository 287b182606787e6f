"""Which pieces of a record are kept from somebody: closed, not cleared, or kept from the employer."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.db.tables import core


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Numbers of pieces: kept from the employer, and closed because they may identify somebody.

    `uncleared` are (number, version) pairs that whoever reads only what is cleared may not read: the tutor has not
    cleared that version, or has taken the clearing back, or the piece is withdrawn.
    """

    provider_only: frozenset[int]
    closed: frozenset[int]
    uncleared: frozenset[tuple[int, int]]


def held_back(session: Session, apprenticeship: UUID) -> HeldBack:
    """What of this record is held back today, in one statement."""
    row, version = core.evidence, core.evidence_version
    found = session.execute(
        select(
            row.c.number,
            row.c.provider_only,
            row.c.quarantined_at,
            row.c.withdrawn_at,
            version.c.version,
            version.c.cleared_at,
        )
        .join(version, and_(version.c.apprenticeship_id == row.c.apprenticeship_id, version.c.number == row.c.number))
        .where(row.c.apprenticeship_id == apprenticeship)
    ).all()
    return HeldBack(
        frozenset(one.number for one in found if one.provider_only),
        frozenset(one.number for one in found if one.quarantined_at is not None),
        frozenset((one.number, one.version) for one in found if one.cleared_at is None or one.withdrawn_at is not None),
    )
