"""The sentence that each party signs a record under."""

from dataclasses import dataclass

from app.domain.people import Role
from app.domain.signatures import RecordKind


@dataclass(frozen=True, slots=True)
class SigningStatement:
    """What one role says by signing one kind of record, as it stands beside the signature and is kept with it."""

    record: RecordKind
    role: Role
    words: str
