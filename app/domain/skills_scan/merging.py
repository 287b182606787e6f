"""A draft that one person fills in in two windows, or on two devices, at once: field by field, nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.skills_scan.values import RatingDraft


@dataclass(frozen=True, slots=True)
class Merged:
    """What is kept, and by their names the fields that another window had filled in otherwise meanwhile.

    `elsewhere` stayed as the other window has them, `clashed` have this window's answer; the values are the other's.
    """

    draft: RatingDraft
    elsewhere: Mapping[str, str] = field(default_factory=dict, hash=False)
    clashed: Mapping[str, str] = field(default_factory=dict, hash=False)


def merge(there: RatingDraft, base: Mapping[str, str], typed: Mapping[str, str]) -> Merged:
    """What is kept when a window that last knew `base` sends `typed`, while `there` is what is kept already.

    What this window changed is taken, and what another changed stays. Where both changed the same field, this window's
    answer is kept, and words of the other stay beside it until the ratings are given.
    """
    fields = dict(there.fields)
    beside = dict(there.beside)
    elsewhere: dict[str, str] = {}
    clashed: dict[str, str] = {}
    for name in dict.fromkeys((*there.fields, *typed)):
        mine, known, kept = typed.get(name, ""), base.get(name, ""), there.fields.get(name, "")
        if mine == kept:
            continue
        if mine == known:
            elsewhere[name] = kept
            continue
        fields[name] = mine
        if kept != known:
            clashed[name] = kept
            if _is_words(name) and kept.strip():
                beside[name] = _with(beside.get(name, ()), kept)
    said = {name: value for name, value in fields.items() if value}
    return Merged(RatingDraft(said, beside), elsewhere, clashed)


def _is_words(name: str) -> bool:
    return not name.startswith("rating.")


def _with(before: tuple[str, ...], words: str) -> tuple[str, ...]:
    """These words too; what they go on from, or repeat, is not kept twice."""
    if any(words in one for one in before):
        return before
    return (*(one for one in before if one not in words), words)
