"""A signer's receipt: who answered what about which version, when and how, in words to check.

The words follow from the signature alone, so that they can be made anew at any time; they hold nothing of what the
record says but its SHA-256. The code in them, which nobody guesses, salts their own.
"""

import hashlib
from datetime import UTC

from app.domain.receipts import means_words
from app.domain.signatures.standing import ROLE_WORDS
from app.domain.signatures.values import Answer, RecordKey, RecordKind, Signature

KIND_WORDS = {
    RecordKind.REVIEW: "milestone review",
    RecordKind.TRAINING_PLAN: "training plan",
    RecordKind.DECLARATION: "gateway declaration",
    RecordKind.EMPLOYER_STATEMENT: "employer’s statement on portfolio",
}
_ONLY_ONE = frozenset({RecordKind.TRAINING_PLAN, RecordKind.DECLARATION})
"""The kinds of which an apprenticeship has one record alone, whose number nobody says."""
ANSWER_WORDS = {
    Answer.SIGNED: "signed",
    Answer.REFUSED: "refused to sign",
    Answer.UNOBTAINABLE: "could not be reached",
}


def record_name(key: RecordKey) -> str:
    """A version as people say it: milestone review 9, version 1."""
    return f"{kind_name(key.kind, key.number)}, version {key.version}"


def kind_name(kind: RecordKind, number: int) -> str:
    """A record as people say it: milestone review 9; an apprenticeship has one training plan, which has no number.

    The number of an employer’s statement is that of the frozen version of the portfolio that it is about.
    """
    return KIND_WORDS[kind] if kind in _ONLY_ONE else f"{KIND_WORDS[kind]} {number}"


def signature_words(key: RecordKey, given: Signature) -> str:
    """The words of a receipt, one fact a line."""
    lines = [
        f"Receipt {given.code}",
        f"Record: {record_name(key)}",
        f"Apprenticeship: {key.apprenticeship}",
        f"SHA-256 of the record: {given.sha256}",
        f"Name: {given.name}",
        f"As: the {ROLE_WORDS[given.role]}",
        f"Answer: {ANSWER_WORDS[given.answer]}",
        f"When: {given.at.astimezone(UTC).isoformat(timespec='seconds')}",
        f"Known by: {means_words(given.means)}",
        *([f"Statement: {given.statement}"] if given.statement else []),
        *([f"Reason: {given.reason}"] if given.reason else []),
        *([f"Tried: {given.attempts}"] if given.attempts else []),
    ]
    return "\n".join(" ".join(line.split()) for line in lines)


def signature_sha256(key: RecordKey, given: Signature) -> str:
    """SHA-256, in hexadecimal, of a receipt's words as UTF-8. The history keeps it."""
    return hashlib.sha256(signature_words(key, given).encode()).hexdigest()
