"""The shape of a file of cues."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import Code, KsbCode, Reference, Shape, Sourced, Sources, Text, Version


class SignsShape(Shape):
    """The cues of one KSB by how much they say for it: words and phrases, with commas between them.

    Thousands of values of their own would take a start longer to read than all else together.
    """

    strong: Text
    likely: Text
    hints: Text


class CuesItemsShape(Sourced):
    """The cues of each KSB, by its code."""

    items: Annotated[dict[KsbCode, SignsShape], Field(min_length=1)]


class HeartsShape(Sourced):
    """The KSBs that a duty, or a kind of evidence, is mostly about."""

    duties: dict[KsbCode, list[KsbCode]]
    kinds: dict[Code, list[KsbCode]]


class CuesShape(Shape):
    """A whole file of standard_data/cues/."""

    standard: Reference
    version: Version
    sources: Sources
    cues: CuesItemsShape
    hearts: HeartsShape
