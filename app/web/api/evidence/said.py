"""A piece of evidence as JSON says it."""

from typing import Any

from app.domain.evidence import Evidence, EvidenceFile, KsbTag, Statements, may_read, sees_drafts
from app.domain.people import Member
from app.web.places_shown import PlaceShown, places_shown

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
        "tags": [_tag_said(evidence, tag, reads) for tag in shown.tags],
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


def _tag_said(evidence: Evidence, tag: KsbTag, reads: bool) -> Json:
    places = places_shown(evidence, evidence.shown, tag) if reads else ()
    return {
        "ksb": tag.ksb,
        "state": tag.state.value,
        "where": "; ".join(place.words for place in places),
        "how": tag.how if reads else "",
        "places": [_place_said(place) for place in places],
        "feedback": tag.feedback if reads else "",
        "decided_by": str(tag.decided_by) if tag.decided_by else None,
        "decided_at": tag.decided_at.isoformat() if tag.decided_at else None,
        "carried_from": tag.carried_from,
    }


def _place_said(place: PlaceShown) -> Json:
    return {
        "file": str(place.file) if place.file else None,
        "at": place.at,
        "address": place.address,
        "not_checked": place.note,
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
