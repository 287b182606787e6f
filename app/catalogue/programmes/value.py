"""From a programme's file to the domain's Programme."""

from collections.abc import Mapping

from app.catalogue.programmes.shape import (
    ActivityShape,
    ConcernsShape,
    DeliveryShape,
    EvidenceKindShape,
    ProgrammeShape,
    ReviewSectionShape,
)
from app.catalogue.provenance import Provenance, digest_of
from app.domain.people import ProviderRole, Role
from app.domain.programmes import (
    Activity,
    AiUse,
    AskedOfEvidence,
    ConcernOutcome,
    ConcernWords,
    Condition,
    Delivery,
    EvidenceKindWords,
    FunctionalSkills,
    FunctionalSkillsComponent,
    FunctionalSkillsQualification,
    HelpLine,
    Induction,
    InductionShape,
    InitialAssessment,
    LocalLine,
    MockAssessment,
    Module,
    PaidTimeRule,
    Programme,
    ReviewSection,
    ScalePoint,
    SigningStatement,
    SkillsScale,
    Tutorials,
)

_ASKED = ("legal_matter", "clearance", "lead_role", "looked", "others_appear", "tutor_looked")
_ROLES: dict[str, Role | ProviderRole] = {role.value: role for role in (*Role, *ProviderRole)}
_PLAIN_FACTS = (
    "title",
    "provider",
    "day_minutes",
    "target_percent",
    "weekly_minutes_example",
    "target_weekly_minutes_example",
    "minimum_months",
    "reviews",
    "initial_assessment",
    "induction",
    "tutorials",
    "mock_assessment",
    "functional_skills",
    "skills_scan",
    "ai_use",
    "concerns",
    "signing",
)


def programme(data: Mapping[str, object]) -> Programme:
    """The frozen programme of a file that has no faults."""
    shape = ProgrammeShape.model_validate(data)
    found = _provenance(shape)
    return Programme(
        code=shape.code,
        title=shape.title.value,
        provider=shape.provider.value,
        standard=shape.standard,
        versions=tuple(shape.versions),
        review_weeks=shape.reviews.weeks,
        review_minutes=shape.reviews.minutes,
        review_present=tuple(shape.reviews.present),
        review_sections=tuple(_review_section(one, found) for one in shape.reviews.sections),
        day_minutes=shape.day_minutes.value,
        target_percent=shape.target_percent.value,
        weekly_minutes_example=shape.weekly_minutes_example.value,
        target_weekly_minutes_example=shape.target_weekly_minutes_example.value,
        minimum_months=shape.minimum_months.value,
        activities=tuple(_activity(activity, found) for activity in shape.activities),
        conditions=tuple(Condition(c.code, c.sentence, found.source(c.source)) for c in shape.conditions),
        paid_times=tuple(
            PaidTimeRule(p.code, p.name, p.counts, p.why, found.source(p.source)) for p in shape.paid_times
        ),
        evidence_kinds=tuple(_evidence_kind(kind, found) for kind in shape.evidence_kinds),
        initial_assessment=InitialAssessment(
            tuple(shape.initial_assessment.parts), _delivery(shape.initial_assessment.delivery)
        ),
        induction=_induction(shape),
        tutorials=Tutorials(tuple(shape.tutorials.covers), _delivery(shape.tutorials.delivery)),
        modules=tuple(Module(module.number, module.name) for module in shape.tutorials.modules),
        mock_assessment=MockAssessment(shape.mock_assessment.when, _delivery(shape.mock_assessment.delivery)),
        functional_skills=_functional_skills(shape),
        skills_scale=_skills_scale(shape),
        confidentiality_statement=shape.statements.confidentiality.value,
        confirmation_statement=shape.statements.confirmation.value,
        authenticity_statement=shape.statements.authenticity.value,
        asked=AskedOfEvidence(**{name: getattr(shape.statements, name).value for name in _ASKED}),
        testimony_statement=shape.statements.testimony.value,
        ai_uses=tuple(AiUse(one.code, one.name, one.words) for one in shape.ai_use.answers),
        concerns=_concerns(shape.concerns, found),
        signing=tuple(SigningStatement(one.record, one.role, one.words) for one in shape.signing.statements),
        sources=found.sources,
        conflicts=found.conflicts,
        digest=digest_of(data),
    )


