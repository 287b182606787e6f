"""A piece of evidence as JSON says it."""

from typing import Any

from app.domain.evidence import Evidence, EvidenceFile, KsbTag, Statements, may_read, sees_drafts
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
        "statements": _stated(shown.statements) if reads else None,
        "provider_only": evidence.provider_only,
        "quarantined": evidence.quarantined_at is not None,
        "cleared_by": str(shown.cleared_by) if shown.cleared_by else None,
    }


def _stated(stated: Statements) -> Json:
    return {
        "authenticity": stated.authenticity,
        "ai_use": stated.ai_use,
        "ai_words": stated.ai_words,
        "legal_matter": stated.legal_matter,
        "lead_role": stated.lead_role,
        "clearance_by": stated.clearance_by,
        "clearance_on": stated.clearance_on.isoformat() if stated.clearance_on else None,
        "looked": stated.looked,
        "others_appear": stated.others_appear,
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
        "scan": file.scan.value,
        "checked": file.checked.value,
        "pages": file.pages,
        "milliseconds": file.milliseconds,
    }
