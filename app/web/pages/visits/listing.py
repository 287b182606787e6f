"""Visits from outside as administrators look at them: a short list, one with what was opened on it, and its end."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.visits import end_visit
from app.answers.visits import VisitListed, VisitTold, visit_told, visits_listed
from app.domain.access_given import NOT_ENDED
from app.domain.permissions import Permission
from app.rendering.frame import Link
from app.rendering.words import plural
from app.web.access import Visitor, acting, person_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.pages.visits.told import OpenedRow, opened_rows, visit_facts
from app.web.paging import LENGTH, Place, place
from app.web.record import record_address
from app.web.responses import frame, page, redirect
from app.web.visit_words import standing_words

routes = APIRouter()
HERE = "/visits"
ONE = HERE + "/" + NUMBER
UNDER = "/apprenticeships"


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit of the list."""

    name: str
    address: str
    organisation: str
    standing: str
    of: str
    opened: str


@dataclass(frozen=True, slots=True)
class VisitsView:
    """A page of every visit, newest first; `older` is where the next ones are, "" at the end."""

    rows: tuple[VisitRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit and a page of what was opened on it. `ending` is where it is ended, "" where it has."""

    name: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    of_whom: tuple[Link, ...]
    of_words: str
    opened: tuple[OpenedRow, ...]
    opened_words: str
    earlier: str
    later: str
    ending: str
    erasing: str


@routes.get(HERE)
def index(request: Request, before: str = "", _: Visitor = person_who_may(Permission.VIEW_VISITS)) -> Response:
    """Every visit: who, how it stands, of how many, how many things were opened."""
    with reading(request) as session:
        found, older = visits_listed(session, visitor(request).today, number_in(before))
    view = VisitsView(tuple(map(_row, found)), f"{HERE}?before={older}" if older else "")
    around = frame(request, "Visits from outside", current=UNDER, compact=True)
    return page(request, "visits/index.html", around, view=view)


@routes.get(ONE)
def show(request: Request, number: int, _: Visitor = person_who_may(Permission.VIEW_VISITS)) -> Response:
    """One visit, with what was opened on it."""
    here = place(request)
    with reading(request) as session:
        told = visit_told(session, number, visitor(request).today, first=here.first, count=LENGTH)
    around = frame(request, f"Visit {number}: {told.visit.person.name}", current=UNDER, compact=True)
    return page(request, "visits/show.html", around, view=_view(told, here))


@routes.post(ONE + "/end")
def end(request: Request, number: int, _: Visitor = person_who_may(Permission.GRANT_VISIT)) -> Response:
    """End a visit at once."""
    with acting(request) as who:
        ended = end_visit(who, number)
    return redirect(request, f"{HERE}/{number}", heading=f"The visit of {ended.person.name} has ended")


def _row(listed: VisitListed) -> VisitRow:
    visit = listed.visit
    return VisitRow(
        name=visit.person.name,
        address=f"{HERE}/{visit.number}",
        organisation=visit.ask.organisation,
        standing=standing_words(visit, listed.state),
        of=plural(len(visit.ask.apprenticeships), "apprentice"),
        opened=plural(listed.opened, "thing") if listed.opened else "Nothing",
    )


def _view(told: VisitTold, here: Place) -> VisitView:
    visit = told.visit
    drawn = f", with those of draw {visit.ask.draw}" if visit.ask.draw else ""
    shown = here.words(len(told.opened), told.total) or plural(told.total, "thing")
    return VisitView(
        name=visit.person.name,
        standing=standing_words(visit, told.state),
        facts=(("Email address", visit.email), *visit_facts(told)),
        of_whom=tuple(
            Link(name, record_address(one)) for one, name in sorted(told.names.items(), key=lambda each: each[1])
        ),
        of_words=f"{plural(len(told.names), 'apprentice')}{drawn}",
        opened=opened_rows(told),
        opened_words=f"{shown}, last opened first." if told.opened else "",
        earlier=here.earlier(),
        later=here.later(told.total),
        ending=f"{HERE}/{visit.number}/end" if told.state in NOT_ENDED else "",
        erasing=f"{HERE}/{visit.number}/erasure",
    )
