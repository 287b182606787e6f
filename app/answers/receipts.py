"""A receipt as it is shown to whoever holds it, and whether words that somebody has are those of one on record."""

from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest

from sqlalchemy.orm import Session

from app.db import receipts, signatures
from app.domain.receipts import as_pasted, code_in
from app.domain.signatures import RecordKey, Signature, record_sha256, signature_sha256, signature_words


class Held(StrEnum):
    """What a check comes to. Of a receipt for hours nothing more is told than whether it is the same."""

    SAME = "same"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a signer's receipt proves: the answer, and how the record that it names stands now.

    `unchanged` is whether the words on file still have the hash that was signed, `newest` the newest version of it.
    """

    key: RecordKey
    given: Signature
    unchanged: bool
    erased: bool
    newest: int


def held_against(session: Session, code: str, sha256: str, words: str) -> tuple[Held, Proof | None]:
    """Whether a code and a hash (or the words, or both) are those of one receipt on record; what it then proves, for a
    signature.

    The words are compared without regard to spaces and line breaks, which mail programs move.
    """
    kept, proof = _kept(session, code_in(code))
    typed = "".join(sha256.split()).lower()
    if kept is None or not (typed or words.strip()):
        return Held.DIFFERS, None
    kept_words, kept_sha256 = kept
    if typed and not compare_digest(typed.encode(), kept_sha256.encode()):
        return Held.DIFFERS, None
    if words.strip() and as_pasted(kept_words) != as_pasted(words):
        return Held.DIFFERS, None
    return Held.SAME, proof


def _kept(session: Session, code: str) -> tuple[tuple[str, str] | None, Proof | None]:
    """The words and the hash of the receipt of this code, for hours or for a signature."""
    hours = receipts.find(session, code)
    if hours is not None:
        return (hours.words, hours.sha256), None
    found = signatures.by_code(session, code)
    if found is None:
        return None, None
    key, given = found
    return (signature_words(key, given), signature_sha256(key, given)), _proof(session, key, given)


def _proof(session: Session, key: RecordKey, given: Signature) -> Proof:
    standing = signatures.find(session, key)
    assert standing is not None, "a signature is of a record"
    content = signatures.content(session, key) or ""
    unchanged = record_sha256(content) == given.sha256 == standing.sha256
    return Proof(key, given, unchanged, standing.erased_at is not None, standing.newest)
