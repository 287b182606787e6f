"""A piece of evidence as JSON says it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from app.domain.confidentiality import FindingState
from app.domain.evidence import (
    Evidence,
    EvidenceFile,
    EvidenceVersion,
    KsbTag,
    Statements,
    may_read,
    sees_drafts,
)
from app.domain.evidence.findings import Finding
from app.domain.evidence.holding import is_held
from app.domain.people import Member
from app.domain.permissions import reads_uncleared
from app.web.places_shown import PlaceShown, places_shown

Json = dict[str, Any]
FindingsByVersion = Mapping[tuple[int, int], Sequence[Finding]]
Words = Mapping[UUID, tuple[str, str]]


def evidence_said(evidence: Evidence, member: Member, found: FindingsByVersion, words: Words | None = None) -> Json:
    """A piece as every call answers it. What this member may not read is left empty and `withheld` says so.

    `found` is what was found in its versions. `words` are those of findings, for the maker alone: never to be kept.
    """
    shown = evidence.shown
    told = (evidence.draft if sees_drafts(member) else None) or shown
    findings = found.get((evidence.number, told.version), ())
    reads = may_read(member, evidence, shown)
    tells_findings = reads_uncleared(member) and evidence.quarantined_at is None
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
        "findings": [_finding_said(one, told, words or {}) for one in findings] if tells_findings else [],
        "held": evidence.withdrawn_at is None and told is evidence.draft and is_held(told, findings),
    }


def findings_told(evidence: Evidence, member: Member, found: FindingsByVersion) -> Sequence[Finding]:
    """The findings whose words this member is told: their maker, of what is still a draft."""
    if evidence.draft is None or evidence.quarantined_at is not None or not sees_drafts(member):
        return ()
    findings = found.get((evidence.number, evidence.draft.version), ())
    return [one for one in findings if one.state is not FindingState.FIXED]


def _finding_said(one: Finding, version: EvidenceVersion, words: Words) -> Json:
    file = next((file for file in version.files if file.sha256 == one.sha256), None)
    said = {
        "id": str(one.id),
        "kind": one.kind.value,
        "field": one.field,
        "file": str(file.id) if file else None,
        "place": one.place,
        "state": one.state.value,
    }
    return said | ({"words": words[one.id][0]} if one.id in words else {})


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
