"""The portfolio frozen for an assessor: a manifest with one hash over all, its words, and what a copy proves."""

from app.domain.portfolio.annex import (
    CLOSED_WORDS,
    Annex,
    AnnexEntry,
    AnnexLine,
    AnnexPiece,
    NamedFile,
    PlaceShown,
    annex,
    rows,
)
from app.domain.portfolio.choosing import Candidate, Choice, candidates, may_be_chosen, portfolio_of
from app.domain.portfolio.comparing import changes
from app.domain.portfolio.freezing import Headed, ToFreeze, frozen, insist_freezable
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
    "CLOSED_WORDS",
    "ERASED_WORDS",
    "Annex",
    "AnnexEntry",
    "AnnexLine",
    "AnnexPiece",
    "Candidate",
    "Choice",
    "FrozenFile",
    "FrozenPiece",
    "FrozenTag",
    "Headed",
    "Manifest",
    "NamedFile",
    "PlaceShown",
    "Proof",
    "ToFreeze",
    "Tombstone",
    "Words",
    "annex",
    "candidates",
    "canonical",
    "changes",
    "digest_of_words",
    "frozen",
    "insist_freezable",
    "manifest_from",
    "manifest_sha256",
    "may_be_chosen",
    "portfolio_of",
    "proof_of",
    "rows",
    "words_of",
]
