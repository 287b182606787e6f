"""Practice on the form and on the page of a piece."""

from collections.abc import Collection

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import practice as actions
from app.answers.evidence import Piece, piece_seen
from app.catalogue import Catalogue
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.practice import FacetTerms, Mark, Term, Vocabulary
from app.rendering.words import plural, sentence_case
from app.web.access import acting, member_who_may, reading
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.practice_view import (
    FacetChoices,
    PracticeSection,
    PracticeShown,
    TermChoice,
    VocabularyChoices,
)
from app.web.practice_words import FACETS, heading, title_of
from app.web.record import evidence_address, record_address
from app.web.responses import redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence/{evidence}", include_in_schema=False)


@routes.post("/case-study")
def consider(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.CHOOSE_PIECES),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Make a piece a candidate for the case study, or take that back."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    candidate = typed.get("candidate") == "true"
    with acting(request) as who:
        actions.set_case_study_candidate(who, member.apprenticeship, found.number, candidate=candidate)
    said = "may become the case study" if candidate else "is no candidate for the case study any more"
    return redirect(request, evidence_address(member.apprenticeship, found.number), heading=f"{found.name} {said}")


def practice_section(
    catalogue: Catalogue, one: Apprenticeship, in_use: Collection[str], before: Collection[str], typed: Typed | None
) -> PracticeSection | None:
    """The form's section, with what was typed or what the version before had; None where there is none to use.

    `in_use` are the codes of the vocabularies that the employer uses, `before` the keys of the version's terms.
    """
    chosen = set(typed.all("practice")) if typed else set(before)
    used = set(in_use)
    # What was ticked before the words were ended here can still be seen, kept or taken off.
    used |= {key.partition("/")[0] for key in chosen}
    offered = [found for found in catalogue.vocabularies if found.code in used]
    if not offered:
        return None
    first = one.tutor.name.split()[0] if one.tutor else "your tutor"
    readers = f"Only you and {first} see which terms you tick; others see at most how many."
    return PracticeSection(readers, tuple(_choices(found, chosen) for found in offered))


def practice_shown(piece: Piece) -> PracticeShown | None:
    """The page's section; None where there is nothing to say."""
    sees, chooses = piece.may(Permission.SEE_PRACTICE), piece.may(Permission.CHOOSE_PIECES)
    alive = piece.evidence.withdrawn_at is None
    if not piece.practice.count and not (sees and alive):
        return None
    many = plural(piece.practice.count, "term")
    return PracticeShown(
        words=f"Marked with {many}. Apprentice and tutor alone see which." if piece.practice.count else "Nothing yet.",
        facets=_facets(piece),
        candidate=piece.practice.candidate,
        candidate_address=f"{evidence_address(piece.apprenticeship.id, piece.evidence.number)}/case-study"
        if chooses and alive
        else "",
        breadth_address=record_address(piece.apprenticeship.id, "practice") if sees else "",
    )


def _choices(vocabulary: Vocabulary, chosen: Collection[str]) -> VocabularyChoices:
    return VocabularyChoices(
        title_of(vocabulary),
        f"/practice/{vocabulary.code}",
        tuple(_facet(vocabulary, facet, chosen) for facet in vocabulary.facets),
    )


def _facet(vocabulary: Vocabulary, facet: FacetTerms, chosen: Collection[str]) -> FacetChoices:
    groups: dict[str, list[TermChoice]] = {}
    for term in facet.terms:
        groups.setdefault(heading(term), []).append(_term(vocabulary, term, chosen))
    ticked = sum(1 for choices in groups.values() for choice in choices if choice.chosen)
    shown = tuple((over, tuple(choices)) for over, choices in groups.items())
    return FacetChoices(FACETS[facet.facet], facet.note, shown, len(facet.terms), ticked)


def _term(vocabulary: Vocabulary, term: Term, chosen: Collection[str]) -> TermChoice:
    key = Mark(vocabulary.code, term.code).key
    return TermChoice(key, sentence_case(term.name), sentence_case(term.text), key in chosen)


def _facets(piece: Piece) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for vocabulary, mark in piece.practice.terms:
        term = vocabulary.term_by_code[mark.term]
        rank = f" ({term.rank.value})" if term.rank else ""
        found.setdefault(FACETS[vocabulary.facet_of[mark.term]], []).append(sentence_case(term.name) + rank)
    return tuple((name, tuple(terms)) for name, terms in found.items())
