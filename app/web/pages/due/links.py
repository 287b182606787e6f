"""The e-mailed link: a button that spends it, and having a new one sent."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import due as doing
from app.domain.refusals import TooOften
from app.web.access import anyone, installation
from app.web.carried import FIELD, opened
from app.web.contact import SEAT, ClosedView, Here, closed, contact_here, place_frame
from app.web.cookies import cookie, give_cookie, take_cookie
from app.web.forms import Typed, typed_form
from app.web.pages.sign_in.entering import place_of
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/due"
LINKS = "/due/link"
SIGNING = "/due/signing"
GO_ON = "/due/go-on"
SEAT_KEPT = 12 * 60 * 60
"""Seconds that a browser keeps the secret of a visit. It opens nothing after the visit’s hour, but tells still whose
words those are that come too late."""


@router.get(LINKS + "/{secret}")
def show_link(request: Request, secret: str, _: None = anyone()) -> Response:
    """A button, and nothing of anybody: looking spends nothing. Begun before in this browser, it goes on."""
    house = installation(request)
    if doing.link_works(house, secret):
        return page(request, "due/link.html", place_frame(request, None, "Waiting for you", form=True))
    if doing.visiting(house, cookie(request, SEAT), link=secret) is not None:
        return redirect(request, HERE)
    return closed(request, ClosedView(secret), 409)


@router.post(LINKS + "/{secret}")
def begin(request: Request, secret: str, _: None = anyone()) -> Response:
    """Spend the link: this browser goes on with a secret of its own, for an hour."""
    house = installation(request)
    begun = doing.begin_visit(house, secret, place=place_of(request))
    if begun is None:
        if doing.visiting(house, cookie(request, SEAT), link=secret) is not None:
            return redirect(request, HERE)
        return closed(request, ClosedView(secret), 409)
    answer = redirect(request, HERE)
    give_cookie(request, answer, SEAT, begun, seconds=SEAT_KEPT)
    return answer


@router.post(LINKS)
def renew(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Send a new link to the address on record. What is answered is the same whatever was sent."""
    secret, email = typed.get("secret")[:200], typed.get("email").strip()[:300]
    if not secret and "@" not in email:
        view = ClosedView("", email=email, fault="Enter your email address, such as name@example.org.")
        return closed(request, view, 422)
    try:
        doing.renew_link(installation(request), secret=secret, email=email, place=place_of(request))
    except TooOften as refusal:
        return closed(request, ClosedView(secret, email=email, fault=refusal.sentence), 429)
    return closed(request, ClosedView("", sent=True), 200)


@router.post(GO_ON)
def go_on(request: Request, here: Here | None = contact_here(), typed: Typed = Depends(typed_form)) -> Response:
    """Go on with a form that was sent when the visit had ended, once its writer is here again."""
    carried = typed.get(FIELD)
    if here is None:
        return closed(request, ClosedView("", carried=carried, fault="No visit is open in this browser yet."), 401)
    found = opened(request, carried, here.person.id)
    if found is None:
        return redirect(request, HERE)
    around = place_frame(request, here, "What you typed is not saved yet", form=True)
    return page(request, "sign_in/carried.html", around, view=found)


@router.post(HERE + "/leave")
def leave(request: Request, _here: Here | None = contact_here()) -> Response:
    """End the visit in this browser."""
    doing.leave_visit(installation(request), cookie(request, SEAT))
    answer = redirect(request, "/sign-in", heading="You have left", text="To come back, use a new link or sign in.")
    take_cookie(request, answer, SEAT)
    return answer
