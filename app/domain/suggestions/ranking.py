"""Ranking KSBs for a piece of evidence by its words, its duties and its kind; each with its reasons.

The weights were chosen on the tuning part of the project's own pieces (`make bench ARGS=suggestions`).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.suggestions.cues import Cue, Sign
from app.domain.suggestions.learning import Learnt
from app.domain.suggestions.lexicon import Found, Lexicon
from app.domain.suggestions.words import EMPTY, EVERYDAY, Word, words_of

MOST_CHARACTERS = 20_000
"""Of a description; what stands after them is not read."""
MOST_REASONS = 4
_LONGEST_REASON = 60
_IN_TITLE = 1.5
_AGAIN = 0.3
_HALF_WAY = 16.0
_CUES = 10.0
_WORDING = 2.5
_DUTY = 0.25
_HEART_OF_DUTY = 1.2
_HEART_OF_KIND = 0.2
_LEARNT = 0.6
_MOST_LEARNT = 2.0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a piece so far, each part "" or empty where it is not."""

    title: str = ""
    description: str = ""
    duties: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A KSB that a piece may show. `score` only ranks; it is no share and no probability.

    `words` are the person's own that led to it, as written, and `learnt` those that her accepted pieces taught; one
    of the two is there. `duties` are the chosen ones that ask for it.
    """

    ksb: str
    score: float
    words: tuple[str, ...]
    learnt: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


def suggested(known: Lexicon, told: Told, learnt: Learnt | None = None) -> tuple[Suggestion, ...]:
    """Every KSB that any of the words speaks for, the likeliest first. The same is told the same each time."""
    piece = _Piece(known, told, learnt or Learnt())
    ranked = [_suggestion(piece, ksb.code) for ksb in known.standard.ksbs]
    place = known.standard.place_of_ksb
    return tuple(sorted((one for one in ranked if one is not None), key=lambda s: (-s.score, place[s.ksb])))


@dataclass(frozen=True)
class _Piece:
    """A piece being read: its words, and how many of them stand in its title."""

    known: Lexicon
    told: Told
    learnt: Learnt

    @cached_property
    def text(self) -> str:
        return f"{self._title}\n{self.told.description[:MOST_CHARACTERS]}"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.text)

    @cached_property
    def titled(self) -> int:
        return sum(1 for word in self.words if word.start < len(self._title))

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """Where each word that says anything stands, by its stem."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            if word.plain not in EMPTY:
                places[word.stem].append(place)
        return dict(places)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems that may be a reason: those of more than everyday words."""
        return frozenset(stem for stem, (first, *_) in self.stems.items() if not self.is_everyday(first, first))

    @cached_property
    def length(self) -> float:
        return math.sqrt(sum(_times(len(places)) ** 2 for places in self.stems.values())) or 1.0

    @cached_property
    def found(self) -> dict[str, dict[Cue, list[Found]]]:
        """Every cue that stands here, by its KSB."""
        found: dict[str, dict[Cue, list[Found]]] = {ksb.code: defaultdict(list) for ksb in self.known.standard.ksbs}
        for one in self.known.found_in(self.words):
            found[one.cue.ksb][one.cue].append(one)
        return found

    @property
    def _title(self) -> str:
        return self.told.title[:MOST_CHARACTERS]

    def is_everyday(self, first: int, last: int) -> bool:
        """Whether nothing but everyday words stands from one place to another."""
        return all(word.plain in EVERYDAY or word.plain in EMPTY for word in self.words[first : last + 1])

    def written(self, first: int, last: int) -> str:
        """These words as the person wrote them, on one line."""
        written = " ".join(self.text[self.words[first].start : self.words[last].end].split())
        return written if len(written) <= _LONGEST_REASON else f"{written[: _LONGEST_REASON - 1]}…"


def _suggestion(piece: _Piece, ksb: str) -> Suggestion | None:
    mass, by_cue = _by_cues(piece, ksb)
    wording, by_wording = _by_wording(piece, ksb)
    taught, by_learning = _by_learning(piece, ksb)
    words = _different([*by_cue, *by_wording])[:MOST_REASONS]
    learnt = _different(by_learning, words)[:MOST_REASONS]
    if not words and not learnt:
        return None
    told, hearts, duties = piece.told, piece.known.hearts, piece.known.standard.duty_by_code
    asking = tuple(code for code in told.duties if code in duties and ksb in duties[code].ksbs)
    score = _CUES * mass / (mass + _HALF_WAY) + _WORDING * wording + min(_LEARNT * taught, _MOST_LEARNT)
    score += _DUTY * bool(asking)
    score += _HEART_OF_DUTY * any(ksb in hearts.duties.get(code, ()) for code in told.duties)
    score += _HEART_OF_KIND * (ksb in hearts.kinds.get(told.kind, ()))
    return Suggestion(ksb, round(score, 4), words, learnt, asking)


def _by_cues(piece: _Piece, ksb: str) -> tuple[float, list[str]]:
    """How much the cues say together, and their words as they were written, the weightiest first."""
    total, told = 0.0, []
    for one, places in piece.found[ksb].items():
        weight = piece.known.weights[one]
        below = sum(1 for place in places if place.first >= piece.titled)
        said = weight * _times(below, _AGAIN)
        if below < len(places):
            said = said + weight * (_IN_TITLE - 1) if below else weight * _IN_TITLE
        total += said
        if one.sign is not Sign.STRONG and all(piece.is_everyday(place.first, place.last) for place in places):
            continue  # it tips a balance, and is no reason that anybody would understand
        told.append((-one.sign.value, -weight, places[0].first, piece.written(places[0].first, places[0].last)))
    return total, [words for *_, words in sorted(told)]


def _by_wording(piece: _Piece, ksb: str) -> tuple[float, list[str]]:
    """How near the words are to the published ones, from 0 to 1, and those that are the same."""
    same = {stem: weight for stem, weight in piece.known.wording[ksb].items() if stem in piece.stems}
    near = sum(_times(len(piece.stems[stem])) * weight for stem, weight in same.items()) / piece.length
    places = sorted(piece.stems[stem][0] for stem in same if stem in piece.telling)
    return near, [piece.written(place, place) for place in places]


def _by_learning(piece: _Piece, ksb: str) -> tuple[float, list[str]]:
    """How much of what this record taught stands here, and in which words, the strongest first."""
    taught = piece.learnt.of(ksb)
    there = sorted((-weight, piece.stems[stem][0]) for stem, weight in taught.items() if stem in piece.telling)
    return -sum(weight for weight, _ in there), [piece.written(place, place) for _, place in there]


def _times(times: int, each: float = 1.0) -> float:
    """What a word counts that stands there several times: more than once, but ever less more."""
    return 1 + each * math.log(max(times, 1))


def _different(written: Iterable[str], besides: Sequence[str] = ()) -> tuple[str, ...]:
    """Each once, whatever its capitals, and none that is a part of one before it."""
    kept: list[str] = []
    for words in written:
        folded = words.casefold()
        if not any(folded in other.casefold() for other in (*besides, *kept)):
            kept.append(words)
    return tuple(kept)
