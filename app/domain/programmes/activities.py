"""What time is logged as: activities, whether they count, and what any time must also meet."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class Activity:
    """One sort of activity that time is logged for, and whether the funding rules count it as off-the-job.

    `why` is one sentence that says by which rule. `only_if_planned` activities count only where the training plan
    names them. `english_and_maths`: learning of these, beside the occupation.
    """

    code: str
    name: str
    counts: bool
    why: str
    source: Source
    only_if_planned: bool = False
    english_and_maths: bool = False


class PaidTime(StrEnum):
    """Where time stood to paid working hours."""

    IN_PAID_HOURS = "in_paid_hours"
    TIME_OFF_IN_LIEU = "time_off_in_lieu"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class PaidTimeRule:
    """Whether time that stood so to paid hours counts. `name` is the answer on the form; `why` says by which rule."""

    code: PaidTime
    name: str
    counts: bool
    why: str
    source: Source


@dataclass(frozen=True, slots=True)
class Condition:
    """What any time must also meet to count as off-the-job, such as being in paid hours."""

    code: str
    sentence: str
    source: Source
