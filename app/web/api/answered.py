"""What calls answer whose JSON is written by hand, for the description alone: nothing is checked by it at run time.

The tests hold every answer to it, and let nothing be answered that is not here.
"""

from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from app.domain.gateway import CheckState


class Answer(BaseModel):
    """What every answer is made from: nothing in it that is not named."""

    model_config = ConfigDict(extra="forbid")


A = TypeVar("A", bound=Answer)


class Listed(Answer, Generic[A]):
    """A page of a list; give `next` as `after` to go on."""

    items: list[A]
    next: str | None


class ByAnswer(Answer):
    """Who did it."""

    id: UUID
    name: str


class KindAnswer(Answer):
    """How many KSBs of a kind were accepted at the last review, and are now."""

    kind: str
    total: int
    then: int
    now: int


class HoursAtAnswer(Answer):
    """Off-the-job minutes as they stood at one moment."""

    confirmed: int
    waiting: int
    queried: int
    planned: int | None
    expected: int | None


class AttendedAnswer(Answer):
    """A session that the apprentice was at, by its register."""

    on: date
    minutes: int
    activity: str


class TargetFactAnswer(Answer):
    """A target that was open at the last review or since, with its state then and now."""

    number: int
    what: str
    who: str
    due_on: date
    ksbs: list[str]
    then: str | None
    now: str


class CheckMovedAnswer(Answer):
    """A gateway check whose state has changed."""

    id: str
    title: str
    then: str
    now: str


class PlanLateAnswer(Answer):
    """One activity of the training plan that was behind."""

    number: int
    name: str
    planned_on: date


class FactsAnswer(Answer):
    """What the record says happened since the review before, as it was known at `since_at` and `until_at`.

    `hours_then`, `checks` and `targets` are empty where only the list was asked for, and `plan_behind` and `plan_stale`
    (what is to be signed again) null there and in reviews held before they were kept.
    """

    since: date
    until: date
    since_at: datetime | None
    until_at: datetime | None
    evidence_added: list[int]
    evidence_accepted: list[int]
    evidence_returned: list[int]
    ksbs_moved: list[str]
    ksbs_accepted_then: int | None
    ksbs_accepted_now: int | None
    kinds: list[KindAnswer]
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int
    hours_then: HoursAtAnswer | None
    hours_now: HoursAtAnswer | None
    sessions: list[AttendedAnswer]
    targets: list[TargetFactAnswer]
    checks_moved: list[CheckMovedAnswer]
    checks: dict[str, str] | None
    plan_behind: list[PlanLateAnswer] | None
    plan_stale: list[str] | None


class ReviewAnswer(Answer):
    """A milestone review of the grid, with the rule's own deadline where it has one.

    `on` is the day it was moved to, or the grid's; `version` is 0 where nobody touched it yet; `unsigned` are the
    parties that refused or could not be reached.
    """

    number: int
    due_on: date
    on: date
    moved_reason: str
    missed_reason: str
    rule_deadline: date | None
    rule_deadline_reason: str | None
    rule_deadline_moved: str
    state: str
    version: int
    held_on: date | None
    unsigned: list[str]
    days_overdue: int | None
    days_over_rule: int | None
    facts: FactsAnswer | None


class CheckAnswer(Answer):
    """A gateway check. `restricted_reason` is there for those who may read it, where there is one.

    `to_do` says what comes next where it is open, and `page` where, for whoever may go there.
    """

    id: str
    title: str
    state: CheckState
    reason: str
    figures: dict[str, int | str | None]
    source: str
    to_do: str = ""
    page: str = ""
    restricted_reason: str = ""


class GatewayAnswer(Answer):
    """Every check; `open` counts partly, not met and not confirmed."""

    open: int
    checks: list[CheckAnswer]
