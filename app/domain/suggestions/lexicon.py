"""All that is known of a standard's words, put in order once: its cues by their first word, its wording by weight."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.standards import Standard
from app.domain.suggestions.cues import Cue, Cues, Hearts
from app.domain.suggestions.words import ANY_NUMBER, EMPTY, Word, words_of

WIDEST_GAP = 2
"""Other words that may stand between two words of a phrase."""
_SHARED = 0.25
_STEADIER = 0.5


class Found(NamedTuple):
    """A cue that was found: the first and the last of its words, by their place among all."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one standard. `weights` is what each cue counts; `wording` the published words' weights by KSB,
    `lengths` how long the beginnings of words are that are looked for.
    """

    standard: Standard
    hearts: Hearts
    weights: Mapping[Cue, float]
    by_stem: Mapping[str, tuple[Cue, ...]]
    by_beginning: Mapping[str, tuple[Cue, ...]]
    wording: Mapping[str, Mapping[str, float]]
    lengths: tuple[int, ...]

    def found_in(self, words: Sequence[Word]) -> Iterator[Found]:
        """Every cue in these words, as often as it stands there."""
        for place, word in enumerate(words):
            for one in self._begun_by(word):
                last = _end(one, words, place)
                if last is not None:
                    yield Found(one, place, last)

    def _begun_by(self, word: Word) -> Iterator[Cue]:
        yield from self.by_stem.get(word.stem, ())
        if word.is_number:
            yield from self.by_stem.get(ANY_NUMBER, ())
        for length in self.lengths:
            yield from self.by_beginning.get(word.plain[:length], ())


def lexicon(standard: Standard, cues: Cues | None = None) -> Lexicon:
    """The lexicon of a standard; where nobody has written cues for it, its published wording alone."""
    known = cues.cues if cues else ()
    by_stem: dict[str, list[Cue]] = defaultdict(list)
    by_beginning: dict[str, list[Cue]] = defaultdict(list)
    for one in known:
        (by_beginning if one.steps[0].beginning else by_stem)[one.steps[0].text].append(one)
    return Lexicon(
        standard=standard,
        hearts=cues.hearts if cues else Hearts(),
        weights=_weights(known),
        by_stem={text: tuple(ones) for text, ones in by_stem.items()},
        by_beginning={text: tuple(ones) for text, ones in by_beginning.items()},
        wording=_wording(standard),
        lengths=tuple(sorted({len(text) for text in by_beginning})),
    )


def _end(one: Cue, words: Sequence[Word], place: int) -> int | None:
    """The place of the cue's last word, where its first stands at `place`; None where the rest does not follow."""
    for step in one.steps[1:]:
        near = range(place + 1, min(place + 2 + WIDEST_GAP, len(words)))
        following = next((there for there in near if step.takes(words[there])), None)
        if following is None:
            return None
        place = following
    return place


def _weights(cues: Sequence[Cue]) -> dict[Cue, float]:
    """What each cue counts: less where several KSBs share it, and less where its KSB has more cues than others."""
    shared = Counter(one.steps for one in cues)
    plain = {one: one.sign.value / shared[one.steps] ** _SHARED for one in cues}
    total: dict[str, float] = defaultdict(float)
    for one, weight in plain.items():
        total[one.ksb] += weight
    usual = sum(total.values()) / len(total) if total else 1.0
    return {one: weight / (total[one.ksb] / usual) ** _STEADIER for one, weight in plain.items()}


def _wording(standard: Standard) -> dict[str, dict[str, float]]:
    """For each KSB its published words by stem, the rarer the heavier, to a length of one."""
    texts = {
        ksb.code: Counter(w.stem for w in words_of(f"{ksb.short} {ksb.text}") if w.plain not in EMPTY)
        for ksb in standard.ksbs
    }
    used = Counter(stem for counted in texts.values() for stem in counted)
    found = {}
    for code, counted in texts.items():
        heavy = {
            stem: (1 + math.log(times)) * (math.log(len(texts) / used[stem]) + 0.3) for stem, times in counted.items()
        }
        length = math.sqrt(sum(weight**2 for weight in heavy.values())) or 1.0
        found[code] = {stem: weight / length for stem, weight in heavy.items()}
    return found
