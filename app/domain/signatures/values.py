"""A record to sign, and one party's answer to it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.people import Role
from app.domain.receipts import Means


class RecordKind(StrEnum):
    """What can be signed."""

    REVIEW = "review"
    TRAINING_PLAN = "training_plan"
    DECLARATION = "declaration"
    EMPLOYER_STATEMENT = "employer_statement"


ALL_THREE = (Role.TUTOR, Role.APPRENTICE, Role.EMPLOYER)
SIGNED_BY: Mapping[RecordKind, tuple[Role, ...]] = {
    RecordKind.REVIEW: ALL_THREE,
    RecordKind.TRAINING_PLAN: ALL_THREE,
    RecordKind.DECLARATION: (Role.EMPLOYER, Role.APPRENTICE, Role.TUTOR),
    RecordKind.EMPLOYER_STATEMENT: (Role.EMPLOYER,),
}
"""Who signs each kind, in order; the tutor signs for the training provider."""


class Answer(StrEnum):
    """What became of one party's signature. `UNOBTAINABLE` is recorded by the tutor, with reason and attempts."""

    SIGNED = "signed"
    REFUSED = "refused"
    UNOBTAINABLE = "unobtainable"


@dataclass(frozen=True, slots=True, order=True)
class RecordKey:
    """Which version of which record of an apprenticeship."""

    apprenticeship: UUID
    kind: RecordKind
    number: int
    version: int


@dataclass(frozen=True, slots=True)
class RecordToSign:
    """One version of a record as it is put before its signers.

    `content` is the canonical text: JSON in UTF-8 with sorted keys and no spaces, which everybody asked may read whole;
    it holds a random `salt` of its own, so that its hash tells nothing of words that were erased. What one of the
    parties may not read stands in it by a salted digest. `asked` are the roles that sign, in order.
    """

    apprenticeship: UUID
    kind: RecordKind
    number: int
    version: int
    content: str
    asked: tuple[Role, ...]
    put_by: UUID
    put_at: datetime

    @property
    def sha256(self) -> str:
        """What a signature binds to."""
        return record_sha256(self.content)

    @property
    def key(self) -> RecordKey:
        """Which version this is."""
        return RecordKey(self.apprenticeship, self.kind, self.number, self.version)


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's answer to one version.

    `by` is who signed or refused, or who recorded that the signature cannot be had; `name` is what they typed, or who
    could not be reached. `statement` is the whole sentence that was signed under, as it was shown. `code` is the
    receipt's, by which whoever holds it can have it checked.
    """

    role: Role
    answer: Answer
    by: UUID
    name: str
    at: datetime
    means: Means
    sha256: str
    statement: str
    reason: str = ""
    attempts: str = ""
    code: str = ""


def canonical_text(content: Mapping[str, object]) -> str:
    """The canonical text of a record: JSON with sorted keys and no spaces, its letters as they are."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def record_sha256(content: str) -> str:
    """SHA-256, in hexadecimal, of a record's canonical text as UTF-8."""
    return hashlib.sha256(content.encode()).hexdigest()
