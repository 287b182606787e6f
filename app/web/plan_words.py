"""How the activities of a plan read: in the plan, on an activity's own page, and wherever else it is told of."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.answers.training_plan import PlanInBrief, TrainingPlan
from app.domain.apprenticeships import Apprenticeship
from app.domain.training_plan.activities import name_of
from app.domain.training_plan.content import PlanParts
from app.domain.training_plan.values import Activity, AttemptResult, PlanKind, PlanState
from app.rendering.words import date_words, hours
from app.web.record import PieceLink, piece_link, record_address

RESULT_WORDS = {AttemptResult.PASSED: "Passed", AttemptResult.NOT_PASSED: "Not passed yet"}


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity in a list. `state` is one of `states.PLAN_STATES`; `address` is "" where there is nowhere to go."""

    name: str
    address: str
    state: str
    when: str
    length: str
    note: str
    evidence: tuple[PieceLink, ...] = ()


def plan_address(apprenticeship: UUID, name: str = "") -> str:
    """A page of the plan: `plan_address(id, "versions/2")`."""
    return record_address(apprenticeship, f"plan/{name}" if name else "plan")


def activity_address(apprenticeship: UUID, number: int) -> str:
    """Where one activity is shown."""
    return plan_address(apprenticeship, f"activities/{number}")


def activity_line(one: Activity, parts: PlanParts, today: date) -> ActivityLine:
    """One activity as it reads on a day."""
    id_ = parts.apprenticeship.id
    return ActivityLine(
        name=name_of(one, parts.programme, parts.standard),
        address=activity_address(id_, one.number),
        state=state_of(one, today),
        when=when_words(one),
        length=hours(one.minutes) if one.minutes else "",
        note=note_words(one),
        evidence=tuple(piece_link(id_, number) for number in one.evidence),
    )


def state_of(one: Activity, today: date) -> str:
    """Where it stands on a day, as `states.PLAN_STATES` has it."""
    return "behind" if one.state is PlanState.PLANNED and one.planned_on < today else one.state.value


def when_words(one: Activity) -> str:
    """When it is planned, and when it was held where that is another day."""
    if one.state is not PlanState.HELD or one.held_on is None:
        return date_words(one.planned_on)
    if one.held_on == one.planned_on:
        return date_words(one.held_on)
    return f"{date_words(one.held_on)}, planned for {date_words(one.planned_on)}"


def note_words(one: Activity) -> str:
    """What else there is to say of it: why it was missed or moved, what came of it."""
    if one.kind is PlanKind.MOCK_ASSESSMENT and one.state is PlanState.HELD:
        return f"Indicative grade: {one.indicative_grade}" if one.indicative_grade else "No indicative grade given"
    if one.kind is PlanKind.FUNCTIONAL_SKILLS and one.state is PlanState.HELD:
        return RESULT_WORDS[one.result] if one.result else "No result yet"
    return one.reason if one.state is PlanState.MISSED else ""


@dataclass(frozen=True, slots=True)
class BriefShown:
    """What a plan asks for, beside other things. `behind` are (name, reason, address); `stale` (rule, change) pairs."""

    address: str
    behind: tuple[tuple[str, str, str], ...]
    stale: tuple[tuple[str, str], ...]
    organisation: str
    words: str


def brief_shown(brief: PlanInBrief, one: Apprenticeship) -> BriefShown:
    """What a landing, the overview and a review tell of a plan."""
    quiet = "Nothing in it is behind." if brief.version else _not_put(brief)
    return BriefShown(
        address=plan_address(one.id),
        behind=tuple((late.name, late.reason, activity_address(one.id, late.number)) for late in brief.behind),
        stale=tuple((rule, change.words) for rule, change in brief.stale),
        organisation=brief.organisation,
        words="" if brief.behind and not brief.erased_on else quiet,
    )


def _not_put(brief: PlanInBrief) -> str:
    if brief.erased_on is None:
        return "It has not been put before its signers yet."
    return f"What was put before its signers was erased for good on {date_words(brief.erased_on)}. Put a new version."


def behind_words(plan: TrainingPlan) -> tuple[tuple[str, str, str], ...]:
    """What is behind: name, reason, address."""
    id_ = plan.parts.apprenticeship.id
    return tuple((one.name, one.reason, activity_address(id_, one.number)) for one in plan.behind)
