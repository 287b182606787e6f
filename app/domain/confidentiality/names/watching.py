"""Names that somebody asked to watch for."""

from collections.abc import Callable, Iterator

from app.domain.confidentiality.names.given import ORDINARY
from app.domain.confidentiality.names.quiet import WORDS
from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.values import FindingKind, Found

_MOST_BETWEEN = 3


def watched_names(words: list[Token], watched: Callable[[str], bool]) -> Iterator[Found]:
    """Single words and pairs that are watched, however written; ordinary words (“hope”) only with a capital."""
    asked: dict[str, bool] = {}

    def is_watched(folded: str) -> bool:
        if folded not in asked:
            asked[folded] = watched(folded)
        return asked[folded]

    for place, token in enumerate(words):
        before = words[place - 1] if place else None
        if before is not None and len(token.gap) <= _MOST_BETWEEN and is_watched(f"{before.folded} {token.folded}"):
            yield _found(before.start, token.end)
        elif len(token.folded) > 1 and _is_written_as_name(token) and is_watched(token.folded):
            yield _found(token.start, token.end)


def _is_written_as_name(token: Token) -> bool:
    return token.capital or not (token.folded in WORDS or token.folded in ORDINARY)


def _found(start: int, end: int) -> Found:
    return Found(FindingKind.NAME, start, end - start, "a name on the watch list")
