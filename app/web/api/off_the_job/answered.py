"""What calls about time entries answer, for the description alone, as in `app/web/api/answered.py`."""

from datetime import date, datetime
from uuid import UUID

from app.domain.off_the_job.entries import TimeState
from app.domain.programmes import PaidTime
from app.web.api.answered import Answer, ByAnswer


class PairAnswer(Answer):
    """Two entries that may be the same time, by their numbers, and what they share."""

    first: int
    second: int
    why: str


class LongDayAnswer(Answer):
    """A day with more minutes than is plausible, and the numbers of its entries."""

    on: date
    minutes: int
    entries: list[int]


class QuestionsAnswer(Answer):
    """What is open about entries beside each other."""

    plausible_day_minutes: int
    pairs: list[PairAnswer]
    long_days: list[LongDayAnswer]


class TimeAnswer(Answer):
    """A time entry. `counts` false is a record only, and `why_not` says why."""

    id: UUID
    number: int
    on: date
    minutes: int
    activity: str
    duty: str | None
    ksbs: list[str]
    description: str
    counts: bool
    why_not: str | None
    paid_time: PaidTime
    state: TimeState
    evidence: int | None
    logged_by: ByAnswer
    logged_at: datetime
    supersedes: int | None


class DecidedAnswer(Answer):
    """One thing done to an entry."""

    verdict: str
    note: str
    by: ByAnswer
    at: datetime


class WholeTimeAnswer(TimeAnswer):
    """A time entry with everything that was done to it."""

    decisions: list[DecidedAnswer]
