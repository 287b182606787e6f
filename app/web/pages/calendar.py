"""A calendar at its private address, for programs that fetch calendars: whoever has the address reads it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.calendar import calendar_holder
from app.answers.calendar import calendar_of
from app.domain.refusals import NotFound
from app.exchange.icalendar import calendar_text
from app.web.access import anyone, installation, reading
from app.web.pages.sign_in.entering import place_of

router = APIRouter(include_in_schema=False)


@router.get("/calendar/{secret}.ics")
def show(request: Request, secret: str, _: None = anyone()) -> Response:
    """The calendar of whoever's secret it is. A wrong secret and one that was taken away are answered alike."""
    house = installation(request)
    holder = calendar_holder(house, secret, place=place_of(request))
    if holder is None:
        raise NotFound
    with reading(request) as session:
        events = calendar_of(session, house.catalogue, holder, house.today(), house.settings.base_url)
    text = calendar_text(f"Touchmark, {house.settings.provider_name}", events, house.now())
    return Response(
        text,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="touchmark.ics"', "X-Robots-Tag": "noindex"},
    )
