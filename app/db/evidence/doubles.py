"""The same file twice in one portfolio, told by its hash, also where a photo was made safe before it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.evidence import EvidenceFile


@dataclass(frozen=True, slots=True)
class Double:
    """A file of the version asked about, and another piece whose version has the same one."""

    name: str
    number: int
    version: int


def doubles(apprenticeship: Any, number: Any, version: Any, *, drafts: bool) -> Select[Any]:
    """Asks which other pieces have the files of this version; its columns are those of `Double`.

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
    return query if drafts else query.where(other.c.submitted_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A version that has one of the files asked about, by the hashes it is known under."""

    number: int
    version: int
    hashes: frozenset[str | None]


def elsewhere(
    session: Session, apprenticeship: UUID, files: Sequence[EvidenceFile], besides: int | None
) -> list[Elsewhere]:
    """Which versions of its pieces, `besides` one, have any of these files; the newest of each piece first."""
    hashes = {file.sha256 for file in files}
    if not hashes:
        return []
    file, version = core.evidence_file, core.evidence_version
    of_it = and_(
        version.c.apprenticeship_id == file.c.apprenticeship_id,
        version.c.number == file.c.number,
        version.c.version == file.c.version,
    )
    query = (
        select(file.c.number, file.c.version, file.c.sha256, file.c.original_sha256)
        .join(version, of_it)
        .where(
            file.c.apprenticeship_id == apprenticeship,
            or_(file.c.sha256.in_(hashes), file.c.original_sha256.in_(hashes)),
            file.c.number != (besides or 0),
            version.c.state != "withdrawn",
        )
        .order_by(file.c.number, file.c.version.desc())
        .limit(100)
    )
    return [
        Elsewhere(row.number, row.version, frozenset({row.sha256, row.original_sha256}))
        for row in session.execute(query)
    ]
