"""A receipt as it is shown to whoever holds it, and whether words that somebody has are those of one on record."""

from enum import StrEnum
from hmac import compare_digest

from sqlalchemy.orm import Session

from app.db import receipts
from app.domain.receipts import as_pasted, code_in


class Held(StrEnum):
    """What a check comes to. Nothing more is told than whether it is the same."""

    SAME = "same"
    DIFFERS = "differs"


def held_against(session: Session, code: str, sha256: str, words: str) -> Held:
    """Whether a code and a hash (or the words, or both) are those of one receipt on record.

    The words are compared without regard to spaces and line breaks, which mail programs move.
    """
    found = receipts.find(session, code_in(code))
    typed = "".join(sha256.split()).lower()
    if found is None or not (typed or words.strip()):
        return Held.DIFFERS
    if typed and not compare_digest(typed.encode(), found.sha256.encode()):
        return Held.DIFFERS
    if words.strip() and as_pasted(found.words) != as_pasted(words):
        return Held.DIFFERS
    return Held.SAME
