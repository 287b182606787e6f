"""Raising a concern by whoever came by an e-mailed link: an employer’s contact, or a witness, on the visit’s authority.

The same form as for anybody. What was sent is not listed afterwards, since a link may be opened by somebody else later.
"""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.concerns import raise_as_witness, raise_concern
from app.actions.testimony import Asked, open_link
from app.answers.concerns import lines_to_call, place_words, readers
from app.db import concerns
from app.domain.concerns import Concern, Place, place_in
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, TooOften, WrongState
from app.domain.testimony import TestimonyState
from app.rendering.frame import PageFrame
from app.web.access import anyone, installation, reading
from app.web.came_from import DUE_TELL, TELL, place_address
from app.web.contact import Here, acting_here, closed, contact_here, place_frame
from app.web.forms import Typed, typed_form
from app.web.pages.concerns.raising import TITLE, form_id, form_page, known_place, said_in
from app.web.pages.concerns.view import ReceivedView
from app.web.pages.witness import (
    WITNESS_TELL,
    closed_page,
    secret_of,
    witness_frame,
    witness_place,
    witness_tell,
    witness_thanks,
)
from app.web.responses import page, redirect

routes = APIRouter()
DUE = "/due"


@routes.get(DUE_TELL)
def ask_contact(request: Request, here: Here | None = contact_here()) -> Response:
    """The form, for a contact who came by a link; whoever is signed in has it where everybody has."""
    if here is None:
        return closed(request)
    if not here.by_link:
        return redirect(request, TELL)
    came_from = request.query_params.get("from", "")
    return _contact(request, here, Typed([("from", came_from), ("say_from", "true")]), ())


@routes.post(DUE_TELL)
def tell_by_contact(
    request: Request, here: Here | None = contact_here(), typed: Typed = Depends(typed_form)
) -> Response:
    """Send it, in the contact’s own name."""
    if here is None:
        return closed(request)
    try:
        said = said_in(typed)
    except BadInput as wrong:
        return _contact(request, here, typed, wrong.faults)
    with acting_here(request, here) as who:
        concern = raise_concern(who, said, form=form_id(typed))
    return _received(request, place_frame(request, here, TITLE), concern, DUE)


@routes.get(WITNESS_TELL)
def ask_witness(request: Request, _: None = anyone()) -> Response:
    """The form, for a witness: before they begin, in the browser in which they began, and after they have answered."""
    asked = open_link(installation(request), secret_of(request), answered=True)
    if asked is None:
        return closed_page(request)
    return _witness(request, asked, Typed([("say_from", "true")]), ())


@routes.post(WITNESS_TELL)
def tell_by_witness(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Send it, in the name under which the witness was asked."""
    house, secret = installation(request), secret_of(request)
    asked = open_link(house, secret, answered=True)
    if asked is None:
        return closed_page(request, typed.get("words"))
    try:
        said = replace(said_in(typed), place=_piece(asked) if typed.get("say_from") else None)
        concern = raise_as_witness(house, secret, said, form=form_id(typed))
    except BadInput as wrong:
        return _witness(request, asked, typed, wrong.faults)
    except TooOften as refusal:
        return _witness(request, asked, typed, (Fault("", refusal.sentence),))
    except WrongState:
        return closed_page(request, typed.get("words"))
    return _received(request, witness_frame(request, TITLE), concern, _back(request, asked))


def _contact(request: Request, here: Here, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    place = place_in(typed.get("from"))
    theirs = place is not None and place.apprenticeship in here.apprenticeships
    roles = frozenset({Role.EMPLOYER}) if theirs else frozenset()
    words = known_place(request, here.person, roles, place, installation(request).today())
    around = place_frame(request, here, TITLE, has_error=bool(faults))
    came_from = place_address(place) if place is not None and words else ""
    return form_page(
        request, around, typed, faults, place=words, came_from=came_from, back=DUE, address=DUE_TELL, sent=""
    )


def _witness(request: Request, asked: Asked, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    place = _piece(asked)
    around = witness_frame(request, TITLE, has_error=bool(faults))
    return form_page(
        request,
        around,
        typed,
        faults,
        place=place_words(place, asked.apprentice),
        came_from=place_address(place),
        back=_back(request, asked),
        address=witness_tell(request),
        sent="",
    )


def _back(request: Request, asked: Asked) -> str:
    return witness_place(request) if asked.testimony.state is TestimonyState.ASKED else witness_thanks(request)


def _piece(asked: Asked) -> Place:
    return Place(asked.testimony.apprenticeship, f"E{asked.testimony.number}")


def _received(request: Request, around: PageFrame, concern: Concern, back: str) -> Response:
    house = installation(request)
    with reading(request) as session:
        lines = lines_to_call(house.catalogue, concerns.current(session))
        names = readers(session, house.today())
    view = ReceivedView(concern.number, concern.raised_at, concern.danger, lines, names, back)
    return page(request, "concerns/received.html", around, view=view)
