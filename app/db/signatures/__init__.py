"""Records put before people to be signed, and their answers: rows and domain values."""

from app.db.signatures.checking import (
    Told,
    answers_on,
    by_code,
    chains_without_records,
    contents,
    told_of,
)
from app.db.signatures.lists import WaitingRecord, standings, waiting_for
from app.db.signatures.party import answered_as, holders
from app.db.signatures.record import (
    add_signature,
    complete,
    content,
    erase,
    find,
    find_whole,
    newest_version,
    put,
    supersede,
)

__all__ = [
    "Told",
    "WaitingRecord",
    "add_signature",
    "answered_as",
    "answers_on",
    "by_code",
    "chains_without_records",
    "complete",
    "content",
    "contents",
    "erase",
    "find",
    "find_whole",
    "holders",
    "newest_version",
    "put",
    "standings",
    "supersede",
    "told_of",
    "waiting_for",
]
