"""A provider's delivery plan for a standard: activities and what they count for, reviews, induction, wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class Activity:
    """One sort of activity that time is logged for, and whether the funding rules count it as off-the-job.

    `why` is one sentence that says by which rule. `only_if_planned` activities count only where the training plan
    names them. `english_and_maths`: learning of these, beside the occupation.
    """

    code: str
    name: str
    counts: bool
    why: str
    source: Source
    only_if_planned: bool = False
    english_and_maths: bool = False


class PaidTime(StrEnum):
    """Where time stood to paid working hours."""

    IN_PAID_HOURS = "in_paid_hours"
    TIME_OFF_IN_LIEU = "time_off_in_lieu"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class PaidTimeRule:
    """Whether time that stood so to paid hours counts. `name` is the answer on the form; `why` says by which rule."""

    code: PaidTime
    name: str
    counts: bool
    why: str
    source: Source


@dataclass(frozen=True, slots=True)
class Condition:
    """What any time must also meet to count as off-the-job, such as being in paid hours."""

    code: str
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class EvidenceKindWords:
    """How a kind of evidence (a code of `app.domain.evidence.EvidenceKind`) is shown, and what to know about it.

    `check_plan`: the assessment plan may not accept it, as the source says of such plans.
    """

    code: str
    name: str
    note: str = ""
    source: Source | None = None
    check_plan: bool = False


@dataclass(frozen=True, slots=True)
class AiUse:
    """One answer to whether artificial intelligence was used for a piece. `words`: it takes words on how."""

    code: str
    name: str
    words: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """How and where a part of the programme is given. `minutes` is None where the plan gives no fixed length."""

    methods: tuple[str, ...]
    place: str
    minutes: int | None
    duration: str


@dataclass(frozen=True, slots=True)
class InitialAssessment:
    """What happens before the start. It is not off-the-job training."""

    parts: tuple[str, ...]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class InductionShape:
    """One way to arrange induction. `minutes_each` is None where the plan says days or half days, not minutes."""

    name: str
    sessions: int
    minutes_each: int | None


@dataclass(frozen=True, slots=True)
class Induction:
    """The topics of induction and the shapes it may take."""

    topics: tuple[str, ...]
    shapes: tuple[InductionShape, ...]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Module:
    """One learning module. `name` is "" where the plan names none."""

    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tutorials:
    """The taught part of the programme and what it covers."""

    covers: tuple[str, ...]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class MockAssessment:
    """Practice for the end-point assessment and when it happens."""

    when: str
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class FunctionalSkillsQualification:
    """One functional skills qualification: `level` 2, and its credit value."""

    subject: str
    level: int
    credits: int


@dataclass(frozen=True, slots=True)
class FunctionalSkillsComponent:
    """One part of a functional skills qualification and its length. `subject` is "" for what serves both."""

    code: str
    name: str
    subject: str
    minutes: int
    place: str


@dataclass(frozen=True, slots=True)
class FunctionalSkills:
    """English and maths as the programme gives them. Never off-the-job training."""

    qualifications: tuple[FunctionalSkillsQualification, ...]
    components: tuple[FunctionalSkillsComponent, ...]


@dataclass(frozen=True, slots=True)
class AskedOfEvidence:
    """What is asked and stated of a case and its files, in the words that people answer and tick."""

    legal_matter: str
    clearance: str
    lead_role: str
    looked: str
    others_appear: str
    tutor_looked: str


@dataclass(frozen=True)
class Programme:
    """One provider's delivery plan for versions of one standard.

    `day_minutes` turns the standard's off-the-job days into planned minutes. `target_percent` is the provider's own
    share of working time, not the funding rule's minimum. `sources` and `conflicts` are as on a Standard: by a
    fact's dotted name.
    """

    code: str
    title: str
    provider: str
    standard: str
    versions: tuple[str, ...]
    review_weeks: int
    review_minutes: int
    review_present: tuple[str, ...]
    day_minutes: int
    target_percent: int | None
    weekly_minutes_example: int | None
    target_weekly_minutes_example: int | None
    minimum_months: int | None
    activities: tuple[Activity, ...]
    conditions: tuple[Condition, ...]
    paid_times: tuple[PaidTimeRule, ...]
    evidence_kinds: tuple[EvidenceKindWords, ...]
    initial_assessment: InitialAssessment
    induction: Induction
    tutorials: Tutorials
    modules: tuple[Module, ...]
    mock_assessment: MockAssessment
    functional_skills: FunctionalSkills
    confidentiality_statement: str
    confirmation_statement: str
    authenticity_statement: str
    asked: AskedOfEvidence
    testimony_statement: str
    ai_uses: tuple[AiUse, ...]
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    digest: str = ""

    @cached_property
    def activity_by_code(self) -> dict[str, Activity]:
        """Activities by code, in the plan's order."""
        return {activity.code: activity for activity in self.activities}

    @cached_property
    def paid_time_by_code(self) -> dict[str, PaidTimeRule]:
        """What holds for each relation to paid hours, by code, in the plan's order."""
        return {rule.code.value: rule for rule in self.paid_times}

    @cached_property
    def evidence_kind_by_code(self) -> dict[str, EvidenceKindWords]:
        """How each kind of evidence is shown, by code."""
        return {kind.code: kind for kind in self.evidence_kinds}

    @cached_property
    def ai_use_by_code(self) -> dict[str, AiUse]:
        """The answers on the use of artificial intelligence, by code."""
        return {answer.code: answer for answer in self.ai_uses}

    @property
    def counted_activities(self) -> tuple[Activity, ...]:
        """The activities that count as off-the-job training, in the plan's order."""
        return tuple(activity for activity in self.activities if activity.counts)

    @property
    def english_and_maths_activities(self) -> tuple[str, ...]:
        """The codes of what is learning of English and maths and does not count."""
        return tuple(one.code for one in self.activities if one.english_and_maths and not one.counts)

    def activity(self, code: str) -> Activity:
        """The activity of this code; raises KeyError where the programme has none."""
        return self.activity_by_code[code]

    def serves(self, reference: str, version: str) -> bool:
        """Whether this plan is for that version of that standard."""
        return self.standard == reference and version in self.versions

    def days_in_minutes(self, days: int) -> int:
        """Off-the-job days as minutes, by this programme's length of day."""
        return days * self.day_minutes
