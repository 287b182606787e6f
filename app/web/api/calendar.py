"""The private address of one's own calendar."""

from datetime import datetime

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from app.actions.calendar import end_calendar, renew_calendar
from app.db import calendar
from app.web.access import Visitor, acting, installation, reading, signed_in
from app.web.addresses import calendar_address
from app.web.api.bodies import SentJson, sent_json
from app.web.forms import Form

router = APIRouter(prefix="/me/calendar", tags=["people"])


class CalendarAnswer(BaseModel):
    """Since when there is an address; null where there is none. The address itself is not kept."""

    made_at: datetime | None


class CalendarAddressAnswer(BaseModel):
    """The address, told this once: no answer with it is kept, so that sending again makes another."""

    address: str


class NothingBody(Form):
    """Nothing more is to be said."""


@router.get("")
def show(request: Request, who: Visitor = signed_in()) -> CalendarAnswer:
    """Whether your calendar has an address."""
    with reading(request) as session:
        return CalendarAnswer(made_at=calendar.made_at(session, who.person.id))


@router.post("")
def renew(request: Request, _: Visitor = signed_in(), sent: SentJson = Depends(sent_json)) -> CalendarAddressAnswer:
    """Make the address, or another in its place: the one before stops working. Whoever has it reads the calendar."""
    sent.as_form(NothingBody)
    with acting(request) as who:
        secret = renew_calendar(who)
    return CalendarAddressAnswer(address=calendar_address(installation(request).settings.base_url, secret))


@router.post("/withdrawal")
def end(request: Request, _: Visitor = signed_in(), sent: SentJson = Depends(sent_json)) -> CalendarAnswer:
    """Take the address away: it opens nothing any more."""
    sent.as_form(NothingBody)
    with acting(request) as who:
        end_calendar(who)
    return CalendarAnswer(made_at=None)
