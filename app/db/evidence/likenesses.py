"""Signatures of the words of one record: of each version's description, and of its files as far as they were read."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, literal, select, union_all
from sqlalchemy.orm import Session

from app.db.tables import core


@dataclass(frozen=True, slots=True)
class Signed:
    """What one version says, as a signature. `name` and `sha256` are "" for its description."""

    number: int
    version: int
    name: str
    sha256: str
    signature: str


def signed_words(session: Session, apprenticeship: UUID, *, drafts: bool) -> list[Signed]:
    """The signatures of every version that is not withdrawn, in one statement.

    `drafts`: whether versions never sent exist for whoever asks.
    """
    version, file, stored = core.evidence_version, core.evidence_file, core.stored_file
    alive = [version.c.apprenticeship_id == apprenticeship, version.c.state != "withdrawn"]
    if not drafts:
        alive.append(version.c.submitted_at.is_not(None))
    key = version.c.number, version.c.version
    shown = and_(
        file.c.apprenticeship_id == version.c.apprenticeship_id,
        file.c.number == version.c.number,
        file.c.version == version.c.version,
    )
    same = and_(stored.c.apprenticeship_id == file.c.apprenticeship_id, stored.c.sha256 == file.c.sha256)
    said = select(*key, literal("").label("name"), literal("").label("sha256"), version.c.signature)
    read = select(*key, file.c.name, file.c.sha256, stored.c.signature).join(file, shown).join(stored, same)
    query = union_all(
        said.where(*alive, version.c.signature != ""),
        read.where(*alive, stored.c.signature != ""),
    )
    return [Signed(*found) for found in session.execute(query)]
