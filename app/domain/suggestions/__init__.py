"""Which KSBs a piece of evidence may show: ranked, each with the words that led to it, and none ever ticked."""

from app.domain.suggestions.cues import Cue, Cues, Hearts, Sign, cue
from app.domain.suggestions.learning import AcceptedPiece, Learnt, learnt_from
from app.domain.suggestions.lexicon import Lexicon, lexicon
from app.domain.suggestions.ranking import MOST_CHARACTERS, Suggestion, Told, suggested

__all__ = [
    "MOST_CHARACTERS",
    "AcceptedPiece",
    "Cue",
    "Cues",
    "Hearts",
    "Learnt",
    "Lexicon",
    "Sign",
    "Suggestion",
    "Told",
    "cue",
    "learnt_from",
    "lexicon",
    "suggested",
]
