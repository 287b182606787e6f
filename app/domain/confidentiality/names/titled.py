"""Names after a title: “Mrs Patel”, “Mr and Mrs O’Brien”, “PC Whitlock”, “Nana Pat”."""

from collections.abc import Iterator

from app.domain.confidentiality.names.known import People
from app.domain.confidentiality.names.public import COMMON_TOO, THEORISTS, WHOLE
from app.domain.confidentiality.names.quiet import ORGANISED
from app.domain.confidentiality.names.runs import joined
from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.names.words import LOWER_TITLES, TITLES

# These go before other things, too: “little Acorns”, “Baby Massage”, “Judge”.
_SOFT = frozenset("little baby judge lady lord sister nurse matron master dame fr reverend doctor professor".split())
# These mean nothing in small letters: “miss school”, “master copy”.
_ONLY_CAPITAL = TITLES - LOWER_TITLES - {"mr", "mrs", "ms"} - frozenset("baby little".split())
_SHORT = frozenset("mr mrs ms mx dr prof cllr rev fr sgt insp pc dc ds".split())
_SPACED = (" ", "  ", "\u00a0")
_SHORTENED = (*_SPACED, ". ", ".")
_SMALL_SURNAME = frozenset("mr mrs ms".split())


def titled(words: list[Token], people: People) -> Iterator[tuple[int, int, str]]:
    """Each from its title to the end of the name; initials after a title are how people are made anonymous."""
    for place, token in enumerate(words[:-1]):
        if token.folded not in TITLES or token.own:
            continue
        written = token.capital or token.initial or token.folded.upper() in ("PC", "DC", "DS", "MR", "MRS", "MS", "DR")
        if not written and token.folded in _ONLY_CAPITAL:
            continue
        after = _end(words, place + 1, token)
        if after == place + 1:
            continue
        folded = [one.folded for one in words[place + 1 : after]]
        if people.are(folded) or _is_public(token.folded, folded) or _is_organised(words, after):
            continue
        yield _start(words, place), words[after - 1].end, "a title and a name"


def _end(words: list[Token], place: int, title: Token) -> int:
    """The first word after the name; `place` itself where none begins there."""
    first = words[place]
    gaps = _SHORTENED if title.folded in _SHORT else _SPACED
    if first.gap not in gaps or (first.initial and not _is_initial_of(words, place)):
        return place
    if not _may_follow(first, title):
        return place
    after = place + 1
    while after < min(len(words), place + 4) and joined(words[after - 1], words[after]):
        token = words[after]
        if not (token.capital or token.initial) or (token.is_no_name and not token.is_surname):
            break
        after += 1
    return after


def _may_follow(first: Token, title: Token) -> bool:
    if first.initial:
        return True
    if title.folded in _SOFT:
        return first.capital and (first.is_given or first.is_surname or (first.is_ordinary and not title.capital))
    if not first.capital and not first.initial:
        return title.folded in _SMALL_SURNAME and len(first.folded) > 2 and (first.is_surname or first.is_given)
    return first.is_surname or not first.is_no_name


def _is_initial_of(words: list[Token], place: int) -> bool:
    return place + 1 < len(words) and words[place + 1].capital and words[place + 1].gap in (" ", ". ", ".")


def _is_public(title: str, folded: list[str]) -> bool:
    if f"{title} {' '.join(folded)}" in WHOLE or " ".join(folded) in WHOLE:
        return True
    learned = title in ("dr", "doctor", "prof", "professor", "lord", "dame", "lady")
    return folded[-1] in THEORISTS and (learned or folded[-1] not in COMMON_TOO)


def _is_organised(words: list[Token], after: int) -> bool:
    if after >= len(words) or words[after].gap != " " or words[after - 1].own:
        return False
    return (
        words[after].capital
        and words[after].folded in ORGANISED
        and words[after].folded not in ("day", "class", "room")
    )


def _start(words: list[Token], place: int) -> int:
    """“Mr and Mrs O’Brien” begins at Mr."""
    if place >= 2 and words[place - 1].folded == "and" and words[place - 2].folded in TITLES:
        return words[place - 2].start
    if place >= 1 and words[place - 1].folded in TITLES and words[place].gap in (" & ", " + ", "/"):
        return words[place - 1].start
    return words[place].start
