"""Erasing the words of a target in which somebody is identified."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.targets import erase_target
from app.db import apprenticeships, targets
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.forms import Typed, typed_form
from app.web.pages.targets.listing import HERE
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ErasingView:
    """The form: the target’s name is typed, since nothing brings its words back."""

    back: str
    number: int
    typed: str
    faults: tuple[Fault, ...]


@router.get(HERE + f"/{NUMBER}/erasure")
def ask(request: Request, number: int, member: Member = member_who_may(Permission.END_BREACH)) -> Response:
    """The form."""
    return _form(request, member, number)


@router.post(HERE + f"/{NUMBER}/erasure")
def erase(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.END_BREACH),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Erase its words for good."""
    try:
        with acting(request) as who:
            erase_target(who, member.apprenticeship, number, typed.get("target"))
    except BadInput as wrong:
        return _form(request, member, number, typed.get("target"), wrong.faults)
    text = "Backups made before still hold them: destroy those that you can."
    heading = f"The words of target {number} are erased for good"
    return redirect(request, _address(member, number), heading=heading, text=text)


def _address(member: Member, number: int) -> str:
    return record_address(member.apprenticeship, f"targets/{number}")


def _form(request: Request, member: Member, number: int, typed: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = targets.target(session, one.id, number)
    if found is None:
        raise NotFound
    view = ErasingView(_address(member, number), number, typed, faults)
    title = f"Erase the words of target {number}"
    around = record_frame(request, one, member, "Targets", title, compact=False, form=True, has_error=bool(faults))
    return page(request, "targets/erasing.html", around, status=422 if faults else 200, view=view)
