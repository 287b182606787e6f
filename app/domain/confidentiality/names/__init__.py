"""Names of people, in running words and in names of files."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.folding import fold
from app.domain.confidentiality.values import FindingKind, Found, Known

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|PC|DC|Sgt)\b\.?[ ]((?:[A-Z][\w’'-]{1,30}[ ]?){1,3})")


def names(words: str, known: Known) -> Iterator[Found]:
    for found in _TITLED.finditer(words):
        yield Found(FindingKind.NAME, found.start(), len(found[0].rstrip()), "a title and a name")


def names_in_file_name(file_name: str, known: Known) -> Iterator[Found]:
    yield from names(file_name, known)


def own_boxes(known: Known) -> frozenset[str]:
    """The letters of the names of people on record, as they may stand before the @ of their own address."""
    people = [fold(name).split() for name in (known.apprentice, *known.colleagues)]
    boxes = {"".join(words) for words in people} | {words[-1] + words[0] for words in people if len(words) > 1}
    return frozenset(boxes | {words[0][0] + words[-1] for words in people if len(words) > 1})
