"""Raising a concern, and what oneself has sent. Their title is “Help”: who looks over a shoulder learns nothing."""

from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.actions.concerns import raise_concern
from app.answers.concerns import lines_to_call, place_known, readers
from app.db import concerns
from app.domain.concerns import Place, Said, insist_said, number_in, place_in
from app.domain.people import Member, Person, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.rendering.frame import PageFrame
from app.web.access import Visitor, acting, installation, person_who_may, reading
from app.web.came_from import SENT, TELL, place_address
from app.web.forms import Typed, typed_form
from app.web.pages.concerns.view import ABOUT, DANGER, WHOM, AllSentView, RaiseView, SentView
from app.web.responses import frame, page

routes = APIRouter()
TITLE = "Help"


@routes.get(TELL)
def ask(request: Request, who: Visitor = person_who_may(Permission.RAISE_CONCERN)) -> Response:
    """The form, with who reads it and where to call first."""
    came_from = request.query_params.get("from", "")
    return _asked(request, who, Typed([("from", came_from), ("say_from", "true")]), ())


@routes.post(TELL)
def tell(
    request: Request,
    who: Visitor = person_who_may(Permission.RAISE_CONCERN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Send it to the safeguarding lead and deputies."""
    try:
        said = said_in(typed)
    except BadInput as wrong:
        return _asked(request, who, typed, wrong.faults)
    with acting(request) as a:
        number = raise_concern(a, said, form=form_id(typed)).number
    # No message travels with it: what was done stands on the page alone.
    return RedirectResponse(f"{SENT}/{number}", status_code=303)


@routes.get(SENT)
def sent(request: Request, who: Visitor = person_who_may(Permission.RAISE_CONCERN)) -> Response:
    """Everything that somebody has sent, without its words."""
    with reading(request) as session:
        found = concerns.of_person(session, who.person.id)
    return page(request, "concerns/sent.html", frame(request, TITLE), view=AllSentView(tuple(found)))


@routes.get(SENT + "/{concern}")
def sent_one(request: Request, concern: str, who: Visitor = person_who_may(Permission.RAISE_CONCERN)) -> Response:
    """That it was received, when, under which number, and one's own words; never what was done about it."""
    with reading(request) as session:
        found = concerns.of_person(session, who.person.id, number_in(concern))
        if not found:
            raise NotFound
        lines = lines_to_call(installation(request).catalogue, concerns.current(session))
        names = readers(session, who.today)
    one = found[0]
    view = SentView(one, ABOUT[one.about], DANGER[one.danger], lines, names)
    return page(request, "concerns/sent_one.html", frame(request, TITLE), view=view)


def _asked(request: Request, who: Visitor, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    member_of = place_in(typed.get("from"))
    roles = who.roles_on(member_of.apprenticeship) if member_of else frozenset()
    words = known_place(request, who.person, roles, member_of, who.today)
    here = place_address(member_of) if member_of is not None and words else ""
    around = frame(request, TITLE, has_error=bool(faults), at=here)
    return form_page(request, around, typed, faults, place=words, came_from=here, back=here or "/")


def known_place(request: Request, person: Person, roles: frozenset[Role], place: Place | None, today: date) -> str:
    """A place in words; "" where there is none, or where somebody of these roles may not know it."""
    if place is None:
        return ""
    with reading(request) as session:
        return place_known(session, Member(person, place.apprenticeship, roles), place, today)


def form_page(
    request: Request,
    around: PageFrame,
    typed: Typed,
    faults: tuple[Fault, ...],
    *,
    place: str,
    came_from: str,
    back: str,
    address: str = TELL,
    sent: str = SENT,
) -> Response:
    """The form, first or again, for whoever is there."""
    house = installation(request)
    with reading(request) as session:
        lines = lines_to_call(house.catalogue, concerns.current(session))
        names = readers(session, house.today())
    view = RaiseView(
        lines=lines,
        readers=names,
        abouts=WHOM,
        dangers=tuple((one.value, said) for one, said in DANGER.items()),
        place=place,
        came_from=came_from,
        back=back,
        form=typed.get("form") or str(uuid4()),
        typed=typed,
        faults=faults,
        address=address,
        sent=sent,
    )
    return page(request, "concerns/raise.html", around, status=422 if faults else 200, view=view)


def said_in(typed: Typed) -> Said:
    """The concern that was typed. Raises BadInput."""
    place = place_in(typed.get("from")) if typed.get("say_from") else None
    return insist_said(typed.get("about"), typed.get("danger"), typed.get("words"), typed.get("told"), place)


def form_id(typed: Typed) -> UUID | None:
    """The id of the rendering that a form was sent from, by which it is known again."""
    try:
        return UUID(typed.get("form"))
    except ValueError:
        return None
