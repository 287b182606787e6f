"""A tutor's sessions: those to come and those whose register is still to be taken, those held, those cancelled."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.catalogue import Catalogue
from app.db import sessions as db
from app.db.sessions import Line
from app.domain.people import Role
from app.domain.refusals import BadInput, NotPermitted
from app.domain.sessions import SessionState
from app.rendering.frame import Chip
from app.rendering.words import plural
from app.web.access import Visitor, installation, reading, signed_in
from app.web.cursors import cursor, day_and_id_after
from app.web.responses import frame, page
from app.web.sessions_shown import where_words

router = APIRouter(include_in_schema=False)
HERE = "/sessions"
A_PAGE = 40
FILTERS = {"": "Planned", "register": "To register", "held": "Held", "cancelled": "Cancelled"}
"""What of the sessions is looked at, by the value of `state` in the address."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in the list. `state` is in words; `who` says how many are invited or were there."""

    title: str
    address: str
    on: date
    minutes: int
    activity: str
    where: str
    who: str
    state: str
    due: bool


@dataclass(frozen=True, slots=True)
class SessionsView:
    """One page of the list."""

    rows: tuple[SessionRow, ...]
    chips: tuple[Chip, ...]
    chosen: str
    more: str
    first: str


@router.get(HERE)
def index(request: Request, state: str = "", after: str = "", who: Visitor = signed_in()) -> Response:
    """The list; `state` filters it, `after` goes on."""
    mine, state = tutored(who), state if state in FILTERS else ""
    planned = state in ("", "register")
    with reading(request) as session:
        found = db.lines_of(
            session,
            mine,
            state=SessionState.PLANNED if planned else SessionState(state),
            until=who.today if state == "register" else None,
            after=_place(after),
            soonest_first=planned,
            limit=A_PAGE + 1,
        )
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    view = SessionsView(
        rows=tuple(_row(installation(request).catalogue, one, who.today) for one in found[:A_PAGE]),
        chips=tuple((words, None, _address(value), value == state, "") for value, words in FILTERS.items()),
        chosen=FILTERS[state],
        more=_address(state, cursor(last.on, last.id)) if last else "",
        first=_address(state) if after else "",
    )
    around = frame(request, "Sessions", current=HERE, compact=True, wide=True)
    return page(request, "sessions/index.html", around, view=view)


def tutored(who: Visitor) -> list[UUID]:
    """The apprenticeships that this person tutors or covers today. Raises NotPermitted where there is none."""
    found = who.apprenticeships_as(Role.TUTOR)
    if not found:
        raise NotPermitted("Only tutors plan and hold sessions.")
    return found


def state_words(state: SessionState, on: date, today: date) -> str:
    """Where a session stands, as a tutor reads it."""
    if state is SessionState.PLANNED:
        return "To register" if on <= today else "Planned"
    return "Held" if state is SessionState.HELD else "Cancelled"


def _row(catalogue: Catalogue, one: Line, today: date) -> SessionRow:
    activity = catalogue.programme(one.programme).activity_by_code.get(one.activity)
    there = (
        f"{one.present} of {one.invited} there"
        if one.state is SessionState.HELD
        else plural(one.invited, "person", "people")
    )
    state = state_words(one.state, one.on, today)
    return SessionRow(
        title=one.title,
        address=f"{HERE}/{one.id}",
        on=one.on,
        minutes=one.minutes,
        activity=activity.name if activity else one.activity,
        where=where_words(one.place, online=one.online),
        who=there,
        state=state,
        due=state == "To register",
    )


def _address(state: str, after: str = "") -> str:
    given = [f"{name}={value}" for name, value in (("state", state), ("after", after)) if value]
    return HERE + (f"?{'&'.join(given)}" if given else "")


def _place(after: str) -> tuple[date, UUID] | None:
    """A cursor that is not ours begins again."""
    try:
        return day_and_id_after(after)
    except BadInput:
        return None
