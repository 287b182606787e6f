"""A provider’s delivery plan for a standard, whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.people import Role
from app.domain.programmes.activities import Activity, Condition, PaidTimeRule
from app.domain.programmes.concerns import ConcernWords
from app.domain.programmes.delivery import (
    FunctionalSkills,
    Induction,
    InitialAssessment,
    MockAssessment,
    Module,
    Tutorials,
)
from app.domain.programmes.evidence import AiUse, AskedOfEvidence, EvidenceKindWords
from app.domain.programmes.reviews import ReviewSection
from app.domain.programmes.signing import SigningStatement
from app.domain.programmes.skills_scan import SkillsScale
from app.domain.signatures import RecordKind
from app.domain.standards import Source


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
    review_sections: tuple[ReviewSection, ...]
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
    skills_scale: SkillsScale
    confidentiality_statement: str
    confirmation_statement: str
    authenticity_statement: str
    asked: AskedOfEvidence
    testimony_statement: str
    ai_uses: tuple[AiUse, ...]
    concerns: ConcernWords
    signing: tuple[SigningStatement, ...]
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

    @cached_property
    def review_section_by_code(self) -> dict[str, ReviewSection]:
        """The sections of a milestone review by code, in the plan's order."""
        return {section.code: section for section in self.review_sections}

    def signing_statement(self, record: RecordKind, role: Role) -> str:
        """What this role signs this kind of record under; raises KeyError where the programme has no words for it."""
        found = {(one.record, one.role): one.words for one in self.signing}
        return found[record, role]

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
