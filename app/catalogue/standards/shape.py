"""The shape of a standard's file."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import (
    Code,
    ConflictShape,
    Counted,
    Day,
    Fact,
    KsbCode,
    Percent,
    Reference,
    Shape,
    Sourced,
    SourceKey,
    Sources,
    Text,
    Version,
    Whole,
)


class KindShape(Shape):
    """A family of statements."""

    code: Code
    name: Text
    initial: Annotated[str, Field(pattern=r"^[A-Z]{1,4}$")]


class OptionShape(Shape):
    """One of the standard's options."""

    code: Code
    name: Text


class KsbShape(Shape):
    """One statement."""

    code: KsbCode
    kind: Code
    short: Text
    text: Text
    assessed_by: list[Code]
    needed: Counted = 1
    option: Code | None = None
    conflicts: list[ConflictShape] = Field(default_factory=list)


class KsbsShape(Sourced):
    """All statements."""

    items: Annotated[list[KsbShape], Field(min_length=1)]


class DutyShape(Shape):
    """One duty with its KSBs."""

    code: KsbCode
    short: Text
    text: Text
    otj_days: Whole | None
    ksbs: list[KsbCode]
    option: Code | None = None
    conflicts: list[ConflictShape] = Field(default_factory=list)


class DutiesShape(Sourced):
    """All duties; none for a foundation apprenticeship."""

    otj_days_total: Whole | None
    otj_days_source: SourceKey | None
    otj_days_note: str = ""
    items: list[DutyShape]


class PartShape(Shape):
    """A part of a method."""

    name: Text
    minutes: Counted


class PartsShape(Sourced):
    """What a method is made of."""

    items: Annotated[list[PartShape], Field(min_length=1)]


class MethodShape(Shape):
    """One assessment method."""

    code: Code
    name: Fact[Text]
    short: Text
    weight_percent: Fact[Percent | None]
    minutes: Fact[Counted | None]
    parts: PartsShape | None = None
    uses_portfolio: Fact[bool] | None = None
    scope_agreed_at_gateway: Fact[bool] | None = None
    grades: Fact[list[Text]] | None = None
    to_pass: Fact[Text] | None = None
    to_distinction: Fact[Text] | None = None


class MethodMappingShape(Sourced):
    """Whether the split of KSBs between methods is confirmed."""

    confirmed: bool


class VersionShape(Shape):
    """One line of the version log."""

    version: Version
    change: Text
    earliest_start: Day
    latest_start: Day | None
    latest_end: Day | None


class VersionLogShape(Sourced):
    """The version log."""

    items: Annotated[list[VersionShape], Field(min_length=1)]


class ExceptionShape(Shape):
    """One exception to the English and maths requirement."""

    who: Text
    requirement: Text
    subjects: Annotated[list[Text], Field(min_length=1)]


class EnglishAndMathsShape(Sourced):
    """The requirement as published, and its exceptions."""

    text: Text
    exceptions: list[ExceptionShape]


class StandardShape(Shape):
    """A whole file of standard_data/standards/."""

    reference: Reference
    version: Version
    copyright: Text
    sources: Sources
    title: Fact[Text]
    status: Fact[Text]
    level: Fact[Annotated[int, Field(ge=1, le=8)]]
    lars_code: Fact[Counted | None]
    route: Fact[Text]
    eqa_provider: Fact[str]
    approved_on: Fact[Day | None]
    updated_on: Fact[Day | None]
    funding_band_pounds: Fact[Whole | None]
    typical_months_to_gateway: Fact[Counted]
    typical_months_of_assessment: Fact[Counted | None]
    version_log: VersionLogShape
    english_and_maths: EnglishAndMathsShape
    kinds: Annotated[list[KindShape], Field(min_length=1)]
    options: list[OptionShape]
    assessment_methods: list[MethodShape]
    method_mapping: MethodMappingShape
    ksbs: KsbsShape
    duties: DutiesShape
