"""A piece of evidence as JSON says it."""

from typing import Any

from app.domain.evidence import Evidence, EvidenceFile, KsbTag, may_read, sees_drafts
from app.domain.people import Member

Json = dict[str, Any]


def evidence_said(evidence: Evidence, member: Member) -> Json:
    """A piece as every call answers it. What this member may not read is left empty and `withheld` says so."""
    shown = evidence.shown
    reads = may_read(member, evidence, shown)
    return {
        "id": str(evidence.id),
        "number": evidence.number,
        "title": shown.title,
        "kind": shown.kind.value,
        "state": evidence.state.value,
        "version": shown.version,
        "draft_version": evidence.draft_version if sees_drafts(member) else None,
        "tags": [_tag_said(tag, reads) for tag in shown.tags],
        "duties": list(shown.duties),
        "files": [_file_said(file) for file in shown.files] if reads else [],
        "submitted_at": shown.submitted_at.isoformat() if shown.submitted_at else None,
        "happened_on": shown.happened_on.isoformat() if shown.happened_on else None,
        "description": shown.description if reads else None,
        "confidentiality_statement": "stated" if shown.statement else "not stated",
        "cleared": shown.cleared_at is not None,
        "withheld": not reads,
    }


def _tag_said(tag: KsbTag, reads: bool) -> Json:
    return {
        "ksb": tag.ksb,
        "state": tag.state.value,
        "where": tag.where if reads else "",
        "how": tag.how if reads else "",
        "feedback": tag.feedback if reads else "",
        "decided_by": str(tag.decided_by) if tag.decided_by else None,
        "decided_at": tag.decided_at.isoformat() if tag.decided_at else None,
        "carried_from": tag.carried_from,
    }


def _file_said(file: EvidenceFile) -> Json:
    return {
        "id": str(file.id),
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "media_type": file.media_type,
    }
