"""What calls about the minimum and the sums of hours answer, for the description alone."""

from datetime import date

from pydantic import Field

from app.domain.funding_rules import ActivePeriod
from app.domain.off_the_job.active_learning import ActiveState, Subject
from app.domain.off_the_job.minimum import Question
from app.web.api.answered import Answer


class RuleAnswer(Answer):
    """A funding rule: the starts it is for, and its percentage where it goes by one."""

    id: str
    name: str
    from_: date | None = Field(alias="from")
    to: date | None
    percent: int | None
    source: str


class StepAnswer(Answer):
    """One step of a sum."""

    step: str
    value: str


class SourcedStepAnswer(StepAnswer):
    """One step of a sum with what it rests on, null where it is arithmetic."""

    source: str | None


class ReadingAnswer(Answer):
    """What the minimum is as one source reads the rule; `used` is the provider's reading."""

    question: Question
    id: str
    name: str
    minimum_minutes: int | None
    used: bool
    below_floor: bool
    source: str


class MinimumAnswer(Answer):
    """The minimum in minutes, null where it is not confirmed, with every step of the sum."""

    rule: RuleAnswer
    minimum_minutes: int | None
    confirmed: bool
    weeks: float
    rounding: str
    readings: list[ReadingAnswer]
    working: list[SourcedStepAnswer]


class MonthAnswer(Answer):
    """The minutes of one month, as 2026-11."""

    month: str
    confirmed: int
    waiting: int
    queried: int


class DutyHoursAnswer(Answer):
    """The minutes of one duty."""

    code: str
    target_minutes: int | None
    confirmed_minutes: int


class ActiveLearningAnswer(Answer):
    """Whether learning was seen to happen as often as the rule of the start asks, for one subject, and why."""

    subject: Subject
    state: ActiveState
    period: ActivePeriod | None
    last_on: date | None
    due_by: date | None
    reason: str
    confirmed: bool
    source: str


class SummaryAnswer(Answer):
    """The hours as they stood on a day, in whole minutes; null is not confirmed or not to be said yet."""

    on: date
    rule: RuleAnswer
    minimum_minutes: int | None
    minimum_readings: list[ReadingAnswer]
    recalculated_minimum_minutes: int | None
    original_planned_minutes: int | None
    planned_minutes: int | None
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int
    in_breaks_minutes: int
    expected_minutes: int | None
    shortfall_minutes: int | None
    planned_sessions_minutes: int
    forecast_minutes: int
    working_minutes: int
    percent_of_working_time: float | None
    target_percent: int | None
    by_month: list[MonthAnswer]
    by_duty: list[DutyHoursAnswer]
    active_learning: list[ActiveLearningAnswer]
    working: list[StepAnswer]
