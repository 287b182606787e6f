"""The shape of a programme's file."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.catalogue.programmes.scan_shape import SkillsScanShape
from app.catalogue.programmes.signing_shape import SigningShape
from app.catalogue.shape import (
    PHONE,
    Code,
    ConflictShape,
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
from app.domain.programmes import PaidTime

DayMinutes = Annotated[int, Field(ge=60, le=1440)]
WeekMinutes = Annotated[int, Field(ge=1, le=10_080)]
Texts = Annotated[list[Text], Field(min_length=1)]


class DeliveryShape(Shape):
    """How and where, and for how long."""

    methods: Texts
    place: Text
    minutes: Counted | None
    duration: Text


class Writer(StrEnum):
    """Who may write a section of a review: whoever signs it."""

    APPRENTICE = "apprentice"
    TUTOR = "tutor"
    EMPLOYER = "employer"


class Reader(StrEnum):
    """Who may read a section of a review."""

    APPRENTICE = "apprentice"
    TUTOR = "tutor"
    EMPLOYER = "employer"
    QUALITY_ASSURER = "quality_assurer"
    ADMINISTRATOR = "administrator"


class ReviewSectionShape(Sourced):
    """One section of a review: what it asks, who writes it and who reads it."""

    code: Code
    title: Text
    questions: Texts
    written_by: list[Annotated[Writer, Field(strict=False)]]
    seen_by: list[Annotated[Reader, Field(strict=False)]]


class ReviewsShape(Sourced):
    """How often reviews are held, how long they take, who is there, and the sections of their record."""

    weeks: Annotated[int, Field(ge=1, le=52)]
    minutes: Counted
    present: Texts
    sections: Annotated[list[ReviewSectionShape], Field(min_length=1)]


class InitialAssessmentShape(Sourced):
    """What happens before the start."""

    parts: Texts
    delivery: DeliveryShape


class ArrangementShape(Shape):
    """One way to arrange induction."""

    name: Text
    sessions: Counted
    minutes_each: Counted | None


class InductionShape(Sourced):
    """Induction's topics and the shapes it may take."""

    topics: Texts
    shapes: Annotated[list[ArrangementShape], Field(min_length=1)]
    delivery: DeliveryShape


class ModuleShape(Shape):
    """One learning module; its name may be empty."""

    number: Counted
    name: str


class TutorialsShape(Sourced):
    """The taught part."""

    covers: Texts
    modules: list[ModuleShape]
    delivery: DeliveryShape


class MockAssessmentShape(Sourced):
    """Practice for the end-point assessment."""

    when: Text
    delivery: DeliveryShape


class QualificationShape(Shape):
    """One functional skills qualification."""

    subject: Text
    level: Annotated[int, Field(ge=1, le=8)]
    credits: Counted


class ComponentShape(Shape):
    """One part of a functional skills qualification."""

    code: Code
    name: Text
    subject: str
    minutes: Counted
    place: Text


class FunctionalSkillsShape(Sourced):
    """English and maths as the programme gives them."""

    qualifications: list[QualificationShape]
    components: list[ComponentShape]


class ActivityShape(Shape):
    """One sort of activity that time is logged for."""

    code: Code
    name: Text
    counts: bool
    why: Text
    source: SourceKey
    only_if_planned: bool = False
    english_and_maths: bool = False
    note: str = ""
    conflicts: list[ConflictShape] = Field(default_factory=list)


class ConditionShape(Shape):
    """What any time must also meet."""

    code: Code
    sentence: Text
    source: SourceKey


class PaidTimeShape(Shape):
    """Whether time that stood so to paid hours counts."""

    code: Annotated[PaidTime, Field(strict=False)]
    name: Text
    counts: bool
    why: Text
    source: SourceKey


class EvidenceKindShape(Shape):
    """How a kind of evidence is shown. `check_plan`: an assessment plan may not accept it."""

    code: Code
    name: Text
    note: str = ""
    check_plan: bool = False
    source: SourceKey | None = None
    conflicts: list[ConflictShape] = Field(default_factory=list)


class StatementsShape(Shape):
    """The wording people agree to."""

    confidentiality: Fact[Text]
    confirmation: Fact[Text]
    authenticity: Fact[Text]
    legal_matter: Fact[Text]
    clearance: Fact[Text]
    lead_role: Fact[Text]
    looked: Fact[Text]
    others_appear: Fact[Text]
    tutor_looked: Fact[Text]
    testimony: Fact[Text]


class AiUseShape(Shape):
    """One answer to whether artificial intelligence was used. `words`: it takes words on how."""

    code: Code
    name: Text
    words: bool = False


class AiUsesShape(Sourced):
    """The answers there are."""

    answers: Annotated[list[AiUseShape], Field(min_length=1)]


class HelpLineShape(Shape):
    """A national number to call. `number` is as people dial it."""

    code: Code
    name: Text
    number: Annotated[str, Field(pattern=PHONE)]
    what_for: Text
    source: SourceKey
    note: str = ""
    conflicts: list[ConflictShape] = Field(default_factory=list)


class LocalLineShape(Shape):
    """A number that the provider fills in."""

    code: Code
    name: Text
    what_for: Text


class OutcomeShape(Shape):
    """What may be done about a concern. `referral`: somebody outside is told."""

    code: Code
    name: Text
    referral: bool = False


class ConcernsShape(Sourced):
    """What stands beside the button that raises a concern, and what may become of one."""

    help_lines: Annotated[list[HelpLineShape], Field(min_length=1)]
    local_lines: list[LocalLineShape]
    outcomes: Annotated[list[OutcomeShape], Field(min_length=1)]


class ProgrammeShape(Shape):
    """A whole file of standard_data/programmes/."""

    code: Code
    title: Fact[Text]
    provider: Fact[Text]
    standard: Reference
    versions: Annotated[list[Version], Field(min_length=1)]
    sources: Sources
    day_minutes: Fact[DayMinutes]
    target_percent: Fact[Percent | None]
    weekly_minutes_example: Fact[WeekMinutes | None]
    target_weekly_minutes_example: Fact[WeekMinutes | None]
    minimum_months: Fact[Counted | None]
    reviews: ReviewsShape
    initial_assessment: InitialAssessmentShape
    induction: InductionShape
    tutorials: TutorialsShape
    mock_assessment: MockAssessmentShape
    functional_skills: FunctionalSkillsShape
    skills_scan: SkillsScanShape
    activities: Annotated[list[ActivityShape], Field(min_length=1)]
    conditions: list[ConditionShape]
    paid_times: list[PaidTimeShape]
    evidence_kinds: Annotated[list[EvidenceKindShape], Field(min_length=1)]
    statements: StatementsShape
    ai_use: AiUsesShape
    concerns: ConcernsShape
    signing: SigningShape
