"""What calls answer whose JSON is written by hand, for the description alone: nothing is checked by it at run time.

The tests hold every answer to it, and let nothing be answered that is not here.
"""

from datetime import date
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


class FactsAnswer(Answer):
    """What the record says happened since the review before."""

    since: date
    until: date
    evidence_added: list[int]
    evidence_accepted: list[int]
    evidence_returned: list[int]
    ksbs_moved: list[str]
    ksbs_accepted_then: int | None
    ksbs_accepted_now: int | None
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int


class ReviewAnswer(Answer):
    """A milestone review of the grid, with the rule's own deadline where it has one."""

    number: int
    due_on: date
    rule_deadline: date | None
    rule_deadline_reason: str | None
    state: str
    days_overdue: int | None
    days_over_rule: int | None
    facts: FactsAnswer | None


class CheckAnswer(Answer):
    """A gateway check. `restricted_reason` is there for those who may read it, where there is one."""

    id: str
    title: str
    state: CheckState
    reason: str
    figures: dict[str, int | str | None]
    source: str
    restricted_reason: str = ""


class GatewayAnswer(Answer):
    """Every check; `open` counts partly, not met and not confirmed."""

    open: int
    checks: list[CheckAnswer]
