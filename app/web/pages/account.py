"""One's own account: who one is here, and where one is signed in."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions import sign_in as doing
from app.db import sign_in
from app.db.sign_in import Seat
from app.web.access import Visitor, installation, reading, signed_in
from app.web.devices import device_words
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class AccountView:
    """One's own account: who, and where one is signed in."""

    name: str
    email: str
    seats: tuple[Seat, ...]
    here: str


@router.get("/account")
def account(request: Request, who: Visitor = signed_in()) -> Response:
    """One's own account and where one is signed in."""
    with reading(request) as session:
        found = sign_in.seats(session, who.person.id, who.now)
        seats = tuple(replace(seat, device=device_words(seat.device)) for seat in found)
    view = AccountView(who.person.name, who.person.email, seats, who.seat)
    return page(request, "sign_in/account.html", frame(request, "Your account", form=True), view=view)


@router.post("/account/sessions/end")
def end_sessions(request: Request, who: Visitor = signed_in()) -> Response:
    """Sign out everywhere else."""
    doing.leave_everywhere_else(installation(request), who.person.id, who.seat)
    return redirect(request, "/account", heading="You are signed out everywhere else")
