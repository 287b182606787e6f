"""Visits from outside, as administrators grant them, see what was opened on them, and end them."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.visits import end_visit, grant_visit
from app.answers.visits import ToGrant, to_grant, visits_told
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.visits import USUAL, Sight
from app.rendering.words import plural, stamp_words
from app.web.access import Visitor, acting, person_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.entered.people import placed
from app.web.entered.visits import VisitForm
from app.web.forms import Typed, checked, typed_form
from app.web.pages.visits.told import VisitCard, visit_card
from app.web.responses import frame, page, redirect
from app.web.visit_words import SHOWS, SIGHTS, days_words

routes = APIRouter()
HERE = "/visits"
UNDER = "/apprenticeships"
FIELDS = ("name", "email", "organisation", "purpose", "since", "last_day", "sights", "draw", "apprenticeship")


@dataclass(frozen=True, slots=True)
class VisitsView:
    """A page of every visit, newest first; `older` is where the next ones are, "" at the end."""

    cards: tuple[VisitCard, ...]
    older: str


@dataclass(frozen=True, slots=True)
class GrantView:
    """The form. `sights` and `people` are value, words and hint; `people` who can be shown, by name."""

    sights: tuple[tuple[str, str, str], ...]
    draws: tuple[tuple[int, str], ...]
    people: tuple[tuple[str, str, str], ...]
    typed: Typed
    faults: tuple[Fault, ...]


@routes.get(HERE)
def index(request: Request, before: str = "", _: Visitor = person_who_may(Permission.VIEW_VISITS)) -> Response:
    """Every visit, with who, what, until when and what was opened."""
    with reading(request) as session:
        found, older = visits_told(session, visitor(request).today, number_in(before))
    cards = tuple(visit_card(one, ending=f"{HERE}/{one.visit.number}/end") for one in found)
    view = VisitsView(cards, f"{HERE}?before={older}" if older else "")
    return page(request, "visits/index.html", frame(request, "Visits from outside", current=UNDER), view=view)


@routes.get(HERE + "/new")
def new(request: Request, _: Visitor = person_who_may(Permission.GRANT_VISIT)) -> Response:
    """The form."""
    return _form(request, Typed())


@routes.post(HERE)
def grant(
    request: Request, _: Visitor = person_who_may(Permission.GRANT_VISIT), typed: Typed = Depends(typed_form)
) -> Response:
    """Grant a visit."""
    try:
        form = checked(VisitForm, typed)
        with acting(request) as who:
            grant_visit(who, form.said())
    except BadInput as wrong:
        return _form(request, typed, placed(wrong.faults, FIELDS))
    text = f"The visit is open from {days_words(form.said().ask)}. {form.email} is told by mail."
    return redirect(request, HERE, heading=f"{form.name} is invited", text=text)


@routes.post(HERE + "/" + NUMBER + "/end")
def end(request: Request, number: int, _: Visitor = person_who_may(Permission.GRANT_VISIT)) -> Response:
    """End a visit at once."""
    with acting(request) as who:
        ended = end_visit(who, number)
    return redirect(request, HERE, heading=f"The visit of {ended.person.name} has ended")


def _form(request: Request, typed: Typed, faults: tuple[Fault, ...] = ()) -> Response:
    today = visitor(request).today
    with reading(request) as session:
        found = to_grant(session, today)
    defaults = Typed([("since", today.isoformat()), ("last_day", (today + USUAL).isoformat())])
    around = frame(request, "Grant a visit", current=UNDER, form=True, has_error=bool(faults))
    view = _view(found, typed if typed.fields else defaults, faults)
    return page(request, "visits/new.html", around, status=422 if faults else 200, view=view)


def _view(found: ToGrant, typed: Typed, faults: tuple[Fault, ...]) -> GrantView:
    return GrantView(
        sights=tuple((one.value, SIGHTS[one], SHOWS[one]) for one in Sight),
        draws=tuple(
            (one.number, f"Draw {one.number}, {stamp_words(one.until)}: {plural(one.sampled, 'decision')}")
            for one in found.draws
        ),
        people=tuple(
            (str(one.id), one.apprentice.name, f"{one.standard} version {one.version}, {one.terms.employer.name}")
            for one in found.apprenticeships
        ),
        typed=typed,
        faults=faults,
    )
