"""What the employer's apprentices need in the next 8 weeks, signed in or by the link that was e-mailed."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.missing import employer_needs_of_many
from app.web.access import installation, reading
from app.web.contact import Here, closed, contact_here, place_frame
from app.web.pages.due.links import HERE
from app.web.responses import page
from app.web.targets_shown import NeedsShown, needs_shown

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class DueNeedsView:
    """What each apprentice who is learning needs, by name."""

    back: str
    people: tuple[tuple[str, NeedsShown], ...]


@router.get(HERE + "/needs")
def show(request: Request, here: Here | None = contact_here()) -> Response:
    """The page."""
    if here is None:
        return closed(request)
    house = installation(request)
    today = house.today()
    with reading(request) as session:
        found = employer_needs_of_many(session, house.catalogue, here.apprenticeships, today)
    people = tuple(
        (each.apprenticeship.apprentice.name, needs_shown(each.apprenticeship, each.needs, today, confirm=HERE))
        for each in found
    )
    around = place_frame(request, here, "What your apprentices need from you", current=HERE)
    return page(request, "due/needs.html", around, view=DueNeedsView(HERE, people))
