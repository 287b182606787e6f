"""From a file of cues to the domain's Cues."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from app.catalogue.cues.shape import CuesShape, SignsShape
from app.domain.suggestions import Cue, Cues, Hearts, Sign, cue


def cues(data: Mapping[str, object]) -> Cues:
    """The frozen cues of a file that has no faults."""
    shape = CuesShape.model_validate(data)
    hearts = Hearts(_hearts(shape.hearts.duties), _hearts(shape.hearts.kinds))
    every = tuple(one for code, signs in shape.cues.items.items() for one in _cues(code, signs))
    return Cues(shape.standard, shape.version, every, hearts)


def phrases_of(text: str) -> list[str]:
    """The words and phrases of a text that has commas between them."""
    return [phrase for part in text.split(",") if (phrase := part.strip())]


def _cues(code: str, signs: SignsShape) -> Iterator[Cue]:
    for phrases, sign in ((signs.strong, Sign.STRONG), (signs.likely, Sign.LIKELY), (signs.hints, Sign.HINT)):
        yield from (cue(code, phrase, sign) for phrase in phrases_of(phrases))


def _hearts(named: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({code: frozenset(ksbs) for code, ksbs in named.items()})
