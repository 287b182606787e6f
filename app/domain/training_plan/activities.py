"""Holding, missing and moving the activities of a plan, what they are called, and what is behind."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.people import ApprenticeshipStatus
from app.domain.programmes import Programme
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.standards import Standard
from app.domain.training_plan.planning import LONGEST, Around, day_faults
from app.domain.training_plan.values import Activity, AttemptResult, PlanKind, PlanState
from app.domain.wording import day_words, plural

LONGEST_REASON = 500
LONGEST_FEEDBACK = 4_000
LONGEST_KSB_FEEDBACK = 1_000
KIND_WORDS = {
    PlanKind.INITIAL_ASSESSMENT: "Initial assessment",
    PlanKind.INDUCTION: "Induction",
    PlanKind.MODULE: "Module",
    PlanKind.TUTORIAL: "Tutorial",
    PlanKind.MOCK_ASSESSMENT: "Mock assessment",
    PlanKind.FUNCTIONAL_SKILLS: "Functional skills",
}


@dataclass(frozen=True, slots=True)
class Behind:
    """An activity whose day has passed and that is neither held nor missed, with the reason in a sentence."""

    number: int
    name: str
    planned_on: date
    days: int
    reason: str


def name_of(activity: Activity, programme: Programme, standard: Standard) -> str:
    """What an activity is called: Module 2, “Thresholds”."""
    kind = activity.kind
    titled = f", “{activity.title}”" if activity.title else ""
    if kind is PlanKind.MODULE:
        return f"Module {activity.code}{titled}"
    if kind is PlanKind.FUNCTIONAL_SKILLS:
        names = {one.code: one.name for one in programme.functional_skills.components}
        return names.get(activity.code, activity.code)
    if kind is PlanKind.MOCK_ASSESSMENT:
        named = {one.code: one.name for one in standard.methods}.get(activity.code, activity.code)
        return f"Mock assessment: {named[:1].lower()}{named[1:]}"
    if kind is PlanKind.INDUCTION and activity.title:
        return f"Induction, {activity.title}"
    return f"{KIND_WORDS[kind]}{titled}"


def hold(activity: Activity, on: date, minutes: int | None, today: date) -> Activity:
    """Say that it took place, on its day or another; `minutes` where its length was another than planned."""
    _insist_state(activity, PlanState.PLANNED, "held")
    faults = []
    if on > today:
        faults.append(Fault("on", "That day is still to come. Enter the day on which it was held."))
    if minutes is not None and not 1 <= minutes <= LONGEST:
        faults.append(Fault("minutes", "The length must be at least 1 minute and at most 24 hours."))
    if faults:
        raise BadInput(faults)
    return replace(activity, state=PlanState.HELD, held_on=on, minutes=minutes or activity.minutes, reason="")


def miss(activity: Activity, reason: str, today: date) -> Activity:
    """Say that it did not take place on its day, and why."""
    _insist_state(activity, PlanState.PLANNED, "missed")
    if activity.planned_on > today:
        raise WrongState(f"This is planned for {day_words(activity.planned_on)}. Until then it cannot be missed.")
    return replace(activity, state=PlanState.MISSED, reason=_reason(reason, "Say why it was missed."))


def move(activity: Activity, to: date, reason: str, around: Around) -> Activity:
    """Plan it for another day: before it is held, or again after it was missed."""
    if activity.state is PlanState.HELD:
        raise WrongState("This was held already, so it cannot be moved.")
    why = reason if activity.state is PlanState.MISSED else _reason(reason, "Say why it is moved.")
    if faults := day_faults(activity.kind, to, around):
        raise BadInput(faults)
    if activity.state is PlanState.PLANNED and to == activity.planned_on:
        raise BadInput([Fault("on", "It is on that day already. Choose another.")])
    return replace(activity, state=PlanState.PLANNED, planned_on=to, reason=why.strip())


def reopen(activity: Activity, reason: str) -> Activity:
    """Take back that it was held or missed, because that was recorded by mistake."""
    if activity.state is PlanState.PLANNED:
        raise WrongState("This is still planned, so there is nothing to take back.")
    why = _reason(reason, "Say why this is taken back.")
    return replace(activity, state=PlanState.PLANNED, held_on=None, reason=why, result=None)


def with_result(activity: Activity, result: AttemptResult) -> Activity:
    """What came of an attempt that was held. A result is recorded once; taking the attempt back clears it."""
    if activity.kind is not PlanKind.FUNCTIONAL_SKILLS:
        raise WrongState("Only a part of functional skills has a result.")
    _insist_state(activity, PlanState.HELD, "given a result")
    if activity.result is not None:
        raise WrongState("The result of this attempt is recorded already.")
    return replace(activity, result=result)


def insist_mock_held(activity: Activity, grade: str, grades: Iterable[str], feedback: str) -> None:
    """Whether a mock assessment can be given feedback and an indicative grade. Raises WrongState and BadInput."""
    if activity.kind is not PlanKind.MOCK_ASSESSMENT:
        raise WrongState("Only a mock assessment has feedback by KSB.")
    _insist_state(activity, PlanState.HELD, "given feedback")
    faults = []
    if grade and grade not in grades:
        faults.append(Fault("grade", "Choose one of the grades of this method."))
    if len(feedback) > LONGEST_FEEDBACK:
        faults.append(Fault("feedback", f"Use at most {LONGEST_FEEDBACK:,} characters."))
    if faults:
        raise BadInput(faults)


def behind(
    activities: Iterable[Activity], programme: Programme, standard: Standard, status: ApprenticeshipStatus, today: date
) -> tuple[Behind, ...]:
    """What is behind, the longest first; nothing while nobody is learning."""
    if status not in (ApprenticeshipStatus.ACTIVE, ApprenticeshipStatus.PLANNED):
        return ()
    late = (one for one in activities if one.state is PlanState.PLANNED and one.planned_on < today)
    found = [_behind(one, name_of(one, programme, standard), today) for one in late]
    return tuple(sorted(found, key=lambda one: (one.planned_on, one.number)))


def _behind(one: Activity, name: str, today: date) -> Behind:
    days = (today - one.planned_on).days
    passed = f"That was {plural(days, 'day')} ago, and it is neither held nor missed."
    return Behind(one.number, name, one.planned_on, days, f"It was planned for {day_words(one.planned_on)}. {passed}")


_STANDING = {
    PlanState.PLANNED: "is still planned",
    PlanState.HELD: "was held already",
    PlanState.MISSED: "was missed",
}


def _insist_state(activity: Activity, state: PlanState, done: str) -> None:
    if activity.state is not state:
        raise WrongState(f"This {_STANDING[activity.state]}, so it cannot be {done}.")


def _reason(reason: str, sentence: str) -> str:
    reason = reason.strip()
    if not reason:
        raise BadInput([Fault("reason", sentence)])
    if len(reason) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_REASON} characters.")])
    return reason
