"""Naming a colleague who confirms hours for a while."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.due import Colleague, name_colleague
from app.actions.due.delegating import LONGEST
from app.db import apprenticeships
from app.domain.people import ENDED
from app.domain.refusals import BadInput, Fault, TooOften, WrongState
from app.rendering.words import date_words
from app.web.access import installation, reading
from app.web.contact import Here, acting_here, closed, contact_here, place_frame
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.due.links import HERE
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
ALL = "all"
USUAL = timedelta(days=28)


class ColleagueForm(Form):
    """A colleague, for whom they act and until when. `record` is an apprenticeship's id or "all"."""

    name: str = ""
    email: str = ""
    record: str = ""
    last_day: date


@dataclass(frozen=True, slots=True)
class ColleagueView:
    """The form. `records` are the choices: (value, words)."""

    name: str
    email: str
    record: str
    last_day: str
    records: tuple[tuple[str, str], ...]
    earliest: date
    latest: date
    faults: tuple[Fault, ...]


@router.get(HERE + "/colleague")
def ask(request: Request, here: Here | None = contact_here()) -> Response:
    """The form."""
    return closed(request) if here is None else _form(request, here, Typed())


@router.post(HERE + "/colleague")
def name(request: Request, here: Here | None = contact_here(), typed: Typed = Depends(typed_form)) -> Response:
    """Name a colleague; they get a link of their own."""
    if here is None:
        return closed(request)
    try:
        form = checked(ColleagueForm, typed)
        with acting_here(request, here) as who:
            name_colleague(who, _records(here, form.record), Colleague(form.name, form.email, form.last_day))
    except BadInput as wrong:
        return _form(request, here, typed, faults=wrong.faults, status=422)
    except TooOften as refusal:
        return _form(request, here, typed, faults=(Fault("", refusal.sentence),), status=429)
    except WrongState as refusal:
        return _form(request, here, typed, faults=(Fault("", refusal.sentence),), status=409)
    text = (
        f"Until {date_words(form.last_day)}. They got a link of their own by e-mail. You can still confirm hours too."
    )
    return redirect(request, HERE, "ok", f"{form.name} can confirm hours now", text)


def _records(here: Here, wanted: str) -> list[UUID]:
    """The apprenticeships that are meant; none where nothing of one's own was chosen."""
    if wanted == ALL:
        return list(here.apprenticeships)
    return [one for one in here.apprenticeships if str(one) == wanted]


def _form(request: Request, here: Here, typed: Typed, *, faults: tuple[Fault, ...] = (), status: int = 200) -> Response:
    today = installation(request).today()
    with reading(request) as session:
        every = apprenticeships.load_many(session, today, list(here.apprenticeships))
    running = sorted((one for one in every if one.status not in ENDED), key=lambda one: one.apprentice.name.casefold())
    records = tuple((str(one.id), f"{one.apprentice.name}, {one.terms.employer.name}") for one in running)
    view = ColleagueView(
        name=typed.get("name"),
        email=typed.get("email"),
        record=typed.get("record", ALL),
        last_day=typed.get("last_day", (today + USUAL).isoformat()),
        records=((ALL, "All my apprentices"), *records),
        earliest=today,
        latest=today + LONGEST,
        faults=faults,
    )
    around = place_frame(request, here, "Name a colleague", current=HERE, form=True, has_error=bool(faults))
    return page(request, "due/colleague.html", around, status=status, view=view)
