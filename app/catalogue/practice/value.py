"""From the file of a vocabulary of practice to the domain's Vocabulary."""

from collections.abc import Mapping

from app.catalogue.practice.shape import FacetShape, VocabularyShape
from app.catalogue.provenance import Provenance, digest_of
from app.domain.practice import Definition, FacetTerms, OrganisationalPriority, ServiceArea, Term, Vocabulary

_FACTS = (
    "title",
    "owner",
    "place",
    "years",
    "vision",
    "purpose",
    "principles",
    "service_areas",
    "organisational_priorities",
)


def vocabulary(data: Mapping[str, object]) -> Vocabulary:
    """The frozen vocabulary of a file that has no faults."""
    shape = VocabularyShape.model_validate(data)
    areas = shape.service_areas.areas if shape.service_areas else []
    own = shape.organisational_priorities.priorities if shape.organisational_priorities else []
    return Vocabulary(
        code=shape.code,
        title=shape.title.value,
        belongs_to=shape.belongs_to,
        owner=shape.owner.value or "",
        place=shape.place.value or "",
        years=shape.years.value or "",
        vision=shape.vision.value if shape.vision else "",
        purpose=shape.purpose.value if shape.purpose else "",
        definitions=tuple(Definition(one.code, one.name, tuple(one.paragraphs)) for one in shape.definitions),
        principles=tuple(shape.principles.texts) if shape.principles else (),
        service_areas=tuple(ServiceArea(area.name, area.text) for area in areas),
        organisational_priorities=tuple(OrganisationalPriority(one.name, tuple(one.activities)) for one in own),
        facets=tuple(_facet(facet) for facet in shape.facets),
        sources=_provenance(shape).sources,
        digest=digest_of(data),
    )


def _facet(shape: FacetShape) -> FacetTerms:
    terms = tuple(Term(t.code, t.name, t.text, t.group, t.rank, t.found_in) for t in shape.terms)
    return FacetTerms(shape.code, terms, shape.note)


def _provenance(shape: VocabularyShape) -> Provenance:
    found = Provenance(shape.sources)
    for name in _FACTS:
        found.keep(name, getattr(shape, name))
    for definition in shape.definitions:
        found.keep(f"definitions.{definition.code}", definition)
    for facet in shape.facets:
        found.keep(f"facets.{facet.code.value}", facet)
    return found
