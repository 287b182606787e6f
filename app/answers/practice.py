"""Practice as it is asked for: what may be marked, what a piece is marked with, and how broad a portfolio is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db import practice as db
from app.db.evidence import BesidePiece
from app.db.practice import MarkedPiece
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.practice import FacetBreadth, Mark, Vocabulary, breadth


@dataclass(frozen=True, slots=True)
class Marked:
    """What the shown version of a piece is marked with. Whoever may not see the terms learns how many there are.

    `candidate`: the piece may become the case study.
    """

    terms: tuple[tuple[Vocabulary, Mark], ...]
    count: int
    candidate: bool


@dataclass(frozen=True, slots=True)
class Breadth:
    """What a portfolio covers and lacks, for each vocabulary that is in use or was used."""

    apprenticeship: Apprenticeship
    pieces: Sequence[MarkedPiece]
    of: tuple[tuple[Vocabulary, Sequence[FacetBreadth]], ...]


def in_use(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> list[Vocabulary]:
    """The vocabularies that the apprentice's employer uses today."""
    codes = db.chosen(session, one.terms.employer.id, today)
    return [found for found in catalogue.vocabularies if found.code in codes]


def marked(catalogue: Catalogue, member: Member, evidence: Evidence, beside: BesidePiece) -> Marked:
    """What the shown version of a piece is marked with, as far as this member may know."""
    candidate = may(member, Permission.CHOOSE_PIECES) and beside.candidate
    found = beside.marks.get(evidence.shown.version, [])
    known = _known(catalogue.vocabularies, found) if may(member, Permission.SEE_PRACTICE) else ()
    return Marked(tuple(known), len(found), candidate)


def breadth_of(session: Session, catalogue: Catalogue, apprenticeship: UUID, today: date) -> Breadth:
    """How broad a portfolio is, in three statements."""
    one = apprenticeships.load(session, apprenticeship, today)
    pieces = db.portfolio(session, apprenticeship)
    used = {mark.vocabulary for piece in pieces for mark in piece.marks}
    used |= {found.code for found in in_use(session, catalogue, one, today)}
    candidates = {piece.number for piece in pieces if piece.candidate}
    of = tuple(
        (vocabulary, breadth(vocabulary, _codes(pieces, vocabulary.code), candidates))
        for vocabulary in catalogue.vocabularies
        if vocabulary.code in used
    )
    return Breadth(one, pieces, of)


def _codes(pieces: Sequence[MarkedPiece], vocabulary: str) -> Mapping[int, set[str]]:
    return {one.number: {mark.term for mark in one.marks if mark.vocabulary == vocabulary} for one in pieces}


def _known(vocabularies: Collection[Vocabulary], marks: Sequence[Mark]) -> list[tuple[Vocabulary, Mark]]:
    """The marks in the order of the vocabularies and their terms; those no file knows any more are left out."""
    held = set(marks)
    return [
        (vocabulary, mark)
        for vocabulary in vocabularies
        for code in vocabulary.term_by_code
        if (mark := Mark(vocabulary.code, code)) in held
    ]
