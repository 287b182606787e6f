"""Writing evidence: every caller holds the apprenticeship's lock and has asked the domain first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert, update
from sqlalchemy.orm import Session

from app.db import numbering
from app.db.evidence.files import keep_stored, shown_file
from app.db.tables import core
from app.domain.evidence import Evidence, EvidenceVersion, KsbTag, Statements, VersionState
from app.domain.evidence.likeness import comparable


def next_number(session: Session, apprenticeship: UUID) -> int:
    """The number of the next piece."""
    row = core.evidence
    return numbering.next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)


def add_piece(session: Session, apprenticeship: UUID, number: int, evidence: UUID, at: datetime) -> None:
    """Add a piece that has no version yet."""
    session.execute(
        insert(core.evidence).values(
            apprenticeship_id=apprenticeship, number=number, id=evidence, withdrawal_reason="", created_at=at
        )
    )


def add_version(session: Session, apprenticeship: UUID, number: int, draft: EvidenceVersion, at: datetime) -> None:
    """Add a draft as the piece's open one."""
    session.execute(
        insert(core.evidence_version).values(
            **_key(apprenticeship, number, draft.version), **_words(draft), salt=draft.salt, revision=0, created_at=at
        )
    )
    _add_parts(session, apprenticeship, number, draft, at)
    _update_piece(session, apprenticeship, number, draft_version=draft.version)


def replace_draft(session: Session, apprenticeship: UUID, number: int, draft: EvidenceVersion, at: datetime) -> None:
    """Lay what is written now over what the draft held. Nobody but its writer has seen it."""
    for table in (core.tag, core.evidence_file, core.evidence_duty):
        session.execute(delete(table).where(_is(table, apprenticeship, number, draft.version)))
    version = core.evidence_version
    session.execute(
        update(version)
        .where(_is(version, apprenticeship, number, draft.version))
        .values(**_words(draft), revision=version.c.revision + 1)
    )
    _add_parts(session, apprenticeship, number, draft, at)


def send(session: Session, evidence: Evidence, sent: EvidenceVersion) -> None:
    """Make the draft, as the domain sent it, the version that counts; the one before is superseded."""
    key = evidence.apprenticeship, evidence.number
    if evidence.counting_version is not None:
        _set_version(session, *key, evidence.counting_version, state=VersionState.SUPERSEDED.value)
        _set_tags(session, *key, evidence.counting_version, counts=False)
    _set_version(session, *key, sent.version, state=sent.state.value, submitted_at=sent.submitted_at)
    session.execute(delete(core.tag).where(_is(core.tag, *key, sent.version)))
    _add_tags(session, *key, sent.version, sent.tags, counts=True)
    _update_piece(session, *key, counting_version=sent.version, draft_version=None)


def save_tag(session: Session, apprenticeship: UUID, number: int, version: int, tag: KsbTag) -> None:
    """Write one tag of the counting version, in place of the one it was."""
    drop_tag(session, apprenticeship, number, version, tag.ksb)
    _add_tags(session, apprenticeship, number, version, (tag,), counts=True)


def place_tag(session: Session, apprenticeship: UUID, number: int, version: int, tag: KsbTag) -> None:
    """Write where and how a piece shows a KSB; its decision stays as it is."""
    row = core.tag
    session.execute(
        update(row)
        .where(_is(row, apprenticeship, number, version), row.c.ksb == tag.ksb)
        .values(place=tag.where, how=tag.how)
    )


def drop_tag(session: Session, apprenticeship: UUID, number: int, version: int, ksb: str) -> None:
    """Take a suggestion away that the apprentice did not agree to."""
    session.execute(delete(core.tag).where(_is(core.tag, apprenticeship, number, version), core.tag.c.ksb == ksb))


def withdraw(session: Session, evidence: Evidence, reason: str, at: datetime) -> None:
    """Withdraw a piece: nothing on it counts any more. A draft that follows a sent version goes with it."""
    key = evidence.apprenticeship, evidence.number
    for version in {evidence.counting_version, evidence.draft_version} - {None}:
        assert version is not None
        _set_version(session, *key, version, state=VersionState.WITHDRAWN.value)
        _set_tags(session, *key, version, counts=False)
    _update_piece(session, *key, withdrawn_at=at, withdrawal_reason=reason, draft_version=None)


