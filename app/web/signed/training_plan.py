"""A training plan as it was signed."""

from app.documents.papers import Part
from app.domain.training_plan.content import LABELS
from app.web.signed.document import UNSAID, Content, Document, grid_of, spoken


def training_plan_document(text: str) -> Document:
    """A plan's content, whole."""
    content = Content(text)
    for name in ("record", "apprenticeship"):
        content.take(name)
    stated = content.take("stated", {})
    of = spoken(content.take("apprentice")) or UNSAID
    facts = [
        ("Apprentice", of),
        *content.fact("version", "Version"),
        *content.fact("because", "What changed, as the rules call it"),
        *content.fact("why", "Why"),
        *((LABELS.get(name, name), stated[name]) for name in [*LABELS, *stated] if name in stated),
    ]
    parts = [Part("What the plan says", facts=tuple(dict.fromkeys(facts)))]
    if activities := content.take("activities"):
        labels = {"number": "Number", "name": "Activity", "when": "When"}
        parts.append(Part("Activities", grids=(grid_of("Activities in the plan", activities, labels),)))
    if delivery := content.take("delivery"):
        labels = {"name": "Part", "how": "How", "where": "Where"}
        parts.append(Part("How it is delivered", grids=(grid_of("How each part is delivered", delivery, labels),)))
    return Document(f"The training that {of} will have, and who gives the time for it.", (*parts, *content.rest()))
