"""Visits from outside, as a program grants and ends them, and what was opened on each."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.visits import end_visit, grant_visit
from app.answers.visits import VisitTold, visit_told, visits_on, visits_told
from app.domain.access_given import GrantState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.visits import Sight
from app.web.access import Visitor, acting, member_who_may, person_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.api.answered import ByAnswer
from app.web.api.bodies import idempotent, json_body
from app.web.api.calendar import NothingBody
from app.web.entered.visits import VisitForm

router = APIRouter(tags=["visits"])


class VisitOpenedAnswer(BaseModel):
    """One thing that was opened. `what` is a kind of thing, a piece, or `files/`, a piece, a place and a version."""

    apprenticeship: UUID
    what: str
    times: int
    first_at: datetime
    last_at: datetime


class VisitAnswer(BaseModel):
    """One visit and all that was opened on it, last opened first; `apprenticeships` are whose something is shown."""

    number: int
    visitor: ByAnswer
    organisation: str
    purpose: str
    sights: list[Sight]
    draw: int | None
    apprenticeships: list[UUID]
    since: date
    last_day: date
    state: GrantState
    granted_by: ByAnswer
    granted_at: datetime
    ended_at: datetime | None
    opened: list[VisitOpenedAnswer]


class VisitsAnswer(BaseModel):
    """Visits, newest first."""

    items: list[VisitAnswer]
    next: str | None = None


@router.get("/visits")
def index(request: Request, after: str = "", _: Visitor = person_who_may(Permission.VIEW_VISITS)) -> VisitsAnswer:
    """Every visit that was granted, with what was opened."""
    with reading(request) as session:
        found, older = visits_told(session, visitor(request).today, number_in(after))
    return VisitsAnswer(items=[_answer(one) for one in found], next=str(older) if older else None)


@router.post("/visits", status_code=201, responses={201: {"model": VisitAnswer}})
def grant(
    request: Request,
    _: Visitor = person_who_may(Permission.GRANT_VISIT),
    body: VisitForm = json_body(VisitForm),
) -> Response:
    """Let somebody from outside see what is named, of whom is named, for a time, and mail them."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            number = grant_visit(who, body.said())
            return _answer(visit_told(who.session, number, who.today)).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.post("/visits/" + NUMBER + "/end")
def end(
    request: Request,
    number: int,
    _: Visitor = person_who_may(Permission.GRANT_VISIT),
    __: NothingBody = json_body(NothingBody),
) -> VisitAnswer:
    """End a visit at once."""
    with acting(request) as who:
        end_visit(who, number)
        return _answer(visit_told(who.session, number, who.today))


@router.get("/apprenticeships/{apprenticeship}/visits")
def of_one(request: Request, member: Member = member_who_may(Permission.VIEW_VISITS)) -> VisitsAnswer:
    """Visits that show or showed something of one apprentice, and what was opened of theirs; nobody else is named."""
    with reading(request) as session:
        found = visits_on(session, member.apprenticeship, visitor(request).today)
    return VisitsAnswer(items=[_answer(one, alone=member.apprenticeship) for one in found])


def _answer(told: VisitTold, *, alone: UUID | None = None) -> VisitAnswer:
    visit, ask = told.visit, told.visit.ask
    return VisitAnswer(
        number=visit.number,
        visitor=ByAnswer(id=visit.person.id, name=visit.person.name),
        organisation=ask.organisation,
        purpose=ask.purpose,
        sights=[one for one in Sight if one in ask.sights],
        draw=None if alone else ask.draw,
        apprenticeships=[alone] if alone else sorted(ask.apprenticeships),
        since=ask.since,
        last_day=ask.last_day,
        state=told.state,
        granted_by=ByAnswer(id=visit.by.id, name=visit.by.name),
        granted_at=visit.at,
        ended_at=visit.ended_at,
        opened=[
            VisitOpenedAnswer(
                apprenticeship=one.apprenticeship,
                what=one.what,
                times=one.times,
                first_at=one.first_at,
                last_at=one.last_at,
            )
            for one in told.opened
        ],
    )
