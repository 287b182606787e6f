"""Putting activities into a plan: what there is to choose from, and what stops one from being planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.programmes import InductionShape, Programme
from app.domain.refusals import Fault
from app.domain.standards import Standard
from app.domain.training_plan.values import (
    Activity,
    AttemptResult,
    FactKey,
    FunctionalSkill,
    PlanFacts,
    PlanKind,
    PlanState,
)
from app.domain.wording import day_words

LONGEST_TITLE = 120
FURTHEST_AHEAD_DAYS = 1_500
LONGEST = 1_440
BEFORE_START = (PlanKind.INITIAL_ASSESSMENT, PlanKind.INDUCTION)
"""What may come before the first day of learning."""


@dataclass(frozen=True, slots=True)
class Around:
    """What an activity is planned within."""

    programme: Programme
    standard: Standard
    facts: PlanFacts
    start: date
    today: date


def codes_of(kind: PlanKind, around: Around) -> dict[str, str]:
    """What there is of a kind to choose from, by code, with its name ("" where nobody gave one)."""
    programme = around.programme
    if kind is PlanKind.MODULE:
        return {str(one.number): one.name for one in programme.modules}
    if kind is PlanKind.FUNCTIONAL_SKILLS:
        return {one.code: one.name for one in programme.functional_skills.components}
    if kind is PlanKind.MOCK_ASSESSMENT:
        return {one.code: one.name for one in around.standard.methods}
    return {}


def length_of(kind: PlanKind, code: str, programme: Programme, facts: PlanFacts) -> int | None:
    """The minutes that the programme gives such an activity, None where it gives none."""
    if kind is PlanKind.INITIAL_ASSESSMENT:
        return programme.initial_assessment.delivery.minutes
    if kind is PlanKind.INDUCTION:
        shape = facts.value(FactKey.INDUCTION_SHAPE)
        return next((one.minutes_each for one in programme.induction.shapes if one.name == shape), None)
    if kind is PlanKind.FUNCTIONAL_SKILLS:
        parts = programme.functional_skills.components
        return next((one.minutes for one in parts if one.code == code), None)
    return None


def subject_of(code: str, programme: Programme) -> FunctionalSkill | None:
    """The subject of a component of functional skills, None for what serves both."""
    named = next((one.subject for one in programme.functional_skills.components if one.code == code), "")
    return FunctionalSkill(named.lower()) if named else None


def activity_faults(new: Activity, existing: Sequence[Activity], around: Around) -> tuple[Fault, ...]:
    """What stops an activity from being planned, one sentence for each field."""
    faults = [*day_faults(new.kind, new.planned_on, around)]
    codes = codes_of(new.kind, around)
    if codes and new.code not in codes:
        faults.append(Fault("code", "Choose one from the list."))
    if new.kind is PlanKind.MODULE and new.code in codes and not (codes[new.code] or new.title):
        faults.append(Fault("title", "Name the module: the programme gives it no name."))
    if new.kind is PlanKind.TUTORIAL and not new.title:
        faults.append(Fault("title", "Say what the tutorial is about."))
    if len(new.title) > LONGEST_TITLE:
        faults.append(Fault("title", f"Use at most {LONGEST_TITLE} characters."))
    if new.minutes is not None and not 1 <= new.minutes <= LONGEST:
        faults.append(Fault("minutes", "The length must be at least 1 minute and at most 24 hours."))
    if not faults:
        faults += _too_many(new, existing, around)
    return tuple(faults)


def day_faults(kind: PlanKind, on: date, around: Around) -> list[Fault]:
    """What is wrong with a day for an activity of a kind, at the field `on`."""
    if (on - around.today).days > FURTHEST_AHEAD_DAYS:
        return [Fault("on", "That is too far ahead. Choose an earlier day.")]
    if kind in BEFORE_START:
        early = (around.start - on).days > 366
        return [Fault("on", "That is more than a year before the start. Choose a later day.")] if early else []
    if on < around.start:
        return [Fault("on", f"Learning starts on {day_words(around.start)}. Choose that day or a later one.")]
    return []


def _too_many(new: Activity, existing: Sequence[Activity], around: Around) -> list[Fault]:
    same = [one for one in existing if (one.kind, one.code) == (new.kind, new.code)]
    if new.kind is PlanKind.INITIAL_ASSESSMENT and same:
        return [Fault("", "The initial assessment is in the plan already. Move it instead.")]
    if new.kind is PlanKind.MODULE and same:
        return [Fault("code", f"Module {new.code} is in the plan already. Move it instead.")]
    if new.kind is PlanKind.INDUCTION:
        return _induction_faults(len(same), around)
    if new.kind is PlanKind.FUNCTIONAL_SKILLS:
        return _attempt_faults(new, same, around)
    return []


def part_title(existing: Sequence[Activity], around: Around) -> str:
    """What the next part of induction is called, "" where it is all in one."""
    shape = _shape(around)
    planned = sum(one.kind is PlanKind.INDUCTION for one in existing)
    return f"part {planned + 1} of {shape.sessions}" if shape and shape.sessions > 1 else ""


def _shape(around: Around) -> InductionShape | None:
    chosen = around.facts.value(FactKey.INDUCTION_SHAPE)
    return next((one for one in around.programme.induction.shapes if one.name == chosen), None)


def _induction_faults(planned: int, around: Around) -> list[Fault]:
    shape = _shape(around)
    if shape is None:
        return [Fault("", "Choose the shape of induction first, under the details of the plan.")]
    if planned >= shape.sessions:
        return [Fault("", f"Induction is planned whole: its shape is {shape.name}. Move one of its parts instead.")]
    return []


def _attempt_faults(new: Activity, same: Sequence[Activity], around: Around) -> list[Fault]:
    subject = subject_of(new.code, around.programme)
    asked = [subject] if subject else list(FunctionalSkill)
    if not any(around.facts.in_plan(one) for one in asked):
        named = subject.word if subject else "English or maths"
        return [Fault("code", f"The plan does not include {named}, so there is nothing to book.")]
    if any(one.state is PlanState.PLANNED for one in same):
        return [Fault("code", "There is an open booking for this already. Move it instead.")]
    if any(one.result is AttemptResult.PASSED for one in same):
        return [Fault("code", "This part is passed already.")]
    return []
