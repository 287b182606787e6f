"""The shape of an assessment plan's file."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import (
    Code,
    Counted,
    Fact,
    Percent,
    Reference,
    Shape,
    Sourced,
    SourceKey,
    Sources,
    Text,
    Version,
)
from app.domain.assessment import Marks


class WordsShape(Sourced):
    """What the plan's time calls the organisation, the assessment and gateway."""

    organisation: Text
    assessment: Text
    gateway: Text


class PortfolioShape(Shape):
    """The rules of the portfolio."""

    typical_pieces: Fact[Counted | None]
    fewest_pieces: Fact[Counted | None]
    most_pieces: Fact[Counted | None]
    one_for_each_ksb: Fact[bool]
    kinds_not_accepted: Fact[list[Code]]
    longest_clip_minutes: Fact[Counted | None]
    employer_statement: Fact[bool]
    mapping_annex: Fact[bool]


class ComponentShape(Shape):
    """Something handed over at gateway. `method` is "" for what belongs to none.

    `may_be_waived` is null where nobody has found whether the plan lets it be left out.
    """

    code: Code
    name: Text
    method: str
    words_at_most: Counted | None
    may_be_waived: bool | None = None
    source: SourceKey


class ComponentsShape(Sourced):
    """Everything handed over at gateway."""

    items: list[ComponentShape]


class ResitsShape(Sourced):
    """Further attempts."""

    resit_months: Counted | None
    retake_months: Counted | None
    capped_at: str
    employer_agrees: bool


class GradeRuleShape(Shape):
    """One line of how grades make the whole's."""

    grade: Text
    if_any: str = ""
    if_all: str = ""


class OverallShape(Sourced):
    """How the methods' grades make the whole's; the first line that fits holds."""

    rules: list[GradeRuleShape]


class MarkedShape(Shape):
    """Who marks a method."""

    method: Code
    by: Annotated[Marks, Field(strict=False)]


class MarkedByShape(Sourced):
    """Methods that another than the independent assessor marks."""

    methods: list[MarkedShape]


class AssessmentPlanShape(Shape):
    """A whole file of standard_data/assessment_plans/."""

    standard: Reference
    version: Version
    sources: Sources
    plan_version: Fact[Text | None]
    words: WordsShape
    portfolio: PortfolioShape
    gateway_components: ComponentsShape
    tolerance_percent: Fact[Percent | None]
    months_to_finish: Fact[Counted | None]
    resits: ResitsShape
    overall: OverallShape
    behaviours_verified_by_employer: Fact[bool]
    marked_by: MarkedByShape
