"""One's own account: who one is here, where one is signed in, and the private address of one's calendar."""

from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions import sign_in as doing
from app.actions.calendar import end_calendar, renew_calendar
from app.db import calendar, sign_in
from app.db.sign_in import Seat
from app.domain.people import Role
from app.web.access import Visitor, acting, installation, reading, signed_in
from app.web.addresses import calendar_address
from app.web.devices import device_words
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """One's own calendar: since when it has an address, None for none; the address itself at the moment it is made.

    `others`: whether it names apprentices other than oneself.
    """

    made_at: datetime | None
    address: str
    others: bool


@dataclass(frozen=True)
class AccountView:
    """One's own account: who, where one is signed in, and the calendar, None for whom there is nothing in one."""

    name: str
    email: str
    seats: tuple[Seat, ...]
    here: str
    calendar: CalendarShown | None


@router.get("/account")
def account(request: Request, who: Visitor = signed_in()) -> Response:
    """One's own account and where one is signed in."""
    return _shown(request, who)


@router.post("/account/calendar")
def make_calendar(request: Request, who: Visitor = signed_in()) -> Response:
    """Make the address of one's calendar, or another in its place. It stands in this answer alone."""
    with acting(request) as one:
        secret = renew_calendar(one)
    return _shown(request, who, address=calendar_address(installation(request).settings.base_url, secret))


@router.post("/account/calendar/end")
def end_the_calendar(request: Request, _: Visitor = signed_in()) -> Response:
    """Take the address of one's calendar away."""
    with acting(request) as one:
        end_calendar(one)
    return redirect(request, "/account", heading="Your calendar’s address opens nothing any more")


def _shown(request: Request, who: Visitor, address: str = "") -> Response:
    with reading(request) as session:
        found = sign_in.seats(session, who.person.id, who.now)
        made_at = calendar.made_at(session, who.person.id)
    seats = tuple(replace(seat, device=device_words(seat.device)) for seat in found)
    roles = {one.role for one in who.memberships} - {Role.ASSESSOR}
    shown = CalendarShown(made_at, address, roles != {Role.APPRENTICE}) if roles or made_at else None
    view = AccountView(who.person.name, who.person.email, seats, who.seat, shown)
    return page(request, "sign_in/account.html", frame(request, "Your account", form=True), view=view)


@router.post("/account/sessions/end")
def end_sessions(request: Request, who: Visitor = signed_in()) -> Response:
    """Sign out everywhere else."""
    doing.leave_everywhere_else(installation(request), who.person.id, who.seat)
    return redirect(request, "/account", heading="You are signed out everywhere else")
