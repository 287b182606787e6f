"""Words one by one, each with what has to be known of it to tell whether it names somebody."""

import re
from dataclasses import dataclass

from app.domain.confidentiality.folding import fold
from app.domain.confidentiality.names.given import GIVEN, ORDINARY
from app.domain.confidentiality.names.quiet import NAMED, PLACES, WORDS
from app.domain.confidentiality.names.surnames import SURNAMES

_WORD = re.compile(r"[^\W\d_]{1,60}(?:[’'‘`-][^\W\d_]{1,60}){0,4}")
_OWN = re.compile(r"[’'‘`][sS]$")
_SHORTENED = re.compile(r"[’'‘`](?:m|ve|d|ll|re|t)$", re.I)
_ENDS = re.compile(r"[.!?:;•\n\r\t|“\"(\[*>‘]|[-–—] ?$|^ ?[-–—]|^$")
_ABBREVIATED = frozenset("mr mrs ms dr mx st cllr prof sgt rev".split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands, folded, and how it is written.

    `own`: “Jayden’s” (not part of `end`). `begins`: a capital here says nothing, a sentence begins.
    `gap` is what stands between it and the word before. `is_double`: “Ellie-Mae”, “D’Andre”.
    """

    start: int
    end: int
    folded: str
    capital: bool
    initial: bool
    own: bool
    begins: bool
    gap: str
    is_double: bool = False

    @property
    def is_given(self) -> bool:
        """A given name, and nothing else."""
        return self.is_double or (self.folded in GIVEN and not self.is_ordinary)

    @property
    def is_ordinary(self) -> bool:
        """A given name that is also a word or a place."""
        word = self.folded
        return word in GIVEN and (word in ORDINARY or word in WORDS or word in PLACES or word in NAMED)

    @property
    def is_like_verb(self) -> bool:
        """What a sentence begins with more often than a surname ends so: “Visited”, “Speaking”."""
        return self.folded.endswith(("ed", "ing", "ly", "tion", "ment"))

    @property
    def is_surname(self) -> bool:
        return self.folded in SURNAMES

    @property
    def is_no_name(self) -> bool:
        """A word, place, firm or tool that is nobody's name."""
        word = self.folded
        return not self.is_double and word not in GIVEN and (word in WORDS or word in PLACES or word in NAMED)


def tokens(words: str) -> list[Token]:
    """All words, in order."""
    found: list[Token] = []
    last, before = 0, ""
    for match in _WORD.finditer(words):
        text = match[0]
        own = bool(_OWN.search(text))
        if own:
            text = text[:-2]
        gap = words[last : match.start()]
        folded = _folded(text)
        found.append(
            Token(
                start=match.start(),
                end=match.start() + len(text),
                folded=folded,
                capital=_is_capital(text, folded),
                initial=len(text) == 1 and text.isupper(),
                own=own,
                begins=not found or (bool(_ENDS.search(gap)) and not (gap == ". " and before in _ABBREVIATED)),
                gap=gap if len(gap) <= 40 else gap[:20] + "\n" + gap[-19:],
                is_double=_is_double(text),
            )
        )
        last, before = match.end(), folded
    return found


def _is_double(text: str) -> bool:
    """Of given names: “Ellie-Mae”, “D’Andre”."""
    if "-" not in text and text[:2] not in ("D’", "D'"):
        return False
    parts = [_folded(part) for part in re.split("[-’']", text) if len(part) > 1]
    return bool(parts) and text[0].isupper() and all(part in GIVEN for part in parts)


def _folded(text: str) -> str:
    if text.isascii() and text.isalpha():
        return text.lower()
    return fold(text)


def _is_capital(text: str, folded: str) -> bool:
    """Written as a name is: “Kelly”, “McBride”, “Ellie-Mae”; “KELLY” only where that is a name."""
    if not text[0].isupper() or _SHORTENED.search(text):
        return False
    if len(text) > 1 and text.isupper():
        return len(text) > 2 and (
            (folded in GIVEN and folded not in ORDINARY) or (folded in SURNAMES and len(text) > 3)
        )
    return True
