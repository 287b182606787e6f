"""Which KSBs a piece may show, asked of its words, its standard's cues and what this one record taught.

Nothing leaves the server for it, and nothing of it is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import evidence as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import Coverage, KsbState
from app.domain.suggestions import AcceptedPiece, Suggestion, Told, learnt_from, suggested


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion, with where its KSB stands on the record."""

    suggestion: Suggestion
    state: KsbState


def suggestions_for(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, told: Told, coverage: Coverage
) -> tuple[Suggested, ...]:
    """Every KSB that the words speak for, the likeliest first; none, and no statement, where nothing is written."""
    accepted = db.accepted_pieces(session, apprenticeship.id) if is_written(told) else ()
    return suggested_from(catalogue, apprenticeship, told, coverage, accepted)


def is_written(told: Told) -> bool:
    """Whether there are any words to suggest by."""
    return bool(f"{told.title}{told.description}".strip())


def suggested_from(
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    told: Told,
    coverage: Coverage,
    accepted: Sequence[AcceptedPiece],
) -> tuple[Suggested, ...]:
    """The same, from the record's accepted pieces."""
    if not is_written(told):
        return ()
    lexicon = catalogue.lexicon(apprenticeship.standard, apprenticeship.version)
    learnt = learnt_from(accepted)
    states = {ksb.code: ksb.state for ksb in coverage.ksbs}
    return tuple(Suggested(one, states[one.ksb]) for one in suggested(lexicon, told, learnt))