def _activity(shape: ActivityShape, found: Provenance) -> Activity:
    source = found.source(shape.source, shape.note)
    apart = shape.english_and_maths
    return Activity(shape.code, shape.name, shape.counts, shape.why, source, shape.only_if_planned, apart)


def _evidence_kind(shape: EvidenceKindShape, found: Provenance) -> EvidenceKindWords:
    source = None if shape.source is None else found.source(shape.source)
    return EvidenceKindWords(shape.code, shape.name, shape.note, source, shape.check_plan)


def _concerns(shape: ConcernsShape, found: Provenance) -> ConcernWords:
    return ConcernWords(
        help_lines=tuple(
            HelpLine(line.code, line.name, line.number, line.what_for, found.source(line.source, line.note))
            for line in shape.help_lines
        ),
        local_lines=tuple(LocalLine(line.code, line.name, line.what_for) for line in shape.local_lines),
        outcomes=tuple(ConcernOutcome(one.code, one.name, one.referral) for one in shape.outcomes),
    )


def _review_section(shape: ReviewSectionShape, found: Provenance) -> ReviewSection:
    return ReviewSection(
        code=shape.code,
        title=shape.title,
        questions=tuple(shape.questions),
        written_by=tuple(Role(one.value) for one in shape.written_by),
        seen_by=tuple(_ROLES[one.value] for one in shape.seen_by),
        source=found.source(shape.source, shape.note),
    )


def _delivery(shape: DeliveryShape) -> Delivery:
    return Delivery(tuple(shape.methods), shape.place, shape.minutes, shape.duration)


def _induction(shape: ProgrammeShape) -> Induction:
    return Induction(
        topics=tuple(shape.induction.topics),
        shapes=tuple(InductionShape(s.name, s.sessions, s.minutes_each) for s in shape.induction.shapes),
        delivery=_delivery(shape.induction.delivery),
    )


def _functional_skills(shape: ProgrammeShape) -> FunctionalSkills:
    skills = shape.functional_skills
    return FunctionalSkills(
        qualifications=tuple(
            FunctionalSkillsQualification(q.subject, q.level, q.credits) for q in skills.qualifications
        ),
        components=tuple(
            FunctionalSkillsComponent(c.code, c.name, c.subject, c.minutes, c.place) for c in skills.components
        ),
    )


def _skills_scale(shape: ProgrammeShape) -> SkillsScale:
    scan = shape.skills_scan
    points = tuple(ScalePoint(one.points, one.word, one.words) for one in scan.scale)
    return SkillsScale(scan.code, points, scan.low_to, scan.high_from, scan.differ_by, scan.validation.value)


def _provenance(shape: ProgrammeShape) -> Provenance:
    found = Provenance(shape.sources)
    for name in _PLAIN_FACTS:
        found.keep(name, getattr(shape, name))
    for name in ("confidentiality", "confirmation", "authenticity", "testimony", *_ASKED):
        found.keep(f"statements.{name}", getattr(shape.statements, name))
    for section in shape.reviews.sections:
        found.keep(f"reviews.sections.{section.code}", section)
    found.keep("skills_scan.validation", shape.skills_scan.validation)
    for activity in shape.activities:
        found.keep_conflicts(f"activities.{activity.code}", activity.conflicts)
    for line in shape.concerns.help_lines:
        found.keep_conflicts(f"concerns.{line.code}", line.conflicts)
    for said in shape.signing.statements:
        if said.source:
            found.keep_source(f"signing.{said.record.value}.{said.role.value}", said.source, said.note)
    for kind in shape.evidence_kinds:
        found.keep_conflicts(f"evidence_kinds.{kind.code}", kind.conflicts)
    return found
