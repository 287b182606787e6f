"""The shape of a skills scan in a programme's file."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import Code, Fact, Shape, Sourced, Text


class ScalePointShape(Shape):
    """One answer of the skills scan’s scale: a word for a narrow screen and the sentence that says it whole."""

    points: Annotated[int, Field(ge=0, le=10)]
    word: Annotated[Text, Field(max_length=14)]
    words: Text


class SkillsScanShape(Sourced):
    """The scale on which KSBs are rated, which of its points are low and high, and who looks at what is said."""

    code: Code
    scale: Annotated[list[ScalePointShape], Field(min_length=2, max_length=7)]
    low_to: Annotated[int, Field(ge=0, le=10)]
    high_from: Annotated[int, Field(ge=0, le=10)]
    differ_by: Annotated[int, Field(ge=1, le=10)]
    validation: Fact[Text]
