"""A tutor's queue: evidence that awaits a decision, over every apprenticeship taught today, longest waiting first."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.evidence import Queue, queue_for
from app.catalogue import Catalogue
from app.db import sampling
from app.domain.people import Role
from app.domain.refusals import BadInput, NotPermitted
from app.domain.standards import Standard
from app.rendering.words import days_away, london_date, plural
from app.web.access import Visitor, installation, reading, signed_in
from app.web.addresses import number_in
from app.web.cursors import cursor, cursor_parts
from app.web.ksbs import in_published_order
from app.web.pages.evidence.list_view import QueueRow, QueueView
from app.web.record import evidence_address
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)


@router.get("/to-review")
def show(request: Request, after: str = "", who: Visitor = signed_in()) -> Response:
    """What waits for this tutor."""
    tutored = who.apprenticeships_as(Role.TUTOR)
    if not tutored:
        raise NotPermitted("This page lists evidence that waits for a tutor, and you are not a tutor of anybody today.")
    with reading(request) as session:
        found = queue_for(session, tutored, who.today, after=_place(after))
        asked = sampling.how_many_to_answer(session, who.person.id, who.today)
    view = QueueView(
        lede=_lede(found),
        rows=_rows(found, who, installation(request).catalogue),
        asked=f"Quality assurance asks you about {plural(asked, 'decision')}" if asked else "",
        first_address="/to-review" if after else "",
        next_address=f"/to-review?after={cursor(*found.next)}" if found.next else "",
    )
    return page(
        request, "to_review/index.html", frame(request, "To review", current="/to-review", compact=True), view=view
    )


def _place(after: str) -> tuple[datetime, UUID, int] | None:
    """Where the page before ended; an address that makes no sense begins at the beginning."""
    try:
        parts = cursor_parts(after, 3)
        number = number_in(parts[2]) if parts else None
        if parts is None or number is None:
            return None
        return datetime.fromisoformat(parts[0]).astimezone(UTC), UUID(parts[1]), number
    except (BadInput, ValueError, OverflowError):
        return None


def _lede(found: Queue) -> str:
    if not found.total:
        return "Nothing waits for you."
    waits = "waits" if found.total == 1 else "wait"
    return f"{plural(found.total, 'piece')} of evidence {waits} for your decision, longest waiting first."


def _rows(found: Queue, who: Visitor, catalogue: Catalogue) -> tuple[QueueRow, ...]:
    def standard_of(apprenticeship: UUID) -> Standard:
        its = found.apprenticeships[apprenticeship]
        return catalogue.standard(its.standard, its.version)

    return tuple(
        QueueRow(
            found.apprenticeships[one.apprenticeship].apprentice.name,
            f"E{one.number}",
            one.title,
            evidence_address(one.apprenticeship, one.number),
            one.submitted_at,
            days_away((london_date(one.submitted_at) - who.today).days),
            in_published_order(one.ksbs, standard_of(one.apprenticeship)),
        )
        for one in found.items
    )
