"""One apprentice's training plan: what is planned, held and missed, and what was said of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.people import Role


class PlanKind(StrEnum):
    """Which part of the programme an activity belongs to. Sessions and reviews have records of their own."""

    INITIAL_ASSESSMENT = "initial_assessment"
    INDUCTION = "induction"
    MODULE = "module"
    TUTORIAL = "tutorial"
    MOCK_ASSESSMENT = "mock_assessment"
    FUNCTIONAL_SKILLS = "functional_skills"


class PlanState(StrEnum):
    """Where an activity stands."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"


class AttemptResult(StrEnum):
    """What came of one attempt at a part of functional skills."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"


class PlanEvent(StrEnum):
    """What was done to an activity."""

    PLANNED = "planned"
    MOVED = "moved"
    HELD = "held"
    MISSED = "missed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of the plan.

    `code` says which one of its kind: the number of a module, a component of functional skills, a method of the
    assessment; "" where there is nothing to choose. `minutes` are its length, which counts as off-the-job time nowhere.
    `result` belongs to functional skills; `indicative_grade` and `feedback` to a mock assessment, whose grade is a
    tutor's estimate and never a result. `evidence` are numbers of pieces.
    """

    number: int
    kind: PlanKind
    code: str
    title: str
    planned_on: date
    minutes: int | None = None
    state: PlanState = PlanState.PLANNED
    held_on: date | None = None
    reason: str = ""
    result: AttemptResult | None = None
    indicative_grade: str = ""
    feedback: str = ""
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityEvent:
    """Something done to an activity: on which day it was then planned or held, and why."""

    what: PlanEvent
    on: date
    reason: str
    by: str
    at: datetime


class FactKey(StrEnum):
    """What can be said of a plan beside its activities. `about` and role tell apart facts of one key."""

    INDUCTION_SHAPE = "induction_shape"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    ARRANGEMENTS = "arrangements"
    SUBCONTRACTOR = "subcontractor"
    PRICE = "price"
    IN_PLAN = "in_plan"
    CERTIFICATE = "certificate"
    EXCEPTION = "exception"
    EXCEPTION_BASIS = "exception_basis"
    CERTIFICATE_LEVEL = "certificate_level"
    TICK = "tick"


class FunctionalSkill(StrEnum):
    """What functional skills there are."""

    ENGLISH = "english"
    MATHS = "maths"

    @property
    def word(self) -> str:
        """As it stands in a sentence."""
        return "English" if self is FunctionalSkill.ENGLISH else "maths"


@dataclass(frozen=True, slots=True)
class PlanFact:
    """Something said of a plan. The newest of a key, what it is about and a role holds; `value` "" takes it back.

    `about` is the subject, or for a tick the part of the initial assessment or the topic of induction. `on` is the day
    on which something was seen or gone through, `by` who said it.
    """

    key: FactKey
    about: str
    role: Role | None
    value: str
    on: date | None
    by: str


_Place = tuple[FactKey, str, Role | None]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything said of one plan, as it holds."""

    held: tuple[PlanFact, ...] = ()

    def one(self, key: FactKey, about: str = "", role: Role | None = None) -> PlanFact | None:
        """What holds, None where nothing was said or it was taken back."""
        return next((f for f in self.held if (f.key, f.about, f.role) == (key, about, role) and f.value), None)

    def value(self, key: FactKey, about: str = "") -> str:
        """The value that holds, "" where there is none."""
        found = self.one(key, about)
        return found.value if found else ""

    def in_plan(self, subject: FunctionalSkill) -> bool | None:
        """Whether the plan includes a subject, None while nothing is recorded."""
        return {"yes": True, "no": False}.get(self.value(FactKey.IN_PLAN, subject.value))

    def ticked(self, about: str, role: Role) -> PlanFact | None:
        """One party's tick."""
        return self.one(FactKey.TICK, about, role)


def facts_from(said: list[PlanFact]) -> PlanFacts:
    """What holds, from everything said in order."""
    newest: dict[_Place, PlanFact] = {(one.key, one.about, one.role): one for one in said}
    return PlanFacts(tuple(newest.values()))
