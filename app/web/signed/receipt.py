"""A signer's receipt as it is shown, and what checking one proves."""

from dataclasses import dataclass

from app.answers.receipts import Proof
from app.domain.receipts import means_words
from app.domain.signatures import (
    ANSWER_WORDS,
    ROLE_WORDS,
    RecordKey,
    Signature,
    record_name,
    signature_sha256,
    signature_words,
)
from app.rendering.words import sentence_case, stamp_words


@dataclass(frozen=True, slots=True)
class SignatureReceiptView:
    """A receipt: what was answered, its words and their hash; `record` is where the record is."""

    code: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    words: str
    sha256: str
    record: str


def receipt_view(key: RecordKey, given: Signature, base: str) -> SignatureReceiptView:
    """One's own receipt. `base` is what the addresses of a kind's records begin with."""
    return SignatureReceiptView(
        code=given.code,
        lede=f"You {ANSWER_WORDS[given.answer]} as the {ROLE_WORDS[given.role]}: {record_name(key)}.",
        facts=(("Receipt", given.code), *_facts(key, given)),
        words=signature_words(key, given),
        sha256=signature_sha256(key, given),
        record=f"{base}/{key.kind.value}/{key.number}/{key.version}",
    )


def proof_facts(proof: Proof) -> tuple[tuple[str, str], ...]:
    """What a receipt proves of a signature, and how the record stands now. Nothing of what the record says."""
    if proof.erased:
        kept = "Its words were erased since. The SHA-256 that was signed is still on file."
    elif proof.unchanged:
        kept = "It is on file as it was signed, to the last byte."
    else:
        kept = "It is not on file as it was signed: somebody changed it."
    newer = f"Version {proof.newest} took its place." if proof.newest > proof.key.version else "This is the newest."
    return (*_facts(proof.key, proof.given), ("The record now", kept), ("A newer version", newer))


def _facts(key: RecordKey, given: Signature) -> tuple[tuple[str, str], ...]:
    return (
        ("Name", given.name),
        ("As", f"the {ROLE_WORDS[given.role]}"),
        ("Answer", sentence_case(ANSWER_WORDS[given.answer])),
        ("When", stamp_words(given.at)),
        ("Known by", means_words(given.means)),
        ("Record", sentence_case(record_name(key))),
        ("Its SHA-256", given.sha256),
        *([("Statement", given.statement)] if given.statement else []),
    )
