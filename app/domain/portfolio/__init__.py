"""The portfolio frozen for an assessor: a manifest with one hash over all, its words, and what a copy proves."""

from app.domain.portfolio.manifest import (
    ERASED_WORDS,
    FrozenFile,
    FrozenPiece,
    FrozenTag,
    Manifest,
    Words,
    canonical,
    digest_of_words,
    manifest_from,
    manifest_sha256,
    words_of,
)
from app.domain.portfolio.proof import Proof, Tombstone, proof_of

__all__ = [
    "ERASED_WORDS",
    "FrozenFile",
    "FrozenPiece",
    "FrozenTag",
    "Manifest",
    "Proof",
    "Tombstone",
    "Words",
    "canonical",
    "digest_of_words",
    "manifest_from",
    "manifest_sha256",
    "proof_of",
    "words_of",
]
