"""One concern: read, and what is put on record about it. Each showing is noted as a reading before it is made."""

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import concerns as actions
from app.actions.acting import Acting
from app.answers.concerns import concern_words
from app.domain.concerns import Done, Means, number_in
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import Visitor, acting, installation, person_who_may, visitor
from app.web.entered.terms import iso_day
from app.web.forms import Typed, typed_form
from app.web.pages.concerns.listing import HERE, keep_words, sent_as_file
from app.web.pages.concerns.shown import concern_view
from app.web.responses import frame, page, redirect

routes = APIRouter(prefix=HERE + "/{concern}")
Do = Callable[[Acting, str], None]


@routes.get("")
def show(request: Request, concern: str, _: Visitor = person_who_may(Permission.READ_CONCERN)) -> Response:
    """Everything about one concern; that it was read is on record before it is shown."""
    return _shown(request, _number(concern), Typed(), ())


@routes.post("/notes")
def note(
    request: Request,
    concern: str,
    _: Visitor = person_who_may(Permission.READ_CONCERN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Add a note."""
    return _done(request, concern, typed, lambda a, n: actions.add_note(a, n, typed.get("note")), "The note is added")


@routes.post("/outcome")
def outcome(
    request: Request,
    concern: str,
    _: Visitor = person_who_may(Permission.READ_CONCERN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Record what was done, and who was told."""

    def do(a: Acting, n: str) -> None:
        actions.record_outcome(a, n, _typed_outcome(typed))

    return _done(request, concern, typed, do, "What was done is recorded")


@routes.post("/closing")
def close(request: Request, concern: str, _: Visitor = person_who_may(Permission.READ_CONCERN)) -> Response:
    """Close it."""
    return _done(request, concern, Typed(), actions.close_concern, "The concern is closed")


@routes.post("/opening")
def open_again(
    request: Request,
    concern: str,
    _: Visitor = person_who_may(Permission.READ_CONCERN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Open it again."""

    def do(a: Acting, n: str) -> None:
        actions.open_concern_again(a, n, typed.get("reason"))

    return _done(request, concern, typed, do, "The concern is open again")


@routes.post("/erasure")
def erase(
    request: Request,
    concern: str,
    _: Visitor = person_who_may(Permission.READ_CONCERN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Erase what is past its date."""

    def do(a: Acting, n: str) -> None:
        actions.erase_concern(a, n, typed.get("typed"), typed.get("erase_reason"))

    return _done(request, concern, typed, do, "The concern is erased")


@routes.post("/file")
def take(request: Request, concern: str, _: Visitor = person_who_may(Permission.READ_CONCERN)) -> Response:
    """The concern as a file."""
    known = _number(concern)
    return sent_as_file(request, known, f"concern-{known}.txt")


def _done(request: Request, number: str, typed: Typed, do: Do, heading: str) -> Response:
    known = _number(number)
    try:
        with acting(request) as a:
            do(a, known)
    except BadInput as wrong:
        return _shown(request, known, typed, wrong.faults)
    return redirect(request, f"{HERE}/{known}", heading=heading)


def _shown(request: Request, number: str, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    with acting(request) as a:
        shown = actions.read_concern(a, number, Means.PAGE)
    outcomes = concern_words(installation(request).catalogue).outcome_by_code
    view = concern_view(shown, outcomes, visitor(request), keep_words(shown.keep), typed, faults)
    around = frame(request, "Concern", current=HERE, has_error=bool(faults))
    return page(request, "concerns/show.html", around, status=422 if faults else 200, view=view)


def _typed_outcome(typed: Typed) -> Done:
    on: date | None = iso_day(typed.get("referred_on"))
    return Done(typed.get("outcome"), typed.get("outcome_words"), typed.get("referred_to"), on)


def _number(text: str) -> str:
    number = number_in(text)
    if not number:
        raise NotFound
    return number
