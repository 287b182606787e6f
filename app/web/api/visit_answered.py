"""What calls on a visit from outside answer: only what a visit shows, so that nothing else can stand in an answer."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from app.domain.access_given import GrantState
from app.domain.evidence import TagState, Verdict
from app.domain.gateway import CheckState
from app.domain.people import Role
from app.domain.reviews import ReviewState
from app.domain.sampling import SampleState
from app.domain.visits import Sight


class ToLookAtAnswer(BaseModel):
    """An apprentice whom a visit shows something of."""

    id: UUID
    name: str
    standard: str
    version: str


class OwnVisitAnswer(BaseModel):
    """One visit; `apprentices` is empty while it is not open."""

    id: UUID
    purpose: str
    sights: list[Sight]
    since: date
    last_day: date
    state: GrantState
    apprentices: list[ToLookAtAnswer]


class OwnVisitsAnswer(BaseModel):
    """Every visit that was granted to oneself, newest first."""

    items: list[OwnVisitAnswer]
    next: None = None


class PieceInListAnswer(BaseModel):
    """One cleared piece."""

    number: int
    title: str
    kind: str
    happened_on: date | None
    version: int
    ksbs: list[str]


class PiecesAnswer(BaseModel):
    """Cleared pieces, newest first; give `next` as `after` to go on."""

    items: list[PieceInListAnswer]
    next: str | None


class DecisionSeenAnswer(BaseModel):
    """One decision on a KSB, or a reopening where `verdict` is null."""

    ksb: str
    verdict: Verdict | None
    feedback: str
    by: str
    at: datetime


class TagSeenAnswer(BaseModel):
    """A claim that the piece shows a KSB; `where` is each place in words."""

    ksb: str
    state: TagState
    where: list[str]
    how: str


class FileSeenAnswer(BaseModel):
    """A file of the piece; its bytes are at `…/files/{place}`."""

    place: int
    name: str
    size: int
    sha256: str
    media_type: str


class PieceAnswer(BaseModel):
    """One cleared piece with the decisions on it."""

    number: int
    version: int
    title: str
    kind: str
    happened_on: date | None
    description: str
    files: list[FileSeenAnswer]
    tags: list[TagSeenAnswer]
    decisions: list[DecisionSeenAnswer]


class MonthSeenAnswer(BaseModel):
    """What counts in a month, in whole minutes."""

    month: date
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int


class HoursSeenAnswer(BaseModel):
    """Hours in whole minutes; null is not confirmed."""

    on: date
    confirmed_minutes: int
    waiting_minutes: int
    queried_minutes: int
    planned_minutes: int | None
    expected_minutes: int | None
    minimum_minutes: int | None
    by_month: list[MonthSeenAnswer]


class ReviewSeenAnswer(BaseModel):
    """One review by its days and signatures."""

    number: int
    due_on: date
    held_on: date | None
    state: ReviewState
    signed: list[Role]


class ReviewsSeenAnswer(BaseModel):
    """The reviews, oldest first."""

    items: list[ReviewSeenAnswer]
    next: None = None


class CheckSeenAnswer(BaseModel):
    """One gateway check, with what everybody on the record may read of it."""

    id: str
    title: str
    state: CheckState
    reason: str
    source: str


class ChecksSeenAnswer(BaseModel):
    """The gateway checks; `open` are partly met, not met or not confirmed."""

    open: int
    checks: list[CheckSeenAnswer]


class SaidSeenAnswer(BaseModel):
    """One thing said of a sampled decision; `words` is "" where its piece may not be read."""

    what: str
    words: str
    by: str
    at: datetime | None


class SampledSeenAnswer(BaseModel):
    """One sampled decision. `readable` is false where words are kept because the piece is not cleared now."""

    draw: int
    evidence: int
    version: int
    ksb: str
    verdict: Verdict
    tutor: str
    decided_at: datetime
    feedback: str
    reasons: list[str]
    state: SampleState
    readable: bool
    said: list[SaidSeenAnswer]


class SampledOnAnswer(BaseModel):
    """The sampled decisions, newest draw first."""

    items: list[SampledSeenAnswer]
    next: None = None
