"""Names in small letters, as they are typed in a hurry: “mum kelly rang”, “spoke to stacey”."""

from collections.abc import Iterator

from app.domain.confidentiality.names.known import People
from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.names.words import CALLED, KIN, ROLES, SPOKEN, TITLES, TOWARDS, WITH

_SHORTEST = 4
_SURE = 5


def small_names(words: list[Token], people: People) -> Iterator[tuple[int, int, str]]:
    """Given names that are no words at all; short ones only after a word for family, role or meeting."""
    for place, token in enumerate(words):
        if token.capital or token.initial or not token.is_given or len(token.folded) < _SHORTEST:
            continue
        if (len(token.folded) >= _SURE or _leads(words, place)) and not people.are([token.folded]):
            yield token.start, _end(words, place), "a given name"


def _leads(words: list[Token], place: int) -> bool:
    if not place or words[place].gap not in (" ", ", ", ": "):
        return False
    before = words[place - 1].folded
    if before in KIN or before in ROLES or before in CALLED or before in TITLES or before in TOWARDS:
        return True
    return before in WITH and place > 1 and words[place - 2].folded in SPOKEN


def _end(words: list[Token], place: int) -> int:
    """With the surname, where one stands behind it."""
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.gap == " " and after.is_surname and not after.is_no_name and not words[place].own:
        return after.end
    return words[place].end
