"""From a file of plain words to the standard that has them."""

from collections.abc import Mapping
from dataclasses import replace

from app.catalogue.plain_words.shape import PlainWordsShape
from app.domain.standards import Standard


def with_plain_words(standard: Standard, data: Mapping[str, object]) -> Standard:
    """The standard with the words of a file that has no faults. Its digest stays: nothing published has changed."""
    words = PlainWordsShape.model_validate(data).plain.items
    return replace(standard, ksbs=tuple(replace(ksb, plain=words.get(ksb.code, "")) for ksb in standard.ksbs))
