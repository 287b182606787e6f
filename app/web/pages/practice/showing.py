"""One vocabulary of practice as its document has it, for anybody who is signed in: it says nothing of any family."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.domain.practice import Definition, OrganisationalPriority, ServiceArea, Term, Vocabulary
from app.rendering.words import sentence_case
from app.web.access import Visitor, installation, signed_in
from app.web.practice_words import FACETS, OWNING, heading, title_of
from app.web.responses import frame, page

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term: its name, what the document says of it, the heading it stands under, where it is from."""

    name: str
    text: str
    under: str
    found_in: str


@dataclass(frozen=True, slots=True)
class FacetTable:
    """One facet as a table."""

    name: str
    note: str
    rows: tuple[TermRow, ...]
    has_text: bool
    has_under: bool
    has_found_in: bool


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """A whole vocabulary. `facts` are (what, value) about the document."""

    title: str
    facts: tuple[tuple[str, str], ...]
    vision: str
    purpose: str
    definitions: tuple[Definition, ...]
    principles: tuple[str, ...]
    service_areas: tuple[ServiceArea, ...]
    organisational_priorities: tuple[OrganisationalPriority, ...]
    facets: tuple[FacetTable, ...]


@routes.get("/practice/{vocabulary}")
def show(request: Request, vocabulary: str, _: Visitor = signed_in()) -> Response:
    """One vocabulary, whole."""
    found = installation(request).catalogue.vocabulary(vocabulary)
    view = VocabularyView(
        title=title_of(found),
        facts=_facts(found),
        vision=found.vision,
        purpose=found.purpose,
        definitions=found.definitions,
        principles=found.principles,
        service_areas=found.service_areas,
        organisational_priorities=found.organisational_priorities,
        facets=tuple(_table(found, place) for place in range(len(found.facets))),
    )
    return page(request, "practice/show.html", frame(request, found.title, current="/practice"), view=view)


def _facts(found: Vocabulary) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Belongs to", f"{OWNING[found.belongs_to]} words"),
        ("From", found.owner or "Not said in the copy read"),
        ("Place", found.place or "Not said in the copy read"),
        ("Years", found.years or "Not said in the copy read"),
    ]
    sources = {source.name for source in found.sources.values() if source.confirmed}
    return (*facts, ("Source", "; ".join(sorted(sources))))


def _table(found: Vocabulary, place: int) -> FacetTable:
    facet = found.facets[place]
    rows = tuple(_row(term) for term in facet.terms)
    return FacetTable(
        FACETS[facet.facet],
        facet.note,
        rows,
        any(row.text for row in rows),
        any(row.under for row in rows),
        any(row.found_in for row in rows),
    )


def _row(term: Term) -> TermRow:
    return TermRow(sentence_case(term.name), sentence_case(term.text), heading(term), term.found_in)
