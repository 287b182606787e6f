"""What this apprentice's own accepted tags teach: words that, in her hands, go with a KSB. Nobody else's count."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.domain.suggestions.words import EMPTY, words_of

FEWEST_PIECES = 3
"""With fewer accepted pieces, what stands in them is chance."""
MOST_WORDS = 12
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class AcceptedPiece:
    """What an accepted piece says, and the KSBs that were accepted of it."""

    words: str
    ksbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Learnt:
    """For each KSB the stems that go with it on this record, and how strongly (above 0)."""

    stems: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, ksb: str) -> Mapping[str, float]:
        """The stems that go with one KSB."""
        return self.stems.get(ksb, {})


def learnt_from(pieces: Iterable[AcceptedPiece]) -> Learnt:
    """What can be learnt of one record's accepted pieces.

    A stem goes with a KSB where it stands in two of its pieces, and in more of them than by the KSB's share of all.
    """
    known = [(piece.ksbs, _stems(piece.words)) for piece in pieces]
    if len(known) < FEWEST_PIECES:
        return Learnt()
    pieces_with = Counter(stem for _, stems in known for stem in stems)
    pieces_for = Counter(ksb for ksbs, _ in known for ksb in ksbs)
    both: dict[str, Counter[str]] = defaultdict(Counter)
    for ksbs, stems in known:
        for ksb in ksbs:
            both[ksb].update(stems)
    total = len(known)
    found = {}
    for ksb, counted in both.items():
        weights = {
            stem: (times / pieces_with[stem] - pieces_for[ksb] / total) * math.log(1 + total / pieces_with[stem])
            for stem, times in counted.items()
            if times >= 2
        }
        best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS]
        found[ksb] = {stem: weight for stem, weight in best if weight > 0}
    return Learnt(found)


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.stem for w in words_of(text) if len(w.plain) >= _SHORTEST and w.plain not in EMPTY)
