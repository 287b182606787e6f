"""What the facets of practice and the vocabularies are called on screen."""

from app.domain.practice import Facet, Owning, Term, Vocabulary

FACETS = {
    Facet.LEVEL_OF_NEED: "Level of need",
    Facet.INTERVENTION: "Kind of intervention",
    Facet.VULNERABILITY: "Vulnerability",
    Facet.RISK_FACTOR: "Risk factor",
    Facet.RESILIENCE: "Resilience",
    Facet.OUTCOME: "Outcome",
    Facet.PRIORITY: "Priority",
    Facet.CO_WORKING: "Co-working with social care",
    Facet.STEP: "Step up or step down",
}
OWNING = {Owning.EMPLOYER: "An employer’s own", Owning.SECTOR: "The sector’s"}


def title_of(vocabulary: Vocabulary) -> str:
    """Its title, and where it is from where the title is not all of it."""
    return f"{vocabulary.title} ({vocabulary.place})" if vocabulary.place else vocabulary.title


def heading(term: Term) -> str:
    """What a term stands under within its facet: the table's own heading, or a priority's rank; "" for neither."""
    return f"{term.rank.value.capitalize()} priorities" if term.rank else term.group
