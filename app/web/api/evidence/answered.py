"""What calls about evidence answer, for the description alone, as in `app/web/api/answered.py`."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from app.domain.confidentiality import FindingKind, FindingState
from app.domain.coverage import KsbState
from app.domain.evidence import Checked, EvidenceKind, EvidenceState, Scan, TagState
from app.web.api.answered import Answer


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
