"""Visits from outside, as administrators grant them: who, when, what, and of whom."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.visits import grant_visit
from app.answers.whom_to_see import whom_to_see
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.visits import USUAL, Sight
from app.rendering.words import plural, stamp_words
from app.web.access import Visitor, acting, person_who_may, reading, visitor
from app.web.entered.people import placed
from app.web.entered.visits import VisitForm
from app.web.forms import Typed, checked, typed_form
from app.web.pages.visits.choosing import WhomView, choosing, chosen_in, for_granting, looked_for, whom_view
from app.web.pages.visits.listing import HERE, UNDER
from app.web.responses import frame, page, redirect
from app.web.visit_words import SHOWS, SIGHTS, days_words

routes = APIRouter()
FIELDS = ("name", "email", "organisation", "purpose", "since", "last_day", "sights", "draw", "apprenticeship")


@dataclass(frozen=True, slots=True)
class GrantView:
    """The form. `sights` are value, words and hint."""

    sights: tuple[tuple[str, str, str], ...]
    draws: tuple[tuple[int, str], ...]
    whom: WhomView
    typed: Typed
    faults: tuple[Fault, ...]


@routes.get(HERE + "/new")
def new(request: Request, _: Visitor = person_who_may(Permission.GRANT_VISIT)) -> Response:
    """The form."""
    return _form(request, Typed())


@routes.post(HERE + "/new")
def find(
    request: Request, _: Visitor = person_who_may(Permission.GRANT_VISIT), typed: Typed = Depends(typed_form)
) -> Response:
    """The form again, with whoever is found and whoever is chosen; nothing is granted."""
    with reading(request) as session:
        typed, faults = choosing(session, typed)
    return _form(request, typed, faults)


@routes.post(HERE)
def grant(
    request: Request, _: Visitor = person_who_may(Permission.GRANT_VISIT), typed: Typed = Depends(typed_form)
) -> Response:
    """Grant a visit."""
    try:
        form = checked(VisitForm, for_granting(typed))
        with acting(request) as who:
            number = grant_visit(who, form.said())
    except BadInput as wrong:
        return _form(request, typed, placed(wrong.faults, FIELDS))
    text = f"The visit is open from {days_words(form.said().ask)}. {form.email} is told by mail."
    return redirect(request, f"{HERE}/{number}", heading=f"{form.name} is invited", text=text)


def _form(request: Request, typed: Typed, faults: tuple[Fault, ...] = ()) -> Response:
    today, looking = visitor(request).today, looked_for(typed)
    with reading(request) as session:
        found = whom_to_see(session, today, looking, chosen_in(typed))
    defaults = Typed([("since", today.isoformat()), ("last_day", (today + USUAL).isoformat())])
    view = GrantView(
        sights=tuple((one.value, SIGHTS[one], SHOWS[one]) for one in Sight),
        draws=tuple(
            (one.number, f"Draw {one.number}, {stamp_words(one.until)}: {plural(one.sampled, 'decision')}")
            for one in found.draws
        ),
        whom=whom_view(found, looking),
        typed=typed if typed.fields else defaults,
        faults=faults,
    )
    around = frame(request, "Grant a visit", current=UNDER, form=True, has_error=bool(faults))
    return page(request, "visits/new.html", around, status=422 if faults else 200, view=view)
