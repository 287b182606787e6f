"""The shape of a file of standard_data/practice/."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import Code, Fact, Shape, Sourced, Sources, Text
from app.domain.practice import Facet, Owning, Rank

Texts = Annotated[list[Text], Field(min_length=1)]


class TermShape(Shape):
    """One term. `rank` and `found_in` are a priority's."""

    code: Code
    name: Text
    text: str = ""
    group: str = ""
    rank: Annotated[Rank | None, Field(strict=False)] = None
    found_in: str = ""


class FacetShape(Sourced):
    """One facet with its terms."""

    code: Annotated[Facet, Field(strict=False)]
    terms: Annotated[list[TermShape], Field(min_length=1)]


class DefinitionShape(Sourced):
    """What a word means."""

    code: Code
    name: Text
    paragraphs: Texts


class PrinciplesShape(Sourced):
    """What all work follows."""

    texts: Texts


class ServiceAreaShape(Shape):
    """One area of the service."""

    name: Text
    text: Text


class ServiceAreasShape(Sourced):
    """The areas of the service."""

    areas: Annotated[list[ServiceAreaShape], Field(min_length=1)]


class OrganisationalPriorityShape(Shape):
    """One priority of the organisation itself."""

    name: Text
    activities: Texts


class OrganisationalPrioritiesShape(Sourced):
    """The priorities of the organisation itself."""

    priorities: Annotated[list[OrganisationalPriorityShape], Field(min_length=1)]


class VocabularyShape(Shape):
    """A whole file of standard_data/practice/."""

    code: Code
    title: Fact[Text]
    belongs_to: Annotated[Owning, Field(strict=False)]
    owner: Fact[Text | None]
    place: Fact[Text | None]
    years: Fact[Text | None]
    sources: Sources
    vision: Fact[Text] | None = None
    purpose: Fact[Text] | None = None
    definitions: list[DefinitionShape] = Field(default_factory=list)
    principles: PrinciplesShape | None = None
    service_areas: ServiceAreasShape | None = None
    organisational_priorities: OrganisationalPrioritiesShape | None = None
    facets: Annotated[list[FacetShape], Field(min_length=1)]
