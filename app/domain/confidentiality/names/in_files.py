"""Names in the names of files: “Home visit J Smith.docx”, “IMG_Jayden_DOB.jpg”, where no sentence helps."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.names.given import GIVEN
from app.domain.confidentiality.names.known import People
from app.domain.confidentiality.names.public import COMMON_TOO, THEORISTS, WHOLE
from app.domain.confidentiality.names.surnames import ALSO_WORDS
from app.domain.confidentiality.names.titled import titled
from app.domain.confidentiality.names.tokens import Token, tokens
from app.domain.confidentiality.names.watching import watched_names
from app.domain.confidentiality.names.words import ANONYMOUS
from app.domain.confidentiality.values import FindingKind, Found, Known

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)")
_FIRMS = frozenset(
    """
    academy act approach center centre charity church college cycle foundation guidelines hierarchy hospital law
    model park programme road rule scale street surgery theory trust university
    """.split()
)
_MOST = 300
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def names_in_file_name(file_name: str, known: Known) -> Iterator[Found]:
    """Given names, surnames that are nothing else, an initial and a surname, and what is watched."""
    words, places = _spaced(file_name[:_MOST])
    found = tokens(words)
    people = People(known)
    for watch in watched_names(found, known.watched):
        yield _at(places, watch.start, watch.end, watch.why)
    for start, end, why in titled(found, people):
        yield _at(places, start, end, why)
    place = 0
    while place < len(found):
        after = _end(found, place)
        run = found[place:after]
        if (
            run
            and not people.are([token.folded for token in run])
            and not _is_public(run)
            and not _is_firm(found, after)
        ):
            yield _at(places, run[0].start, run[-1].end, "a name in the name of the file")
        place = max(after, place + 1)


def _spaced(file_name: str) -> tuple[str, list[int]]:
    """The name with its parts set apart by spaces, and where each character stood."""
    stem = file_name[: found.start()] if (found := _ENDING.search(file_name)) else file_name
    breaks = {match.start() for match in _CAMEL.finditer(stem)}
    letters, places = [], []
    for at, one in enumerate(stem):
        if at in breaks:
            letters.append(" ")
            places.append(at)
        letters.append(" " if one in "_-.+()[]{},&" else one)
        places.append(at)
    return "".join(letters), [*places, len(stem)]


def _at(places: list[int], start: int, end: int, why: str) -> Found:
    first, last = places[start], places[end - 1] + 1
    return Found(FindingKind.NAME, first, last - first, why)


def _end(words: list[Token], place: int) -> int:
    """The first word after the name that begins at this one; `place` where none does."""
    token = words[place]
    after = words[place + 1] if place + 1 < len(words) else None
    before = words[place - 1] if place else None
    goes_on = after is not None and after.gap.strip() == "" and len(after.gap) <= 3 and _may_be_surname(after)
    if token.is_given and len(token.folded) > 2:
        return place + 2 if goes_on else place + 1
    if token.is_ordinary and goes_on and after is not None and after.is_surname:
        return place + 2
    if token.initial and goes_on and (before is None or before.folded not in ANONYMOUS) and after is not None:
        return place + 2 if after.is_surname or (len(after.folded) > 4 and not after.is_ordinary) else place
    if token.is_surname and token.folded not in ALSO_WORDS and not token.is_no_name and len(token.folded) > 2:
        return (
            place + 2 if after is not None and (after.is_given or after.initial) and len(after.gap) <= 2 else place + 1
        )
    return place


def _may_be_surname(token: Token) -> bool:
    return len(token.folded) > 2 and token.capital and (token.is_surname or not token.is_no_name)


def _is_public(run: list[Token]) -> bool:
    joined = " ".join(token.folded for token in run)
    last = run[-1].folded
    return joined in WHOLE or (last in THEORISTS and (len(run) == 1 or last not in COMMON_TOO) and last not in GIVEN)


def _is_firm(words: list[Token], after: int) -> bool:
    return after < len(words) and words[after].folded in _FIRMS
