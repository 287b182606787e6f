"""The taught parts of a plan: modules and tutorials, mock assessments, functional skills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from app.answers.training_plan import TrainingPlan
from app.domain.training_plan.planning import subject_of
from app.domain.training_plan.values import AttemptResult, FunctionalSkill, PlanKind, PlanState
from app.rendering.frame import Link
from app.rendering.words import plural
from app.web.plan_words import ActivityLine, activity_line, plan_address


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the programme with its activities; `adds` lead to the form for one more, filled in."""

    id: str
    heading: str
    intro: str
    lines: tuple[ActivityLine, ...]
    adds: tuple[Link, ...]
    empty: str = "Nothing is planned yet."


def new_address(apprenticeship: UUID, kind: PlanKind, code: str = "") -> str:
    """The form for one more activity."""
    given = {"kind": kind.value} | ({"code": code} if code else {})
    return plan_address(apprenticeship, f"activities/new?{urlencode(given)}")


def sections(plan: TrainingPlan, today: date, *, may_change: bool) -> tuple[Section, ...]:
    """The sections, functional skills only where the plan includes a subject."""
    found = [_taught(plan, today, may_change=may_change), _mocks(plan, today, may_change=may_change)]
    included = [subject for subject in FunctionalSkill if plan.facts.in_plan(subject)]
    if included or any(one.kind is PlanKind.FUNCTIONAL_SKILLS for one in plan.activities):
        found.append(_functional_skills(plan, today, included, may_change=may_change))
    return tuple(found)


def _lines(plan: TrainingPlan, today: date, *kinds: PlanKind) -> list[ActivityLine]:
    return [activity_line(one, plan.parts, today) for one in plan.activities if one.kind in kinds]


def _taught(plan: TrainingPlan, today: date, *, may_change: bool) -> Section:
    id_, programme = plan.parts.apprenticeship.id, plan.parts.programme
    planned = {one.code for one in plan.activities if one.kind is PlanKind.MODULE}
    lines = _lines(plan, today, PlanKind.MODULE, PlanKind.TUTORIAL)
    for module in programme.modules:
        if str(module.number) not in planned:
            name = f"Module {module.number}" + (f", “{module.name}”" if module.name else "")
            address = new_address(id_, PlanKind.MODULE, str(module.number)) if may_change else ""
            lines.append(ActivityLine(name, address, "open", "", "", ""))
    adds = (Link("Plan a tutorial", new_address(id_, PlanKind.TUTORIAL)),) if may_change else ()
    intro = f"{len(programme.modules)} learning modules, and tutorials as they are needed."
    return Section("taught", "Learning modules and tutorials", intro, tuple(lines), adds)


def _mocks(plan: TrainingPlan, today: date, *, may_change: bool) -> Section:
    id_ = plan.parts.apprenticeship.id
    adds = tuple(
        Link(f"Plan a mock: {method.name}", new_address(id_, PlanKind.MOCK_ASSESSMENT, method.code))
        for method in plan.parts.standard.methods
    )
    intro = "Practice for the assessment. An indicative grade is the tutor’s estimate, and never a result."
    lines = tuple(_lines(plan, today, PlanKind.MOCK_ASSESSMENT))
    return Section("mocks", "Mock assessments", intro, lines, adds if may_change else ())


def _functional_skills(
    plan: TrainingPlan, today: date, included: list[FunctionalSkill], *, may_change: bool
) -> Section:
    id_, programme = plan.parts.apprenticeship.id, plan.parts.programme
    components = programme.functional_skills.components
    done = _settled(plan)
    adds, lengths = [], []
    for one in components:
        subject = subject_of(one.code, programme)
        if (subject in included) if subject else included:
            lengths.append(f"{one.name}, {plural(one.minutes, 'minute')}")
            if one.code not in done:
                adds.append(Link(f"Book {one.name}", new_address(id_, PlanKind.FUNCTIONAL_SKILLS, one.code)))
    intro = "; ".join(lengths) + "." if lengths else "The plan does not include English or maths any more."
    lines = tuple(_lines(plan, today, PlanKind.FUNCTIONAL_SKILLS))
    return Section(
        "skills", "Functional skills", intro, lines, tuple(adds) if may_change else (), "Nothing is booked yet."
    )


def _settled(plan: TrainingPlan) -> Mapping[str, bool]:
    """Components that are passed, or have an open booking."""
    return {
        one.code: True
        for one in plan.activities
        if one.kind is PlanKind.FUNCTIONAL_SKILLS
        and (one.result is AttemptResult.PASSED or one.state is PlanState.PLANNED)
    }
