"""Evidence with its versions, files, tags and decisions, as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from app.db.bulk.rows import Rows
from app.db.evidence.writing import statement_values
from app.db.tables import core
from app.domain.evidence import Checked, Evidence, EvidenceFile, EvidenceVersion, KsbTag
from app.domain.evidence.likeness import comparable

_comparable = lru_cache(maxsize=1000)(comparable)
"""Many lives are told in the same words."""


def add_piece(rows: Rows, evidence: Evidence, at: datetime) -> None:
    """A piece of evidence with every version of it, begun at this moment."""
    rows.add(
        core.evidence,
        apprenticeship_id=evidence.apprenticeship,
        number=evidence.number,
        id=evidence.id,
        counting_version=evidence.counting_version,
        draft_version=evidence.draft_version,
        withdrawn_at=evidence.withdrawn_at,
        withdrawal_reason=evidence.withdrawal_reason,
        created_at=at,
    )
    for version in evidence.versions:
        _add_version(rows, evidence, version)


def add_stored_file(
    rows: Rows, apprenticeship: UUID, sha256: str, size: int, media_type: str, at: datetime, *, pages: Sequence[str]
) -> None:
    """A file with these words on its pages that lies in the store, read for what identifies somebody as it came."""
    rows.add(
        core.stored_file,
        apprenticeship_id=apprenticeship,
        sha256=sha256,
        size=size,
        media_type=media_type,
        stored_at=at,
        checked=Checked.MACHINE.value,
        checked_at=at,
        pages=len(pages),
        signature=_comparable("\n".join(pages)),
    )


def add_tag_decision(
    rows: Rows,
    evidence: Evidence,
    seq: int,
    ksb: str,
    verdict: str,
    feedback: str,
    *,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """What a tutor decided on the version that counts."""
    rows.add(
        core.tag_decision,
        apprenticeship_id=evidence.apprenticeship,
        seq=seq,
        ksb=ksb,
        number=evidence.number,
        version=evidence.counting_version,
        verdict=verdict,
        feedback=feedback,
        salt=salt,
        by=by,
        at=at,
    )


def _add_version(rows: Rows, evidence: Evidence, version: EvidenceVersion) -> None:
    key = {"apprenticeship_id": evidence.apprenticeship, "number": evidence.number, "version": version.version}
    rows.add(
        core.evidence_version,
        **key,
        state=version.state.value,
        title=version.title,
        kind=version.kind.value,
        happened_on=version.happened_on,
        description=version.description,
        statement=version.statement,
        **statement_values(version.statements),
        salt=version.salt,
        revision=version.revision,
        created_at=version.created_at,
        submitted_at=version.submitted_at,
        cleared_by=version.cleared_by,
        cleared_at=version.cleared_at,
        checked_at=version.checked_at,
        signature=_comparable(version.description),
    )
    for duty in version.duties:
        rows.add(core.evidence_duty, **key, duty=duty)
    _add_files(rows, key, version.files)
    counts = version.version == evidence.counting_version and evidence.withdrawn_at is None
    _add_tags(rows, key, version.tags, counts=counts)


def _add_files(rows: Rows, key: Mapping[str, Any], files: Sequence[EvidenceFile]) -> None:
    for position, file in enumerate(files, start=1):
        rows.add(
            core.evidence_file,
            **key,
            position=position,
            id=file.id,
            sha256=file.sha256,
            name=file.name,
            size=file.size,
            media_type=file.media_type,
        )


def _add_tags(rows: Rows, key: Mapping[str, Any], tags: Sequence[KsbTag], *, counts: bool) -> None:
    for tag in tags:
        rows.add(
            core.tag,
            **key,
            ksb=tag.ksb,
            state=tag.state.value,
            counts=counts,
            place=tag.where,
            how=tag.how,
            feedback=tag.feedback,
            decided_by=tag.decided_by,
            decided_at=tag.decided_at,
            carried_from=tag.carried_from,
        )
