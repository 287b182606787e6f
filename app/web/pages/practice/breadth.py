"""Breadth of practice: what a portfolio and the candidates for the case study cover and lack, facet by facet."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.practice import Breadth, breadth_of
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.practice import FacetBreadth, TermCount
from app.rendering.words import plural, possessive, sentence_case
from app.web.access import installation, member_who_may, reading, visitor
from app.web.practice_words import FACETS, heading, title_of
from app.web.record import PieceLink, piece_link, record_frame
from app.web.responses import page

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term: how many pieces have it, and how many candidates for the case study, in words and as a bar."""

    name: str
    under: str
    pieces: int
    candidates: int
    bar: str


@dataclass(frozen=True, slots=True)
class FacetRows:
    """One facet: how much of it is covered, and its terms."""

    name: str
    words: str
    covered: int
    total: int
    open: bool
    rows: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class VocabularyBreadth:
    """One vocabulary's facets."""

    title: str
    address: str
    facets: tuple[FacetRows, ...]


@dataclass(frozen=True, slots=True)
class BreadthView:
    """The page. `most` is the longest bar; `candidates` are the pieces that may become the case study."""

    lede: str
    readers: str
    most: int
    candidates: tuple[PieceLink, ...]
    vocabularies: tuple[VocabularyBreadth, ...]
    none_words: str


@routes.get("/a/{apprenticeship}/practice")
def show(request: Request, member: Member = member_who_may(Permission.SEE_PRACTICE)) -> Response:
    """How broad a portfolio is."""
    with reading(request) as session:
        found = breadth_of(session, installation(request).catalogue, member.apprenticeship, visitor(request).today)
    around = record_frame(request, found.apprenticeship, member, "Practice", "Breadth of practice")
    return page(request, "practice/breadth.html", around, view=_view(found, member))


def _view(found: Breadth, member: Member) -> BreadthView:
    one = found.apprenticeship
    marked = sum(1 for piece in found.pieces if piece.marks)
    name, tutor = one.apprentice.name.split()[0], one.tutor.name.split()[0] if one.tutor else "the tutor"
    whose = "your" if may(member, Permission.ADD_EVIDENCE) else possessive(name)
    most = max((term.pieces for _, facets in found.of for facet in facets for term in facet.terms), default=0)
    return BreadthView(
        lede=f"{marked} of {plural(len(found.pieces), 'piece')} of {whose} evidence "
        f"{'is' if marked == 1 else 'are'} marked with terms of practice.",
        readers=f"{name} and {tutor} alone see this page.",
        most=max(most, 1),
        candidates=tuple(piece_link(one.id, piece.number) for piece in found.pieces if piece.candidate),
        vocabularies=tuple(
            VocabularyBreadth(title_of(v), f"/practice/{v.code}", tuple(_facet(facet) for facet in facets))
            for v, facets in found.of
        ),
        none_words=f"No vocabulary is chosen for {one.terms.employer.name}. An administrator can choose one.",
    )


def _facet(facet: FacetBreadth) -> FacetRows:
    words = f"{facet.covered} of {len(facet.terms)} covered" if facet.covered else "Nothing yet"
    rows = tuple(_row(term) for term in facet.terms)
    return FacetRows(FACETS[facet.facet], words, facet.covered, len(facet.terms), len(facet.terms) < 10, rows)


def _row(count: TermCount) -> TermRow:
    said = plural(count.pieces, "piece") if count.pieces else "nothing yet"
    name = sentence_case(count.term.name)
    return TermRow(name, heading(count.term), count.pieces, count.candidates, f"{name}: {said}")
