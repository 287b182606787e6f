"""The training plan as calls answer it."""

from datetime import date, datetime
from typing import Any

from fastapi import Request
from pydantic import BaseModel

from app.answers.training_plan import TrainingPlan, training_plan_of
from app.db import apprenticeships
from app.db import training_plan as db
from app.db.training_plan import PlanVersion
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.signatures import Answer
from app.domain.training_plan.activities import name_of
from app.domain.training_plan.content import read_content, stated
from app.domain.training_plan.stating import checklists
from app.domain.training_plan.subjects import subject_record
from app.domain.training_plan.values import Activity, AttemptResult, FunctionalSkill, PlanKind, PlanState
from app.web.access import installation, reading, visitor


class PlanActivityAnswer(BaseModel):
    """One activity. Its minutes count as off-the-job time nowhere; `indicative_grade` is no result."""

    number: int
    kind: PlanKind
    code: str
    name: str
    title: str
    planned_on: date
    minutes: int | None
    state: PlanState
    behind: bool
    held_on: date | None
    reason: str
    result: AttemptResult | None
    indicative_grade: str
    feedback: str
    ksb_feedback: dict[str, str]
    evidence: list[int]


class TickAnswer(BaseModel):
    """One topic of a checklist, and on which day each party ticked it, null where not yet."""

    topic: str
    ticks: dict[Role, date | None]


class ChecklistAnswer(BaseModel):
    """One checklist, and how many of its topics everybody ticked whose tick is asked for."""

    kind: PlanKind
    done: int
    topics: list[TickAnswer]


class SubjectAnswer(BaseModel):
    """English or maths. `exception` is the reason, null for whoever may not read it or where there is none.

    `certificate` is empty for them too where it is of another level than the rule asks for, and so are `level` and
    `basis`. `seen_by` saw the certificate, `evidence_seen_by` the evidence of the exception.
    """

    subject: FunctionalSkill
    in_plan: bool | None
    certificate: str
    level: str | None
    exception_agreed: bool
    exception: str | None
    basis: str | None
    seen_by: str
    evidence_seen_by: str


class PlanChangeAnswer(BaseModel):
    """One thing that is stated differently. `rule` is what the rules call it where they want new signatures."""

    rule: str | None
    label: str
    before: str
    after: str


class BehindAnswer(BaseModel):
    """An activity whose day has passed, and the reason in a sentence."""

    number: int
    name: str
    days: int
    reason: str


class PlanVersionAnswer(BaseModel):
    """One version and who answered it. `answers` holds signed, refused or unobtainable by role."""

    version: int
    sha256: str
    put_at: datetime
    put_by: str
    completed_at: datetime | None
    superseded_at: datetime | None
    signed_by_all: bool
    waiting_for: list[Role]
    answers: dict[Role, Answer]


class WholePlanVersionAnswer(PlanVersionAnswer):
    """A version with what it says, null where that was erased."""

    content: dict[str, Any] | None


class PlanAnswer(BaseModel):
    """The plan as it stands today. `stated` is in words, by code; `stale` wants new signatures, `since` does not."""

    stated: dict[str, str]
    activities: list[PlanActivityAnswer]
    behind: list[BehindAnswer]
    checklists: list[ChecklistAnswer]
    subjects: list[SubjectAnswer]
    versions: list[PlanVersionAnswer]
    stale: list[PlanChangeAnswer]
    since: list[PlanChangeAnswer]
    signed_late: str
    organisation_due: str


def plan_answer(request: Request, member: Member) -> PlanAnswer:
    """The plan, for one reader."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        plan = training_plan_of(session, catalogue, one, today)
        said = db.feedback_by_ksb(session, one.id)
    late = {each.number for each in plan.behind}
    return PlanAnswer(
        stated=stated(plan.parts),
        activities=[_activity(plan, each, said.get(each.number, {}), late) for each in plan.activities],
        behind=[
            BehindAnswer(number=each.number, name=each.name, days=each.days, reason=each.reason) for each in plan.behind
        ],
        checklists=_checklists(plan),
        subjects=[_subject(plan, each, member) for each in FunctionalSkill],
        versions=[version_answer(each) for each in plan.versions],
        stale=[
            PlanChangeAnswer(rule=rule, label=change.label, before=change.before, after=change.after)
            for rule, change in plan.standing.stale
        ],
        since=[
            PlanChangeAnswer(rule=None, label=change.label, before=change.before, after=change.after)
            for change in plan.standing.since
        ],
        signed_late=plan.standing.late,
        organisation_due=plan.standing.organisation,
    )


def _activity(plan: TrainingPlan, one: Activity, said: dict[str, str], late: set[int]) -> PlanActivityAnswer:
    return PlanActivityAnswer(
        number=one.number,
        kind=one.kind,
        code=one.code,
        name=name_of(one, plan.parts.programme, plan.parts.standard),
        title=one.title,
        planned_on=one.planned_on,
        minutes=one.minutes,
        state=one.state,
        behind=one.number in late,
        held_on=one.held_on,
        reason=one.reason,
        result=one.result,
        indicative_grade=one.indicative_grade,
        feedback=one.feedback,
        ksb_feedback=said,
        evidence=list(one.evidence),
    )


def _checklists(plan: TrainingPlan) -> list[ChecklistAnswer]:
    return [
        ChecklistAnswer(
            kind=each.kind,
            done=each.done(plan.facts),
            topics=[
                TickAnswer(
                    topic=topic,
                    ticks={
                        role: found.on if (found := plan.facts.ticked(topic, role)) else None for role in each.ticked_by
                    },
                )
                for topic in each.topics
            ],
        )
        for each in checklists(plan.parts.programme)
    ]


def _subject(plan: TrainingPlan, subject: FunctionalSkill, member: Member) -> SubjectAnswer:
    held = subject_record(plan.facts, subject)
    reads = may(member, Permission.SEE_RESTRICTED_REASONS)
    return SubjectAnswer(
        subject=subject,
        in_plan=held.in_plan,
        certificate=held.certificate if reads else held.open_certificate,
        level=held.level.value if held.certificate and (reads or held.open_certificate) else None,
        exception_agreed=bool(held.exception),
        exception=held.exception if held.exception and reads else None,
        basis=held.basis if held.basis and reads else None,
        seen_by=held.seen_by,
        evidence_seen_by=held.evidence_seen_by,
    )


def version_answer(one: PlanVersion) -> PlanVersionAnswer:
    """One version without what it says."""
    held = one.standing
    return PlanVersionAnswer(
        version=one.number,
        sha256=held.sha256,
        put_at=held.put_at,
        put_by=one.put_by,
        completed_at=held.completed_at,
        superseded_at=held.superseded_at,
        signed_by_all=held.is_signed_by_all,
        waiting_for=list(held.waiting_for),
        answers={role: given.answer for role in held.asked if (given := held.answer_of(role))},
    )


def whole_version(one: PlanVersion) -> WholePlanVersionAnswer:
    """One version with what it says."""
    return WholePlanVersionAnswer(**version_answer(one).model_dump(), content=read_content(one.content) or None)
