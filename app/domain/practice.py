"""The words of practice that an employer or a sector has for its work: definitions, outcomes, needs, risks, priorities.

A piece of evidence may be marked with terms of it. Two of them and a date can identify a family, so which ones a piece
has is for the apprentice and the tutor alone; everybody else learns at most how many.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from app.domain.refusals import Fault
from app.domain.standards import Source

MOST_TERMS = 40
"""So many terms one version may be marked with; whoever needs more marks nothing in particular."""


class Facet(StrEnum):
    """One side of the work that terms describe."""

    LEVEL_OF_NEED = "level_of_need"
    INTERVENTION = "intervention"
    VULNERABILITY = "vulnerability"
    RISK_FACTOR = "risk_factor"
    RESILIENCE = "resilience"
    OUTCOME = "outcome"
    PRIORITY = "priority"
    CO_WORKING = "co_working"
    STEP = "step"


class Owning(StrEnum):
    """Whose words they are."""

    EMPLOYER = "employer"
    SECTOR = "sector"


class Rank(StrEnum):
    """Whether a priority is a service’s core business, or one it may contribute to."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a piece may be marked with, in the document's own words.

    `group` is the table's own heading over it; `rank` and `found_in` (where the document has it from) are a priority's.
    """

    code: str
    name: str
    text: str = ""
    group: str = ""
    rank: Rank | None = None
    found_in: str = ""


@dataclass(frozen=True, slots=True)
class FacetTerms:
    """The terms of one facet, in the document's order."""

    facet: Facet
    terms: tuple[Term, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """What the document means by a word, paragraph by paragraph."""

    code: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """One of the areas that the service is made of."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationalPriority:
    """A priority of the organisation itself, with what it does for it. No evidence is marked with these."""

    name: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One term of one vocabulary, as a version of a piece is marked with it."""

    vocabulary: str
    term: str

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.vocabulary}/{self.term}"


@dataclass(frozen=True)
class Vocabulary:
    """One employer's or one sector's words. What the document does not say is "" or empty.

    `sources` says where each part was found.
    """

    code: str
    title: str
    belongs_to: Owning
    owner: str
    place: str
    years: str
    vision: str
    purpose: str
    definitions: tuple[Definition, ...]
    principles: tuple[str, ...]
    service_areas: tuple[ServiceArea, ...]
    organisational_priorities: tuple[OrganisationalPriority, ...]
    facets: tuple[FacetTerms, ...]
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    digest: str = ""

    @cached_property
    def term_by_code(self) -> dict[str, Term]:
        """Every term by its code, in the document's order."""
        return {term.code: term for one in self.facets for term in one.terms}

    @cached_property
    def facet_of(self) -> dict[str, Facet]:
        """The facet of every term, by the term's code."""
        return {term.code: one.facet for one in self.facets for term in one.terms}


@dataclass(frozen=True, slots=True)
class Choice:
    """A vocabulary chosen for an organisation, from a day until `ended_on`, the first day without it."""

    organisation: UUID
    vocabulary: str
    since: date
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the vocabulary is in use on this day."""
        return self.since <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many pieces of a portfolio are marked with a term, and how many of those may be the case study."""

    term: Term
    pieces: int
    candidates: int


@dataclass(frozen=True, slots=True)
class FacetBreadth:
    """What a portfolio covers of one facet. `lacking` counts the terms that no piece has."""

    facet: Facet
    terms: tuple[TermCount, ...]

    @property
    def covered(self) -> int:
        """How many terms some piece has."""
        return sum(1 for one in self.terms if one.pieces)

    @property
    def lacking(self) -> int:
        """How many terms no piece has yet."""
        return len(self.terms) - self.covered


def faults_of_marks(marks: Collection[Mark], usable: Mapping[str, Vocabulary]) -> list[Fault]:
    """What is wrong with the terms chosen: unknown ones, ones of a vocabulary that is not in use here, too many.

    `usable` are the vocabularies that may be used, by code.
    """
    faults = []
    if len(marks) > MOST_TERMS:
        faults.append(Fault("practice", f"Choose at most {MOST_TERMS} terms: those that this piece is really about."))
    if any(one.vocabulary not in usable or one.term not in usable[one.vocabulary].term_by_code for one in marks):
        faults.append(Fault("practice", "A term that was chosen is not in use here any more. Look at the list again."))
    return faults


def breadth(
    vocabulary: Vocabulary, pieces: Mapping[int, Collection[str]], candidates: Collection[int]
) -> list[FacetBreadth]:
    """How many pieces have each term, facet by facet.

    `pieces` holds the codes of the terms that each piece of the portfolio is marked with, by its number; `candidates`
    are the numbers of those that may become the case study.
    """
    found = []
    for one in vocabulary.facets:
        counts = []
        for term in one.terms:
            marked = [number for number, codes in pieces.items() if term.code in codes]
            counts.append(TermCount(term, len(marked), sum(1 for number in marked if number in candidates)))
        found.append(FacetBreadth(one.facet, tuple(counts)))
    return found
