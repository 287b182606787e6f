"""Cues: plain words that people use when they do what a KSB says, without naming it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from app.domain.suggestions.words import ANY_NUMBER, Word, stem

ANY_ENDING = "*"


class Sign(Enum):
    """How much a cue says for its KSB."""

    STRONG = 2.5
    """Nearly enough alone."""
    LIKELY = 1.0
    """Together with others."""
    HINT = 0.5
    """It only tips a balance."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a cue: a stem, the `beginning` of a word, or any number."""

    text: str
    beginning: bool = False

    def takes(self, word: Word) -> bool:
        """Whether this is the word."""
        if self.beginning:
            return word.plain.startswith(self.text)
        return word.stem == self.text or (self.text == ANY_NUMBER and word.is_number)


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A word or phrase of one KSB, as it was written down, in the steps in which it is looked for.

    Two are never the same one, so that looking one up costs nothing.
    """

    ksb: str
    phrase: str
    sign: Sign
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Hearts:
    """The KSBs that a duty or a kind of evidence is mostly about, by the code of either."""

    duties: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues for one version of a standard."""

    reference: str
    version: str
    cues: tuple[Cue, ...]
    hearts: Hearts


def cue(ksb: str, phrase: str, sign: Sign) -> Cue:
    """The cue of a phrase: words parted by spaces, a star for any ending, # for any number from two."""
    return Cue(ksb, phrase, sign, tuple(_step(word) for word in phrase.lower().replace("’", "'").split()))


def _step(word: str) -> Step:
    if word.endswith(ANY_ENDING):
        return Step(word.removesuffix(ANY_ENDING), beginning=True)
    return Step(word if word == ANY_NUMBER else stem(word))
