"""What the form and the page of a piece show of practice: only ever to the apprentice and the tutor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermChoice:
    """One term to tick. `key` is what is sent; `about` is what the document says of it, "" where nothing."""

    key: str
    name: str
    about: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """The terms of one facet to tick from. `chosen` counts the ticked ones; `groups` are (heading, terms)."""

    name: str
    note: str
    groups: tuple[tuple[str, tuple[TermChoice, ...]], ...]
    many: int
    chosen: int


@dataclass(frozen=True, slots=True)
class VocabularyChoices:
    """One vocabulary to mark a piece from: its title with where and of when it is, and its facets."""

    title: str
    address: str
    facets: tuple[FacetChoices, ...]


@dataclass(frozen=True, slots=True)
class PracticeSection:
    """The form's section. `readers` says who will see what is ticked."""

    readers: str
    vocabularies: tuple[VocabularyChoices, ...]

    @property
    def terms(self) -> tuple[TermChoice, ...]:
        """Every term of every vocabulary."""
        facets = (facet for vocabulary in self.vocabularies for facet in vocabulary.facets)
        return tuple(term for facet in facets for _, terms in facet.groups for term in terms)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked terms, which can be seen whatever is folded."""
        return tuple(term.name for term in self.terms if term.chosen)

    @property
    def many(self) -> int:
        """How many terms there are to tick."""
        return len(self.terms)


@dataclass(frozen=True, slots=True)
class PracticeShown:
    """The page's section. `facets` are (name, terms in words), empty for whoever may only know `words`.

    `candidate_address` is where the piece becomes a candidate for the case study or stops to be one, "" for whoever
    may not say so; `breadth_address` leads to the whole portfolio's breadth.
    """

    words: str
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    candidate: bool
    candidate_address: str
    breadth_address: str