def clear(
    session: Session,
    evidence: Evidence,
    version: int,
    by: UUID | None,
    at: datetime | None,
    looked: bool | None = None,
) -> None:
    """Open a version to those who read only what is cleared; None closes it again."""
    values = {"cleared_by": by, "cleared_at": at, "tutor_looked": looked}
    _set_version(session, evidence.apprenticeship, evidence.number, version, **values)


def keep_to_provider(session: Session, evidence: Evidence, *, provider_only: bool) -> None:
    """Keep a piece from the employer even when it is cleared, or no longer."""
    _update_piece(session, evidence.apprenticeship, evidence.number, provider_only=provider_only)


def _add_parts(session: Session, apprenticeship: UUID, number: int, draft: EvidenceVersion, at: datetime) -> None:
    key = _key(apprenticeship, number, draft.version)
    if draft.duties:
        session.execute(insert(core.evidence_duty), [{**key, "duty": duty} for duty in draft.duties])
    keep_stored(session, apprenticeship, draft.files, at)
    if draft.files:
        session.execute(
            insert(core.evidence_file),
            [{**key, "position": position, **shown_file(file)} for position, file in enumerate(draft.files, start=1)],
        )
    _add_tags(session, apprenticeship, number, draft.version, draft.tags, counts=False)


def _add_tags(
    session: Session, apprenticeship: UUID, number: int, version: int, tags: Sequence[KsbTag], *, counts: bool
) -> None:
    if not tags:
        return
    session.execute(
        insert(core.tag),
        [
            {
                **_key(apprenticeship, number, version),
                "ksb": tag.ksb,
                "state": tag.state.value,
                "counts": counts,
                "place": tag.where,
                "how": tag.how,
                "feedback": tag.feedback,
                "decided_by": tag.decided_by,
                "decided_at": tag.decided_at,
                "carried_from": tag.carried_from,
            }
            for tag in tags
        ],
    )


def _words(version: EvidenceVersion) -> dict[str, Any]:
    return {
        "state": version.state.value,
        "title": version.title,
        "kind": version.kind.value,
        "happened_on": version.happened_on,
        "description": version.description,
        "statement": version.statement,
        "made_by": version.made_by,
        "checked_at": version.checked_at,
        "signature": comparable(version.description),
        **statement_values(version.statements),
    }


def statement_values(statements: Statements) -> dict[str, Any]:
    """What was stated of a version, by column."""
    return {
        "authenticity": statements.authenticity,
        "ai_use": statements.ai_use,
        "ai_words": statements.ai_words,
        "legal_matter": statements.legal_matter,
        "lead_role": statements.lead_role,
        "clearance_by": statements.clearance_by,
        "clearance_on": statements.clearance_on,
        "looked": statements.looked,
        "others_appear": statements.others_appear,
    }


def _key(apprenticeship: UUID, number: int, version: int) -> dict[str, Any]:
    return {"apprenticeship_id": apprenticeship, "number": number, "version": version}


def _is(table: Table, apprenticeship: UUID, number: int, version: int) -> Any:
    same_piece = (table.c.apprenticeship_id == apprenticeship) & (table.c.number == number)
    return same_piece & (table.c.version == version)


def _update_piece(session: Session, apprenticeship: UUID, number: int, **values: Any) -> None:
    row = core.evidence
    session.execute(
        update(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number).values(**values)
    )


def _set_version(session: Session, apprenticeship: UUID, number: int, version: int, **values: Any) -> None:
    table = core.evidence_version
    session.execute(update(table).where(_is(table, apprenticeship, number, version)).values(**values))


def _set_tags(session: Session, apprenticeship: UUID, number: int, version: int, *, counts: bool) -> None:
    session.execute(update(core.tag).where(_is(core.tag, apprenticeship, number, version)).values(counts=counts))
