"""What becomes of what was found in a version when it is looked through again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.domain.confidentiality import FindingState
from app.domain.evidence.findings import FILE, Finding, Spotted, words_of
from app.domain.evidence.values import EvidenceVersion


def known_before(version: EvidenceVersion, findings: Sequence[Finding]) -> Mapping[tuple[object, ...], Finding]:
    """What was found in a version before it was changed, by what makes it the same thing at the next check."""
    return {_key(version, one): one for one in findings if one.state is not FindingState.FIXED}


def checked_again(
    before: Mapping[tuple[object, ...], Finding],
    spotted: Iterable[Spotted],
    unread: Collection[str],
    at: datetime,
    new_id: Iterable[UUID],
) -> tuple[list[Finding], list[Finding]]:
    """What a version's findings become at a check: those that stand, and those whose words are gone, now fixed.

    What stood before stays what it was, kept ones too. Files whose hash is in `unread` were not looked at this time:
    what is known of them stays.
    """
    ids = iter(new_id)
    standing: list[Finding] = []
    seen: set[tuple[object, ...]] = set()
    for key, one in _by_key(spotted, before):
        seen.add(key)
        old = before.get(key)
        if old is not None:
            standing.append(replace(old, place=one.place, start=one.start, length=one.length))
        else:
            standing.append(_new(one, next(ids), at))
    left = [(key, old) for key, old in before.items() if key not in seen]
    standing += [old for _, old in left if old.field == FILE and old.sha256 in unread]
    gone = [
        replace(old, state=FindingState.FIXED, reason="", decided_at=at)
        for _, old in left
        if not (old.field == FILE and old.sha256 in unread)
    ]
    return standing, gone


def _key(version: EvidenceVersion, one: Finding) -> tuple[object, ...]:
    start = one.start or 0
    words = words_of(version, one)[start : start + (one.length or 0)]
    return Spotted(one.field, one.sha256, one.kind, one.place, start, one.length or 0, words).key


def _by_key(
    spotted: Iterable[Spotted], before: Mapping[tuple[object, ...], Finding]
) -> Iterator[tuple[tuple[object, ...], Spotted]]:
    """What was spotted, each thing once, by its key before.

    What was found while places were not numbered is the one thing that stands there, if there is no other: what was
    said of it is never taken for another's.
    """
    once: dict[tuple[object, ...], Spotted] = {}
    for one in spotted:
        once.setdefault(one.key, one)
    there = Counter(one.key_unnumbered for one in once.values())
    for key, one in once.items():
        old = before.get(one.key_unnumbered)
        alone = there[one.key_unnumbered] == 1 and old is not None and old.length == one.length
        yield one.key_unnumbered if alone and key not in before else key, one


def _new(one: Spotted, id_: UUID, at: datetime) -> Finding:
    return Finding(
        id_, one.field, one.sha256, one.kind, one.place, one.start, one.length, FindingState.OPEN, found_at=at
    )
