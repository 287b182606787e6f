"""The canonical record of a held review: what apprentice, tutor and employer are asked to sign, byte for byte."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.apprenticeships import Named
from app.domain.programmes import ReviewSection
from app.domain.reviews.facts import FactsSince, facts_to_json
from app.domain.reviews.review import Review
from app.domain.reviews.sections import SectionWords
from app.domain.signatures import canonical_text


@dataclass(frozen=True, slots=True)
class Around:
    """Whose review it is, and the dates that it stands between."""

    apprentice: Named
    employer: Named
    standard: str
    programme: str
    due_on: date
    rule_deadline: date | None
    rule_reason: str


def review_content(
    review: Review,
    around: Around,
    facts: FactsSince,
    sections: Sequence[ReviewSection],
    written: Sequence[tuple[SectionWords, str]],
    salt: str,
) -> str:
    """Canonical JSON: sorted keys, no spaces, UTF-8. `written` are the words, each with its own salt.

    Words of a section that all three may read stand whole; others stand as salted SHA-256 digests alone.
    """
    assert review.meeting is not None
    assert review.computed is not None
    said = {
        "kind": "review",
        "salt": salt,
        "number": review.number,
        "version": review.version,
        "revision_reason": review.revision_reason,
        "apprentice": around.apprentice.name,
        "employer": around.employer.name,
        "standard": around.standard,
        "programme": around.programme,
        "due_on": around.due_on.isoformat(),
        "moved_to": review.moved_to.isoformat() if review.moved_to else None,
        "moved_reason": review.moved_reason,
        "rule_deadline": around.rule_deadline.isoformat() if around.rule_deadline else None,
        "rule_reason": around.rule_reason,
        "held_on": review.meeting.held_on.isoformat(),
        "present": [role.value for role in review.meeting.present],
        "rag": review.meeting.rag.value,
        "rag_reason": review.meeting.rag_reason,
        "computed_rag": review.computed.colour.value if review.computed.colour else None,
        "computed_reasons": list(review.computed.reasons),
        "facts": facts_to_json(facts),
        "sections": _whole(sections, written),
        "not_shown_to_all": _digests(sections, written),
    }
    return canonical_text(said)


def not_as_put(content: str, kept: Sequence[tuple[SectionWords, str]]) -> tuple[str, ...]:
    """The sections whose words are kept otherwise than they stand, whole or by digest, in the record that was put."""
    said = json.loads(content)
    there = {(one.section, one.role.value): (one.words, salt) for one, salt in kept}
    wrong = [
        one["code"]
        for one in said.get("sections", ())
        if there.get((one["code"], one["role"]), ("", ""))[0] != one["words"]
    ]
    for one in said.get("not_shown_to_all", ()):
        words, salt = there.get((one["code"], one["role"]), ("", ""))
        if words_digest(salt, words) != one["sha256"]:
            wrong.append(one["code"])
    return tuple(dict.fromkeys(wrong))


def words_digest(salt: str, words: str) -> str:
    """The digest by which words that one of the signers may not read stand in the record."""
    return hashlib.sha256(f"{salt}\x1f{words}".encode()).hexdigest()


def _whole(sections: Sequence[ReviewSection], written: Sequence[tuple[SectionWords, str]]) -> list[dict[str, Any]]:
    return [
        {
            "code": section.code,
            "title": section.title,
            "role": one.role.value,
            "by": one.by.name,
            "at": one.at.isoformat(),
            "words": one.words,
        }
        for section in sections
        if section.seen_by_all_signers
        for one, _ in _in_order(section, written)
    ]


def _digests(sections: Sequence[ReviewSection], written: Sequence[tuple[SectionWords, str]]) -> list[dict[str, str]]:
    return [
        {"code": section.code, "role": one.role.value, "sha256": words_digest(salt, one.words)}
        for section in sections
        if not section.seen_by_all_signers
        for one, salt in _in_order(section, written)
    ]


def _in_order(section: ReviewSection, written: Sequence[tuple[SectionWords, str]]) -> list[tuple[SectionWords, str]]:
    found = {one.role: (one, salt) for one, salt in written if one.section == section.code and one.words}
    return [found[role] for role in section.written_by if role in found]
