"""The shape of a file of plain words."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import KsbCode, Reference, Shape, Sourced, Sources, Text, Version


class PlainItemsShape(Sourced):
    """What each KSB asks for, in plain words, by its code."""

    items: Annotated[dict[KsbCode, Text], Field(min_length=1)]


class PlainWordsShape(Shape):
    """A whole file of standard_data/plain_words/."""

    standard: Reference
    version: Version
    sources: Sources
    plain: PlainItemsShape
