"""One session as its tutor sees it: taking the register, moving and cancelling it, inviting more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions import sessions as actions
from app.actions.acting import Acting
from app.db import apprenticeships
from app.db import sessions as db
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.sessions import Attendance, Mark, SessionState
from app.rendering.words import date_words, plural
from app.web.access import Visitor, acting, installation, reading, signed_in
from app.web.addresses import id_in, number_in
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.sessions.listing import HERE
from app.web.pages.sessions.register_view import RegisterView, Shown, register_view
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)
SESSION = HERE + "/{session}"


class MoveForm(Form):
    """To which day, and why."""

    on: date
    reason: str = ""


class CancelForm(Form):
    """Why it is not held."""

    reason: str = ""


class InviteForm(Form):
    """Who else is invited."""

    apprenticeship: list[str] = Field(default=[])


@dataclass(frozen=True, slots=True)
class _Again:
    """What was typed and what is wrong with it."""

    typed: Typed
    faults: tuple[Fault, ...]


@router.get(SESSION)
def show(request: Request, session: str, tick: str = "", who: Visitor = signed_in()) -> Response:
    """The session; `tick=all` marks everybody as there, to correct from."""
    return _shown(request, who, id_in(session), all_there=tick == "all")


@router.post(SESSION + "/register")
def register(
    request: Request, session: str, who: Visitor = signed_in(), typed: Typed = Depends(typed_form)
) -> Response:
    """Take the register: everybody who was there has their hours at once."""

    def do(acts: Acting) -> tuple[str, str]:
        there = actions.hold_session(acts, id_in(session), register_typed(typed))
        text = "Each of them is asked whether it is true. Nobody else has hours."
        return f"{plural(there, 'apprentice has', 'apprentices have')} hours now", text

    return _done(request, who, id_in(session), typed, do, _of_register(typed))


@router.post(SESSION + "/move")
def move(request: Request, session: str, who: Visitor = signed_in(), typed: Typed = Depends(typed_form)) -> Response:
    """Put it on another day."""

    def do(acts: Acting) -> tuple[str, str]:
        form = checked(MoveForm, typed)
        actions.move_session(acts, id_in(session), form.on, form.reason)
        return f"Moved to {date_words(form.on)}", "Whoever is invited sees the new day."

    return _done(request, who, id_in(session), typed, do, lambda fault: f"move-{fault.path}")


@router.post(SESSION + "/cancellation")
def cancel(request: Request, session: str, who: Visitor = signed_in(), typed: Typed = Depends(typed_form)) -> Response:
    """Say that it will not be held."""

    def do(acts: Acting) -> tuple[str, str]:
        actions.cancel_session(acts, id_in(session), checked(CancelForm, typed).reason)
        return "Cancelled", "Nobody gets hours for it."

    return _done(request, who, id_in(session), typed, do, lambda fault: f"cancel-{fault.path}")


@router.post(SESSION + "/invitations")
def invite(request: Request, session: str, who: Visitor = signed_in(), typed: Typed = Depends(typed_form)) -> Response:
    """Invite more apprentices."""

    def do(acts: Acting) -> tuple[str, str]:
        named = [id_in(key) for key in checked(InviteForm, typed).apprenticeship]
        more = actions.invite_to_session(acts, id_in(session), named)
        return f"{plural(more, 'more person', 'more people')} invited", "They see the session coming up."

    return _done(request, who, id_in(session), typed, do, lambda _: "invite")


def register_typed(typed: Typed) -> dict[UUID, Mark]:
    """The register as it was typed: `at-…` says of an apprenticeship what it is, `minutes-…` for how long."""
    found = {}
    for name, value in typed.fields:
        if name.startswith("at-") and value in set(Attendance):
            key = name.removeprefix("at-")
            minutes = number_in(typed.get(f"minutes-{key}").strip()) if value == Attendance.PART else None
            found[id_in(key)] = Mark(Attendance(value), minutes)
    return found


def _of_register(typed: Typed) -> Callable[[Fault], str]:
    """The field of a fault on the register: the minutes of whoever was there for a part, else the answer."""

    def field(fault: Fault) -> str:
        part = typed.get(f"at-{fault.path}") == Attendance.PART
        return "register" if fault.path == "places" else f"{'minutes' if part else 'at'}-{fault.path}"

    return field


def _done(
    request: Request,
    who: Visitor,
    session: UUID,
    typed: Typed,
    do: Callable[[Acting], tuple[str, str]],
    field: Callable[[Fault], str],
) -> Response:
    names = _names(request, who, session)
    try:
        with acting(request) as acts:
            heading, text = do(acts)
    except BadInput as refusal:
        faults = tuple(Fault(field(fault), _naming(fault, names)) for fault in refusal.faults)
        return _shown(request, who, session, again=_Again(typed, faults))
    return redirect(request, f"{HERE}/{session}", "ok", heading, text)


def _names(request: Request, who: Visitor, session: UUID) -> dict[str, str]:
    """Everybody on it by apprenticeship. Raises NotFound to whoever tutors none of them, whatever they sent."""
    with reading(request) as reads:
        places = db.register_of(reads, session)
    if not {place.apprenticeship for place in places} & set(who.apprenticeships_as(Role.TUTOR)):
        raise NotFound
    return {str(place.apprenticeship): place.name for place in places}


def _naming(fault: Fault, names: Mapping[str, str]) -> str:
    """The sentence with the apprentice's name, so that no two in the summary read alike."""
    return fault.sentence.replace("this apprentice", names.get(fault.path, "this apprentice"))


def _shown(
    request: Request, who: Visitor, session: UUID, *, all_there: bool = False, again: _Again | None = None
) -> Response:
    view = _view(request, who, session, all_there, again)
    around = frame(request, view.title, current=HERE, has_error=bool(view.faults), form=True)
    return page(request, "sessions/show.html", around, status=422 if again else 200, view=view)


def _view(request: Request, who: Visitor, session: UUID, all_there: bool, again: _Again | None) -> RegisterView:
    mine = frozenset(who.apprenticeships_as(Role.TUTOR))
    with reading(request) as reads:
        places = db.register_of(reads, session)
        line = db.line(reads, session) if {place.apprenticeship for place in places} & mine else None
        if line is None:
            raise NotFound
        moves = db.moves_of(reads, session)
        planned = line.state is SessionState.PLANNED
        own = apprenticeships.load_many(reads, who.today, list(mine)) if planned else []
    typed: dict[str, Any] = {}
    if again:
        typed = {"typed": dict(again.typed.fields), "faults": again.faults}
        typed["ticked"] = frozenset(again.typed.all("apprenticeship"))
    return register_view(
        installation(request).catalogue, Shown(line, places, moves, mine, own, who.today, all_there, **typed)
    )
