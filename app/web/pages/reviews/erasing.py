"""Erasing the words of a review in which somebody is identified."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.reviews import erase_review
from app.answers.reviews import sheet_of
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.pages.reviews.showing import HERE, review_address
from app.web.record import record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ErasingView:
    """The form: the review’s name is typed, since nothing brings its words back."""

    back: str
    number: int
    typed: str
    faults: tuple[Fault, ...]


@router.get(HERE + "/erasure")
def ask(request: Request, number: int, member: Member = member_who_may(Permission.END_BREACH)) -> Response:
    """The form."""
    return _form(request, member, number)


@router.post(HERE + "/erasure")
def erase(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.END_BREACH),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Erase its words for good."""
    try:
        with acting(request) as who:
            erase_review(who, member.apprenticeship, number, typed.get("review"))
    except BadInput as wrong:
        return _form(request, member, number, typed.get("review"), wrong.faults)
    text = "What was signed cannot be read any more. Backups made before still hold it: destroy those that you can."
    heading = f"The words of review {number} are erased for good"
    return redirect(request, review_address(member, number), heading=heading, text=text)


def _form(request: Request, member: Member, number: int, typed: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    with reading(request) as session:
        sheet = sheet_of(session, installation(request).catalogue, member, number, visitor(request).today)
    if sheet.review is None:
        raise NotFound
    view = ErasingView(review_address(member, number), number, typed, faults)
    around = record_frame(
        request,
        sheet.apprenticeship,
        member,
        "Reviews",
        f"Erase the words of review {number}",
        compact=False,
        form=True,
        has_error=bool(faults),
    )
    return page(request, "reviews/erasing.html", around, status=422 if faults else 200, view=view)
