"""The end-point assessment of one apprentice: each method as it stands, what is booked, and the grade of the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.standards import plan_of, plans_since, standard_of
from app.catalogue import Catalogue
from app.db import assessment as db
from app.db.home import OwnSitting
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import (
    AgainstPlan,
    AssessmentPlan,
    MethodStanding,
    OverallGrade,
    Sitting,
    SittingState,
    against_plan,
    as_known,
    called,
    decided_at,
    standing_of,
    whole_of,
)
from app.domain.standards import Standard
from app.domain.wording import day_words

OUTCOME_SHOWN_DAYS = 60
"""How long after its day a sitting's outcome stands among what comes next."""


@dataclass(frozen=True, slots=True)
class AssessmentStanding:
    """Everything of it. `against` holds, by a booked sitting's number, what to check in it with the plan.

    `known` is the plan by which grades go: as it was known when the whole was decided, `plan` until then.
    """

    standard: Standard
    plan: AssessmentPlan
    known: AssessmentPlan
    methods: tuple[MethodStanding, ...]
    sittings: tuple[Sitting, ...]
    against: Mapping[int, tuple[AgainstPlan, ...]]
    whole: OverallGrade

    @property
    def is_passed(self) -> bool:
        """Whether nothing is left to be sat."""
        return all(one.passed for one in self.methods) and self.whole.passed is not False

    def of_method(self, method: str) -> tuple[Sitting, ...]:
        """Every sitting of a method, the cancelled ones too."""
        return tuple(one for one in self.sittings if one.booking.method == method)


def assessment_of(session: Session, catalogue: Catalogue, one: Apprenticeship) -> AssessmentStanding:
    """How the assessment of one apprentice stands, in one statement."""
    standard, plan = standard_of(session, catalogue, one), plan_of(session, catalogue, one)
    sittings = db.sittings_of(session, one.id)
    grades = {method.code: method.grades for method in standard.methods}
    decided = decided_at(standard, sittings)
    plans = plans_since(session, catalogue, one, decided) if decided else []
    known, on = as_known(plan, plans, standard, sittings)
    return AssessmentStanding(
        standard=standard,
        plan=plan,
        known=known,
        methods=tuple(standing_of(known, sittings, method.code, method.grades) for method in standard.methods),
        sittings=sittings,
        against={
            each.number: against_plan(
                plan, each.booking, sittings[:place], grades.get(each.booking.method, ()), sittings[place + 1 :]
            )
            for place, each in enumerate(sittings)
            if each.state is SittingState.BOOKED
        },
        whole=whole_of(plan, known, on, standard, sittings),
    )


def steps_towards_assessment(sittings: Sequence[OwnSitting], today: date) -> Iterator[tuple[str, str, str, str]]:
    """What is booked from today on, and which methods had an outcome of late: heading, why, words on the button, page.

    A method that was sat again has one line, of its newest outcome.
    """
    newest = {one.method: one.on for one in sorted(sittings, key=lambda each: each.on) if one.graded}
    for one in sittings:
        name = f"Your {called(one.method)}"
        if one.graded and one.on == newest[one.method] and (today - one.on).days <= OUTCOME_SHOWN_DAYS:
            yield f"{name} has its outcome", "Read what came of it.", "See the outcome", "assessment"
        elif not one.graded and one.on >= today:
            when = "today" if one.on == today else f"on {day_words(one.on)}"
            yield f"{name} is {when}", "See where, at what time and with whom.", "See the booking", "assessment"
