"""The same file twice in one portfolio, told by its hash, also where a photo was made safe before it was kept."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.db.tables import core


@dataclass(frozen=True, slots=True)
class Double:
    """A file of the version asked about, and another piece whose version has the same one."""

    name: str
    number: int
    version: int


def doubles(session: Session, apprenticeship: UUID, number: int, version: int, *, drafts: bool) -> list[Double]:
    """Which other pieces have the files of this version, in one statement.

    `drafts`: whether versions never sent exist for whoever asks.
    """
    here, there, other = core.evidence_file.alias("here"), core.evidence_file.alias("there"), core.evidence_version
    same = or_(
        there.c.sha256 == here.c.sha256,
        there.c.original_sha256 == here.c.original_sha256,
        there.c.original_sha256 == here.c.sha256,
        there.c.sha256 == here.c.original_sha256,
    )
    of_it = and_(
        other.c.apprenticeship_id == there.c.apprenticeship_id,
        other.c.number == there.c.number,
        other.c.version == there.c.version,
    )
    query = (
        select(here.c.name, there.c.number, there.c.version)
        .join(there, and_(there.c.apprenticeship_id == here.c.apprenticeship_id, same))
        .join(other, of_it)
        .where(
            here.c.apprenticeship_id == apprenticeship,
            here.c.number == number,
            here.c.version == version,
            there.c.number != number,
            other.c.state != "withdrawn",
        )
        .distinct()
        .order_by(here.c.name, there.c.number, there.c.version)
        .limit(20)
    )
    if not drafts:
        query = query.where(other.c.submitted_at.is_not(None))
    return [Double(*found) for found in session.execute(query)]
