"""Signatures: what is put before people to be signed, and what each of them answered.

A record is put before its signers as one canonical text with one SHA-256. A signature binds person, role, time, means
and that hash; a changed record is a new version that asks everybody again, and the older one stays as it was signed.
"""

from app.domain.signatures.answering import (
    OTHER_WORDS,
    earlier_answer,
    faults_of_giving_up,
    faults_of_name,
    insist_answerable,
    insist_holds,
    insist_not_oneself,
    insist_one_party,
    insist_reason,
    insist_same,
    insist_same_reason,
    insist_unanswered,
)
from app.domain.signatures.receipts import (
    ANSWER_WORDS,
    KIND_WORDS,
    kind_name,
    record_name,
    signature_sha256,
    signature_words,
)
from app.domain.signatures.standing import ROLE_WORDS, Standing
from app.domain.signatures.values import (
    SIGNED_BY,
    Answer,
    RecordKey,
    RecordKind,
    RecordToSign,
    Signature,
    canonical_text,
    record_sha256,
)

__all__ = [
    "ANSWER_WORDS",
    "KIND_WORDS",
    "OTHER_WORDS",
    "ROLE_WORDS",
    "SIGNED_BY",
    "Answer",
    "RecordKey",
    "RecordKind",
    "RecordToSign",
    "Signature",
    "Standing",
    "canonical_text",
    "earlier_answer",
    "faults_of_giving_up",
    "faults_of_name",
    "insist_answerable",
    "insist_holds",
    "insist_not_oneself",
    "insist_one_party",
    "insist_reason",
    "insist_same",
    "insist_same_reason",
    "insist_unanswered",
    "kind_name",
    "record_name",
    "record_sha256",
    "signature_sha256",
    "signature_words",
]
