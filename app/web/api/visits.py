"""Visits from outside, as a program grants and ends them, and what was opened on each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.visits import end_visit, grant_visit
from app.answers.visits import VisitListed, visit_listed, visit_told, visits_listed, visits_on
from app.db.openings import Opened
from app.domain.access_given import GrantState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.visits import Sight, Visit
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
    """One visit, and how many things were opened on it; `apprenticeships` are whose something is shown."""

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
    things_opened: int


class VisitOnRecordAnswer(VisitAnswer):
    """One visit as it is told on the record of one apprentice, with all that was opened there, last opened first."""

    opened: list[VisitOpenedAnswer]


class VisitOpenedPageAnswer(BaseModel):
    """Things that were opened on a visit, last opened first."""

    items: list[VisitOpenedAnswer]
    next: str | None = None


class VisitsAnswer(BaseModel):
    """Visits, newest first."""

    items: list[VisitAnswer]
    next: str | None = None


class VisitsOnRecordAnswer(BaseModel):
    """Every visit that is told on one record, newest first."""

    items: list[VisitOnRecordAnswer]
    next: str | None = None


@router.get("/visits")
def index(request: Request, after: str = "", _: Visitor = person_who_may(Permission.VIEW_VISITS)) -> VisitsAnswer:
    """Every visit that was granted, with how many things were opened."""
    with reading(request) as session:
        found, older = visits_listed(session, visitor(request).today, number_in(after))
    return VisitsAnswer(items=[_answer(one) for one in found], next=str(older) if older else None)


@router.get("/visits/" + NUMBER + "/openings")
def opened(
    request: Request, number: int, after: str = "", _: Visitor = person_who_may(Permission.VIEW_VISITS)
) -> VisitOpenedPageAnswer:
    """What was opened on one visit."""
    first = number_in(after) or 0
    with reading(request) as session:
        told = visit_told(session, number, visitor(request).today, first=first)
    shown = first + len(told.opened)
    return VisitOpenedPageAnswer(items=_opened(told.opened), next=str(shown) if shown < told.total else None)


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
            return _answer(visit_listed(who.session, number, who.today)).model_dump(mode="json")

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
        return _answer(visit_listed(who.session, number, who.today))


@router.get("/apprenticeships/{apprenticeship}/visits")
def of_one(request: Request, member: Member = member_who_may(Permission.VIEW_VISITS)) -> VisitsOnRecordAnswer:
    """Visits that show or showed something of one apprentice, and what was opened of theirs; nobody else is named."""
    alone = member.apprenticeship
    with reading(request) as session:
        found = visits_on(session, alone, visitor(request).today)
    items = [
        VisitOnRecordAnswer(
            **_said(one.visit, one.state, one.total) | {"apprenticeships": [alone], "draw": None},
            opened=_opened(one.opened),
        )
        for one in found
    ]
    return VisitsOnRecordAnswer(items=items)


def _answer(listed: VisitListed) -> VisitAnswer:
    return VisitAnswer(**_said(listed.visit, listed.state, listed.opened))


def _said(visit: Visit, state: GrantState, opened: int) -> dict[str, Any]:
    ask = visit.ask
    return {
        "number": visit.number,
        "visitor": ByAnswer(id=visit.person.id, name=visit.person.name),
        "organisation": ask.organisation,
        "purpose": ask.purpose,
        "sights": [one for one in Sight if one in ask.sights],
        "draw": ask.draw,
        "apprenticeships": sorted(ask.apprenticeships),
        "since": ask.since,
        "last_day": ask.last_day,
        "state": state,
        "granted_by": ByAnswer(id=visit.by.id, name=visit.by.name),
        "granted_at": visit.at,
        "ended_at": visit.ended_at,
        "things_opened": opened,
    }


def _opened(things: Sequence[Opened]) -> list[VisitOpenedAnswer]:
    return [
        VisitOpenedAnswer(
            apprenticeship=one.apprenticeship,
            what=one.what,
            times=one.times,
            first_at=one.first_at,
            last_at=one.last_at,
        )
        for one in things
    ]
