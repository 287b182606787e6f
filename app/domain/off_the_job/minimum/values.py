"""What the minimum is worked out from, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.funding_rules import FundingRule, NamedReading, PublishedHours, Rounding, TermTime
from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a sum: what was done, and what came of it."""

    step: str
    value: str


class Question(StrEnum):
    """What the sources leave open."""

    ROUNDING = "rounding"
    PRIOR_LEARNING = "prior_learning"
    TERM_TIME = "term_time"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the minimum is by one reading of the sources; `used` is the one the provider goes by.

    `minutes` is None where that reading goes by a figure that is not known.
    """

    question: Question
    id: str
    name: str
    minutes: int | None
    used: bool
    below_floor: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Minimum:
    """The minimum. `minutes` is None, and `confirmed` false, where no figure is known.

    `weeks` is the length as the sum used it, to two places. `below_floor`: prior learning leaves less than the rule
    allows anybody to be trained, so the apprenticeship would not be eligible. `readings` are those of every question
    that the sources leave open here, each with what it comes to.
    """

    minutes: int | None
    confirmed: bool
    weeks: Decimal
    rounding: str
    working: tuple[Step, ...]
    rule: FundingRule
    below_floor: bool = False
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sum is of. `planned_minutes` are those of the plan before prior learning was taken off, if known."""

    rule: FundingRule
    start: date
    planned_end: date
    weekly_minutes: int
    weeks_a_year: Decimal
    published: PublishedHours | None
    prior_learning_minutes: int
    planned_minutes: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """How the sources are read: each None where the rule does not ask."""

    rounding: Rounding
    prior_learning: NamedReading | None
    term_time: TermTime | None
