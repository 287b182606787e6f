"""What a witness signed about a frozen piece, as the assessor reads it."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.portfolio.manifest import FrozenSignature, Words, signed_on
from app.domain.testimony import Testimony


@dataclass(frozen=True, slots=True)
class Witnessed:
    """One testimony in words: who signed it as what, how they know the work, what they saw, under which statement.

    `signed_name` is the name as they typed it, `signed_on` the day in London.
    """

    witness: str
    role: str
    relation: str
    words: str
    statement: str
    signed_name: str
    signed_on: date


def texts_of(testimony: Testimony, key: str) -> dict[str, str]:
    """The texts of a testimony by their keys among the words of a version; none of one that nobody has cleared."""
    if testimony.cleared_at is None:
        return {}
    said = {
        "witness": testimony.witness_name,
        "role": testimony.role,
        "relation": testimony.relation,
        "words": testimony.words,
        "statement": testimony.statement,
        "signed_name": testimony.signed_name,
    }
    return {f"{key}.{name}": text for name, text in said.items()}


def key_of(piece: int, seq: int) -> str:
    """The key of a testimony among the words of a version: that of its hash, and what the others begin with."""
    return f"E{piece}.testimony.{seq}"


def is_said_in(key: str, texts: Container[str]) -> bool:
    """Whether the testimony of this key can be read among the words of a version, or has a digest in its manifest."""
    return f"{key}.words" in texts


def without_testimonies(words: Words, unsaid: Iterable[tuple[int, int]]) -> Words:
    """These words without what was said in these testimonies, by (piece, seq); their hashes stay."""
    gone = tuple(f"{key_of(*one)}." for one in unsaid)
    return {key: pair for key, pair in words.items() if not key.startswith(gone)} if gone else words


def witnessed(signatures: Iterable[FrozenSignature], piece: int, words: Words) -> tuple[Witnessed, ...]:
    """What can be read of what was signed about a piece, in the order of the signatures."""
    return tuple(_read(one, words) for one in signatures if one.piece == piece and is_said_in(one.record, words))


def _read(given: FrozenSignature, words: Words) -> Witnessed:
    def said(name: str) -> str:
        return words.get(f"{given.record}.{name}", ("", ""))[1]

    return Witnessed(
        witness=said("witness"),
        role=said("role"),
        relation=said("relation"),
        words=said("words"),
        statement=said("statement"),
        signed_name=said("signed_name"),
        signed_on=signed_on(given),
    )
