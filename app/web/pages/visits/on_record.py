"""Visits that show something of one apprentice, for the apprentice, the tutor and administrators: what was opened."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.visits import visits_on
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import member_who_may, reading, visitor
from app.web.pages.visits.told import VisitCard, visit_card
from app.web.record import record_address, record_frame
from app.web.responses import page

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class RecordVisitsView:
    """Every visit, newest first."""

    back: str
    cards: tuple[VisitCard, ...]


@routes.get("/a/{apprenticeship}/visits")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_VISITS)) -> Response:
    """Who was let in from outside, and what they opened of this apprentice."""
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = visits_on(session, one.id, today)
    view = RecordVisitsView(record_address(one.id, "history"), tuple(map(visit_card, found)))
    around = record_frame(request, one, member, "History", "Visits from outside")
    return page(request, "visits/on_record.html", around, view=view)
