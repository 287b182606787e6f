"""What calls answer whose JSON is written by hand, for the description alone: nothing is checked by it at run time.

The tests hold every answer to it, and let nothing be answered that is not here.
"""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.domain.confidentiality import FindingKind, FindingState
from app.domain.coverage import KsbState
from app.domain.evidence import Checked, EvidenceKind, EvidenceState, Scan, TagState
from app.domain.funding_rules import ActivePeriod
from app.domain.gateway import CheckState
from app.domain.off_the_job.active_learning import ActiveState, Subject
from app.domain.off_the_job.minimum import Question


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


class PlaceAnswer(Answer):
    """A place: the file by its id (null is the description), what to type for it, and the page that opens there.

    `not_checked` says why it could not be held against the file, "" where it was.
    """

    file: UUID | None
    at: str
    address: str
    not_checked: str


class TagAnswer(Answer):
    """A claim that the piece shows a KSB, where (in words; `places` has each) and how, and what was decided of it."""

    ksb: str
    state: TagState
    where: str
    how: str
    places: list[PlaceAnswer]
    feedback: str
    decided_by: UUID | None
    decided_at: datetime | None
    carried_from: int | None


class FileAnswer(Answer):
    """A file of the version shown; its bytes are at `…/files/{id}`."""

    id: UUID
    name: str
    size: int
    sha256: str
    media_type: str
    scan: Scan
    checked: Checked
    pages: int | None
    milliseconds: int | None


class FindingAnswer(Answer):
    """Something that may identify somebody: in a field, or in a file and where in it. Its maker alone has `words`."""

    id: UUID
    kind: FindingKind
    field: str
    file: UUID | None
    place: str
    state: FindingState
    words: str = ""


class StatedAnswer(Answer):
    """What the apprentice stated beside the words; nothing said is null or empty."""

    authenticity: bool | None
    ai_use: str
    ai_words: str
    legal_matter: str
    lead_role: str
    clearance_by: str
    clearance_on: date | None
    looked: bool | None
    others_appear: str


class EvidenceAnswer(Answer):
    """A piece of evidence. What this member may not read is empty, and `withheld` says so."""

    id: UUID
    number: int
    title: str
    kind: EvidenceKind
    state: EvidenceState
    version: int
    draft_version: int | None
    tags: list[TagAnswer]
    duties: list[str]
    files: list[FileAnswer]
    submitted_at: datetime | None
    happened_on: date | None
    description: str | None
    confidentiality_statement: Literal["stated", "not stated"]
    cleared: bool
    withheld: bool
    statements: StatedAnswer | None
    provider_only: bool
    quarantined: bool
    cleared_by: UUID | None
    findings: list[FindingAnswer]
    held: bool


class SuggestionAnswer(Answer):
    """A KSB that a piece may show, with the words that led to it and the duties that ask for it."""

    ksb: str
    score: float
    words: list[str]
    learnt: list[str]
    duties: list[str]
    state: KsbState


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
