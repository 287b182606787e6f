"""Capitalised words that stand together: what may be one name."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.names.words import PARTICLES

_MOST = 5
_JOINED = frozenset((" ", "\u00a0", "  "))


@dataclass(frozen=True, slots=True)
class Run:
    """The words from `first` up to, not including, `after`, of all the words."""

    all: list[Token]
    first: int
    after: int

    @property
    def tokens(self) -> list[Token]:
        return self.all[self.first : self.after]

    @property
    def head(self) -> Token:
        return self.all[self.first]

    @property
    def last(self) -> Token:
        return self.all[self.after - 1]

    def before(self, count: int = 1) -> Token | None:
        """The word that many before it."""
        return self.all[self.first - count] if self.first >= count else None

    def next(self) -> Token | None:
        """The word after it."""
        return self.all[self.after] if self.after < len(self.all) else None

    @property
    def folded(self) -> list[str]:
        return [token.folded for token in self.tokens]


def runs(words: list[Token]) -> Iterator[Run]:
    """Every run, in order: capitals joined by a space, ended by words that are nobody's name."""
    place = 0
    while place < len(words):
        if not _may_begin(words[place]):
            place += 1
            continue
        after = place + 1
        while after < len(words) and after - place < _MOST and _goes_on(words, place, after):
            after += 2 if _is_particle(words, after) else 1
        yield Run(words, place + _is_idle(words, place, after), after)
        place = after


def _is_idle(words: list[Token], place: int, after: int) -> bool:
    """“Tell Shaquille”: the sentence begins, and the name only with the second word."""
    first = words[place]
    plain = first.begins and not (first.is_given or first.is_ordinary or first.is_surname or first.initial)
    return plain and after - place > 1 and words[place + 1].is_given


def joined(before: Token, token: Token) -> bool:
    """Whether the second goes on where the first ends: “Jane Smith”, “J. Smith”."""
    return not before.own and (token.gap in _JOINED or (before.initial and token.gap in (". ", ".")))


def _may_begin(token: Token) -> bool:
    return (token.capital or token.initial) and not token.is_no_name


def _goes_on(words: list[Token], first: int, place: int) -> bool:
    before, token = words[place - 1], words[place]
    if not joined(before, token):
        return False
    if _is_particle(words, place):
        return not before.begins or before.is_given
    if not (token.capital or token.initial):
        return False
    if not token.is_no_name:
        return True
    # “Young” and “White” go on where a name has begun.
    return token.is_surname and (words[first].is_given or words[first].initial) and not _is_thing(words, place)


def _is_particle(words: list[Token], place: int) -> bool:
    return (
        words[place].folded in PARTICLES
        and not words[place].capital
        and place + 1 < len(words)
        and words[place + 1].capital
        and words[place + 1].gap == " "
        and words[place].gap == " "
        and not words[place + 1].is_no_name
    )


def _is_thing(words: list[Token], place: int) -> bool:
    """“Kelly Young Carers”: the word belongs to the one after it."""
    return place + 1 < len(words) and words[place + 1].gap == " " and words[place + 1].capital
