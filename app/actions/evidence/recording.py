"""What the history keeps of evidence: numbers, states, days and salted digests."""

from collections.abc import Mapping

from app.db import history
from app.domain.evidence import EvidenceVersion, KsbTag, Verdict
from app.domain.evidence.places import places_in

Body = Mapping[str, int | str | None]


def draft_body(draft: EvidenceVersion) -> Body:
    """Of a draft that was added or changed."""
    return {
        "version": draft.version,
        "kind": draft.kind.value,
        "happened_on": draft.happened_on.isoformat() if draft.happened_on else None,
        "files": len(draft.files),
        "digest": digest(draft),
        **_originals(draft),
    }


def sent_body(sent: EvidenceVersion, supersedes: int | None) -> dict[str, int | str | None]:
    """Of a version that was sent; `supersedes` is the one that counted before."""
    return {
        "version": sent.version,
        "supersedes": supersedes,
        "ksbs": " ".join(sorted(sent.ksbs)),
        "carried": sum(1 for tag in sent.tags if tag.carried_from is not None),
        "files": len(sent.files),
        "digest": digest(sent),
    }


def decided_body(version: int, tag: KsbTag, verdict: Verdict | None, words: str, salt: str) -> Body:
    """Of a decision on a KSB, or of its reopening where there is no verdict."""
    return {
        "version": version,
        "ksb": tag.ksb,
        "verdict": verdict.value if verdict else None,
        "digest": history.salted_digest(salt, words) if words else None,
    }


def placed_body(version: EvidenceVersion, tag: KsbTag) -> Body:
    """Of where and how a piece shows a KSB, once somebody said it."""
    return {
        "version": version.version,
        "ksb": tag.ksb,
        "places": len(places_in(tag.where)),
        "digest": history.salted_digest(version.salt, tag.where, tag.how),
    }


def _originals(version: EvidenceVersion) -> Body:
    """Of photos and films that were made ready: the digest of their hashes as they were sent."""
    hashes = [file.original_sha256 for file in version.files if file.original_sha256]
    return {"originals": history.salted_digest(version.salt, *hashes)} if hashes else {}


def digest(version: EvidenceVersion) -> str:
    """The digest of a version's words and files."""
    hashes = (file.sha256 for file in version.files)
    return history.salted_digest(version.salt, version.title, version.description, *hashes)
