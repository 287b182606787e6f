"""Records put before people to be signed, and their answers: rows and domain values."""

from app.db.signatures.lists import WaitingRecord, standings, waiting_for
from app.db.signatures.record import (
    add_signature,
    answered_as,
    complete,
    content,
    find,
    newest_version,
    put,
)

__all__ = [
    "WaitingRecord",
    "add_signature",
    "answered_as",
    "complete",
    "content",
    "find",
    "newest_version",
    "put",
    "standings",
    "waiting_for",
]
