"""A programme's delivery plan as sessions that a tutor may plan from it. Reviews are planned elsewhere."""

from dataclasses import dataclass

from app.domain.programmes import Programme

_INDUCTION, _MODULE, _TUTORIAL, _MOCK = "induction_training", "workshop", "tutor_meeting", "mock_assessment"


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One part of the plan: so many sessions of an activity. `minutes` are of each, None where the plan gives none.

    `activity` is a code of the programme, "" where it has no activity of that sort; `how` is the plan's own words.
    """

    name: str
    activity: str
    sessions: int
    minutes: int | None
    how: str


def plan_parts(plan: Programme) -> tuple[PlanPart, ...]:
    """The parts of a programme that are held as sessions, in the order in which it tells them."""
    found = [
        PlanPart("Induction", _known(plan, _INDUCTION), shape.sessions, shape.minutes_each, shape.name)
        for shape in plan.induction.shapes
    ]
    found += [
        PlanPart(
            f"Module {module.number}{': ' if module.name else ''}{module.name}",
            _known(plan, _MODULE),
            1,
            plan.tutorials.delivery.minutes,
            plan.tutorials.delivery.duration,
        )
        for module in plan.modules
    ]
    tutorial, mock = plan.tutorials.delivery, plan.mock_assessment.delivery
    found.append(PlanPart("Tutorial", _known(plan, _TUTORIAL), 1, tutorial.minutes, tutorial.duration))
    found.append(PlanPart("Mock assessment", _known(plan, _MOCK), 1, mock.minutes, plan.mock_assessment.when))
    return tuple(found)


def _known(plan: Programme, activity: str) -> str:
    return activity if activity in plan.activity_by_code else ""
