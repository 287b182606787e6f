"""Erasing the organisation and the purpose of a visit, where they name a client."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.visits import erase_visit_words
from app.answers.visits import visit_listed
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.web.access import Visitor, acting, person_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.pages.visits.listing import HERE, ONE, UNDER
from app.web.responses import frame, page, redirect

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class ErasingView:
    """The visit, the name to type, and what was typed."""

    back: str
    visitor: str
    name: str
    typed: str
    faults: tuple[Fault, ...]


@routes.get(ONE + "/erasure")
def ask(request: Request, number: int, _: Visitor = person_who_may(Permission.ERASE_WORDS)) -> Response:
    """What goes, what stays, and the name to type."""
    return _shown(request, number)


@routes.post(ONE + "/erasure")
def erase(
    request: Request,
    number: int,
    _: Visitor = person_who_may(Permission.ERASE_WORDS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Erase the words of this visit."""
    try:
        with acting(request) as who:
            name = erase_visit_words(who, number, typed.get("what"))
    except BadInput as wrong:
        return _shown(request, number, typed.get("what"), wrong.faults)
    text = "Who visited, its days and what was opened stay."
    return redirect(request, f"{HERE}/{number}", heading=f"The words of {name} are erased", text=text)


def _shown(request: Request, number: int, typed: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    with reading(request) as session:
        visit = visit_listed(session, number, visitor(request).today).visit
    view = ErasingView(f"{HERE}/{number}", visit.person.name, f"visit {number}", typed, faults)
    around = frame(request, f"Erase the words of visit {number}", current=UNDER, has_error=bool(faults), form=True)
    return page(request, "visits/erasure.html", around, status=422 if faults else 200, view=view)
