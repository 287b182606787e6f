"""How a programme is given: initial assessment, induction, tutorials, mock assessments, English and maths."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivery:
    """How and where a part of the programme is given. `minutes` is None where the plan gives no fixed length."""

    methods: tuple[str, ...]
    place: str
    minutes: int | None
    duration: str


@dataclass(frozen=True, slots=True)
class InitialAssessment:
    """What happens before the start. It is not off-the-job training."""

    parts: tuple[str, ...]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class InductionShape:
    """One way to arrange induction. `minutes_each` is None where the plan says days or half days, not minutes."""

    name: str
    sessions: int
    minutes_each: int | None


@dataclass(frozen=True, slots=True)
class Induction:
    """The topics of induction and the shapes it may take."""

    topics: tuple[str, ...]
    shapes: tuple[InductionShape, ...]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Module:
    """One learning module. `name` is "" where the plan names none."""

    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tutorials:
    """The taught part of the programme and what it covers."""

    covers: tuple[str, ...]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class MockAssessment:
    """Practice for the end-point assessment and when it happens."""

    when: str
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class FunctionalSkillsQualification:
    """One functional skills qualification: `level` 2, and its credit value."""

    subject: str
    level: int
    credits: int


@dataclass(frozen=True, slots=True)
class FunctionalSkillsComponent:
    """One part of a functional skills qualification and its length. `subject` is "" for what serves both."""

    code: str
    name: str
    subject: str
    minutes: int
    place: str


@dataclass(frozen=True, slots=True)
class FunctionalSkills:
    """English and maths as the programme gives them. Never off-the-job training."""

    qualifications: tuple[FunctionalSkillsQualification, ...]
    components: tuple[FunctionalSkillsComponent, ...]
