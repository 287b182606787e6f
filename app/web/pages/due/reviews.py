"""A review that an employer's contact prepares where everything waits for them: signed in, or by the e-mailed link.

Only the employer's own boxes are to write in here, whatever else somebody may be on the apprenticeship.
"""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.answers.reviews import sheet_of
from app.domain.people import Member, Role
from app.domain.refusals import NotFound, WrongState
from app.rendering.frame import Link
from app.web.access import installation, reading
from app.web.addresses import NUMBER, id_in
from app.web.contact import Here, acting_here, closed, contact_here, place_frame
from app.web.forms import Typed, typed_form
from app.web.pages.due.links import HERE
from app.web.pages.reviews.saving import save_box, save_form
from app.web.pages.reviews.showing import FIRST, Again, Around, review_view
from app.web.pages.reviews.writing import again_of, closed_meanwhile, saved_words
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
VISIT_OVER = (
    "Your visit has ended. What you typed is kept on this device: open a new link in another tab of this browser, then "
    "go on here."
)
REVIEW = HERE + "/reviews/{record}/" + NUMBER


@router.get(REVIEW)
def show_review(request: Request, record: str, number: int, here: Here | None = contact_here()) -> Response:
    """One review of one of the contact's apprentices."""
    return closed(request) if here is None else _shown(request, here, record, number)


@router.post(REVIEW + "/sections")
def write_review(
    request: Request,
    record: str,
    number: int,
    here: Here | None = contact_here(),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Save every box of the form that was changed."""
    if here is None:
        return closed(request)
    try:
        with acting_here(request, here) as who:
            saved = save_form(who, _theirs(here, record), number, typed, Role.EMPLOYER)
    except WrongState as refusal:
        return _shown(request, here, record, number, closed_meanwhile(refusal, typed))
    if saved.faults:
        return _shown(request, here, record, number, again_of(saved, typed))
    address, at = _address(_theirs(here, record), number), typed.get("at")
    return redirect(request, f"{address}#{at}" if at.isidentifier() else address, heading=saved_words(saved))


@router.post(REVIEW + "/sections/{section}")
def write_section_of_review(
    request: Request,
    record: str,
    number: int,
    section: str,
    here: Here | None = contact_here(),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Save one box as it is typed in; the page's script asks for this."""
    if here is None:
        return closed(request)
    with acting_here(request, here) as who:
        return save_box(who, _theirs(here, record), number, section, typed, Role.EMPLOYER)


def _theirs(here: Here, record: str) -> UUID:
    """The apprenticeship, where it is one of this contact's. Raises NotFound."""
    wanted = id_in(record)
    if wanted not in here.apprenticeships:
        raise NotFound
    return wanted


def _address(record: UUID, number: int) -> str:
    return f"{HERE}/reviews/{record}/{number}"


def _shown(request: Request, here: Here, record: str, number: int, again: Again = FIRST) -> Response:
    house, wanted = installation(request), _theirs(here, record)
    member = Member(here.person, wanted, frozenset({Role.EMPLOYER}))
    with reading(request) as session:
        sheet = sheet_of(session, house.catalogue, member, number, house.today())
    place = Around(_address(wanted, number), Link("What waits for you", HERE), links=not here.by_link)
    if here.by_link:
        place = replace(place, out_words=VISIT_OVER)
    view = review_view(house.catalogue, member, sheet, house.today(), again, place)
    title = f"Review {number} of {sheet.apprenticeship.apprentice.name}"
    around = place_frame(request, here, title, current=HERE, has_error=bool(again.faults))
    return page(request, "reviews/show.html", around, status=again.status, view=view)
