"""The shape of `standard_data/funding_rules.yaml`."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import Code, Counted, Day, DecimalText, Percent, Reference, Shape, SourceShape, Text, Version
from app.domain.funding_rules import ActivePeriod, Basis, CertificateLevel, ResultRounding, WeeksRounding

OneBasis = Annotated[Basis, Field(strict=False)]
OnePeriod = Annotated[ActivePeriod, Field(strict=False)]
OneWeeksRounding = Annotated[WeeksRounding, Field(strict=False)]
OneLevel = Annotated[CertificateLevel, Field(strict=False)]
OneResultRounding = Annotated[ResultRounding, Field(strict=False)]


class RuleSourceShape(SourceShape):
    """A source written out where it is used."""

    note: str = ""


class DatedShape(Shape):
    """Something for the starts of a period, both days included; null is open."""

    start_from: Day | None
    start_to: Day | None


class ConfirmedShape(DatedShape):
    """A dated fact with its source."""

    confirmed: bool
    source: RuleSourceShape


class MinimumDurationShape(ConfirmedShape):
    """The shortest time on programme, in months or in days."""

    months: Counted | None
    days: Counted | None


class ReviewDeadlineShape(ConfirmedShape):
    """The longest time between reviews, in weeks or in calendar months."""

    weeks: Counted | None
    calendar_months: Counted | None


class ActiveLearningShape(ConfirmedShape):
    """How often learning must happen."""

    period: OnePeriod | None
    block_release_period: OnePeriod | None
    english_and_maths_separately: bool


class RoundingShape(Shape):
    """One named way of rounding."""

    id: Code
    name: Text
    weeks: OneWeeksRounding
    result: OneResultRounding
    source: RuleSourceShape


class NamedReadingShape(Shape):
    """One way in which a source reads the rule."""

    id: Code
    name: Text
    source: RuleSourceShape


class TermTimeShape(NamedReadingShape):
    """Over how many weeks the year's hours are averaged."""

    weeks: DecimalText


class PartTimeShape(Shape):
    """What a week under so many minutes makes longer."""

    under_weekly_minutes: Counted
    early_finish_from: Day
    early_finish_source: RuleSourceShape
    readings: Annotated[list[NamedReadingShape], Field(min_length=1)]


class FloorShape(Shape):
    """The least hours for so many months."""

    months: Counted
    minutes: Counted
    confirmed: bool
    source: RuleSourceShape


class RuleShape(DatedShape):
    """One funding rule."""

    id: Code
    name: Text
    basis: OneBasis
    percent: Percent | None
    cap_weekly_minutes: Counted | None
    leave_weeks: DecimalText
    floor_minutes: Counted | None
    shortfall_needs_statement: bool
    source: RuleSourceShape
    leave_source: RuleSourceShape
    floor_source: RuleSourceShape | None
    shortfall_source: RuleSourceShape
    term_time: list[TermTimeShape]
    prior_learning: list[NamedReadingShape]
    part_time: PartTimeShape | None
    floors: list[FloorShape]
    minimum_durations: list[MinimumDurationShape]
    review_deadlines: list[ReviewDeadlineShape]
    active_learning: list[ActiveLearningShape]
    roundings: Annotated[list[RoundingShape], Field(min_length=1)]
    notes: list[Text] = Field(default_factory=list)


class EnglishMathsExceptionShape(Shape):
    """A way round the usual level."""

    id: Code
    name: Text
    requirement: Text
    certificate: OneLevel
    subjects: list[Code]
    start_from: Day | None
    confirmed_to: Day | None
    source: RuleSourceShape


class EnglishAndMathsRuleShape(Shape):
    """When English and maths are asked for."""

    required_level: Annotated[int, Field(ge=1, le=8)]
    adult_age: Counted
    optional_for_adults_from: Day
    employer_opts_in_for_starts_from: Day
    source: RuleSourceShape
    original_start_source: RuleSourceShape
    exceptions: list[EnglishMathsExceptionShape]


class PublishedHoursShape(Shape):
    """The off-the-job hours published for one version of a standard."""

    standard: Reference
    version: Version
    minutes: Counted
    start_from: Day
    start_to: Day | None
    source: RuleSourceShape


class PriorLearningPriceShape(Shape):
    """By how much the price falls."""

    share_percent: Percent
    source: RuleSourceShape


class EmploymentGapShape(Shape):
    """How many days may lie between two employers."""

    days: Counted
    within: Text
    beyond: Text
    source: RuleSourceShape


class ShortestBreakShape(Shape):
    """How many days a break in learning takes at least."""

    days: Counted
    shorter: Text
    source: RuleSourceShape


class PlanChangeShape(Shape):
    """A change that has the training plan signed again."""

    code: Code
    words: Text
    sees: list[Code]


class TrainingPlanRuleShape(Shape):
    """What the rules ask of the signed training plan."""

    organisation_named_months: Counted
    changes: Annotated[list[PlanChangeShape], Field(min_length=1)]
    source: RuleSourceShape


class WaiverRuleShape(DatedShape):
    """A gateway check that may be waived. `employer_agrees`: only where the employer did, by name and day."""

    check: Text
    words: Text
    employer_agrees: bool
    source: RuleSourceShape


class RestartShape(Shape):
    """Where it stands that time before a restart counts."""

    source: RuleSourceShape


class FundingRulesShape(Shape):
    """The whole file."""

    rules: Annotated[list[RuleShape], Field(min_length=1)]
    english_and_maths: EnglishAndMathsRuleShape
    prior_learning_price: PriorLearningPriceShape
    employment_gap: EmploymentGapShape
    shortest_break: ShortestBreakShape
    restart: RestartShape
    training_plan: TrainingPlanRuleShape
    waivers: list[WaiverRuleShape]
    published_hours: list[PublishedHoursShape]
