"""A skills scan filled in as the employer, from the place of what is due: by link too, without an account."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from app.actions.skills_scan import give_ratings
from app.answers.skills_scan import scans_seen
from app.db import apprenticeships
from app.db import skills_scans as db
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.rendering.environment import render
from app.web.access import installation, reading
from app.web.addresses import NUMBER, id_in
from app.web.contact import Here, acting_here, closed, contact_here, place_frame
from app.web.forms import Typed, typed_form
from app.web.pages.due.links import HERE
from app.web.pages.skills_scan.filled_in import GIVE, KEEP, keep, typed_view
from app.web.pages.skills_scan.given import given_view
from app.web.pages.skills_scan.rate_view import Place, rate_view
from app.web.pages.skills_scan.rating import KEPT, OwnRating, own_rating, readers_words, where_next
from app.web.responses import page, redirect

router = APIRouter(prefix=HERE + "/skills-scan/{record}/" + NUMBER, include_in_schema=False)


@router.get("")
def ask(request: Request, record: str, number: int, here: Here | None = contact_here()) -> Response:
    """The form; once given, what was given by all."""
    return closed(request) if here is None else _form(request, here, _held(here, record), number)


@router.post("")
def send(
    request: Request,
    record: str,
    number: int,
    here: Here | None = contact_here(),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep the form for later, add answers to it, or give the ratings."""
    if here is None:
        return closed(request)
    one, decision = _held(here, record), typed.get("decision", KEEP)
    address = f"{HERE}/skills-scan/{one}/{number}"
    own = _own(request, one, number)
    try:
        with acting_here(request, here) as who:
            fields = dict(keep(who, one, number, typed, own.seen, Role.EMPLOYER).draft.fields)
    except WrongState:
        # Sent twice: given already, it answers as the first time did.
        if decision != GIVE:
            raise
        fields = dict(typed.fields)
    if decision == KEEP:
        return redirect(request, HERE, "ok", *KEPT)
    if decision != GIVE:
        return redirect(request, f"{address}#{where_next(decision)}")
    try:
        with acting_here(request, here) as who:
            give_ratings(who, one, number, fields)
    except BadInput as wrong:
        return _form(request, here, one, number, wrong.faults)
    return redirect(request, address, "ok", "Your ratings are given", "They stay as they are. You see the others’ now.")


@router.post("/typed")
def typing(
    request: Request,
    record: str,
    number: int,
    here: Here | None = contact_here(),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep the form as it stands just now, for the script of the page."""
    if here is None:
        return closed(request)
    one = _held(here, record)
    own = _own(request, one, number)
    with acting_here(request, here) as who:
        merged = keep(who, one, number, typed, own.seen, Role.EMPLOYER)
    return HTMLResponse(render("skills_scan/typed.html", view=typed_view(merged, own.seen)))


def _held(here: Here, record: str) -> UUID:
    """One of the contact's own apprenticeships. Raises NotFound."""
    one = id_in(record)
    if one not in here.apprenticeships:
        raise NotFound
    return one


def _own(request: Request, one: UUID, number: int) -> OwnRating:
    with reading(request) as session:
        return own_rating(request, session, one, number, (Role.EMPLOYER,))


def _form(request: Request, here: Here, one: UUID, number: int, faults: tuple[Fault, ...] = ()) -> Response:
    house = installation(request)
    with reading(request) as session:
        record = apprenticeships.load(session, one, house.today())
        seen = scans_seen(session, house.catalogue, record, (Role.EMPLOYER,))
        draft = db.draft_of(session, one, number, here.person.id)
    found = next((each for each in seen.scans if each[0].number == number), None)
    if found is None:
        raise NotFound
    if Role.EMPLOYER not in found[0].waits_for:
        given = given_view(seen, *found, record, HERE, here.by_link)
        shown = replace(given, heading=f"{record.apprentice.name}: {given.heading}")
        around = place_frame(request, here, shown.heading, current=HERE)
        return page(request, "skills_scan/given.html", around, view=shown)
    place = Place(
        address=f"{HERE}/skills-scan/{one}/{number}",
        back=HERE,
        apprentice=record.apprentice.name.split()[0],
        readers=readers_words(Role.EMPLOYER),
        role=Role.EMPLOYER,
        by_link=here.by_link,
    )
    view = rate_view(seen, found[0], draft, place, faults)
    around = place_frame(request, here, view.heading, current=HERE, has_error=bool(faults))
    return page(request, "skills_scan/rate.html", around, status=422 if faults else 200, view=view)
