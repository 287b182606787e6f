"""Which pieces of a record are kept from somebody: from the employer, or from everybody while they are closed."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.db.tables import core


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Numbers of pieces: kept from the employer, and closed because they may identify somebody."""

    provider_only: frozenset[int]
    closed: frozenset[int]


def held_back(session: Session, apprenticeship: UUID) -> HeldBack:
    """What of this record is held back today, in one statement."""
    row = core.evidence
    found = session.execute(
        select(row.c.number, row.c.provider_only, row.c.quarantined_at).where(
            row.c.apprenticeship_id == apprenticeship,
            or_(row.c.provider_only.is_(True), row.c.quarantined_at.is_not(None)),
        )
    ).all()
    return HeldBack(
        frozenset(one.number for one in found if one.provider_only),
        frozenset(one.number for one in found if one.quarantined_at is not None),
    )
