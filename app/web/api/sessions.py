"""Sessions held for several as JSON: planning, the register, moving, cancelling, and the apprentice’s own word."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions import sessions as actions
from app.db import sessions as db
from app.db.sessions import Line, Moved, RegisterLine
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.sessions import Attendance, Mark, SessionPlan, SessionState
from app.web.access import Visitor, acting, reading, signed_in
from app.web.addresses import id_in
from app.web.api.bodies import PAGE, SentJson, idempotent, sent_json
from app.web.cursors import cursor, day_and_id_after
from app.web.forms import Form
from app.web.pages.sessions.listing import tutored

router = APIRouter(prefix="/sessions", tags=["sessions"])


class TutorNamed(BaseModel):
    """Who planned it."""

    id: UUID
    name: str


class SessionAnswer(BaseModel):
    """A session. Minutes are its whole length; `present` counts whoever was there, for all or a part of it."""

    id: UUID
    on: date
    minutes: int
    activity: str
    title: str
    place: str
    online: bool
    duty: str | None
    ksbs: list[str]
    state: SessionState
    reason: str
    tutor: TutorNamed
    invited: int
    present: int


class SessionPlaceAnswer(BaseModel):
    """One apprentice's place: what the register says, the entry that it made, and whether they say it is true."""

    apprenticeship: UUID
    name: str
    attendance: Attendance
    minutes: int | None
    entry: int | None
    entry_state: TimeState | None
    acknowledged: bool


class SessionMoveAnswer(BaseModel):
    """It was put on another day."""

    from_on: date
    to_on: date
    reason: str
    by: str
    at: datetime


class WholeSessionAnswer(SessionAnswer):
    """A session with its places and its moves. An apprentice gets their own place alone."""

    places: list[SessionPlaceAnswer]
    moves: list[SessionMoveAnswer]


class SessionsListed(BaseModel):
    """A page of the list; give `next` as `after` to go on."""

    items: list[SessionAnswer]
    next: str | None


class SessionBody(Form):
    """What is planned, and for whom. The day may be one gone by."""

    on: date
    minutes: int
    activity: str
    title: str
    place: str = ""
    online: bool = False
    duty: str | None = None
    ksbs: list[str] = Field(default=[])
    apprenticeships: list[UUID]


class MarkBody(Form):
    """One line of a register. `minutes` are for `part` alone."""

    apprenticeship: UUID
    attendance: Attendance
    minutes: int | None = None


class RegisterBody(Form):
    """The whole register: everybody invited whom this person tutors."""

    places: list[MarkBody]


class SessionMoveBody(Form):
    """To which day, and why."""

    on: date
    reason: str = ""


class CancellationBody(Form):
    """Why."""

    reason: str = ""


class DisputeBody(Form):
    """What is wrong."""

    note: str = ""


class AcknowledgementBody(Form):
    """Nothing more is to be said."""


@router.get("")
def index(request: Request, state: str = "", after: str = "", who: Visitor = signed_in()) -> SessionsListed:
    """Sessions of those whom one tutors, and one's own, newest day first."""
    if state and state not in set(SessionState):
        raise BadInput([Fault("state", f"Choose one of: {', '.join(SessionState)}.")])
    with reading(request) as session:
        found = db.lines_of(
            session,
            [*who.apprenticeships_as(Role.TUTOR), *who.apprenticeships_as(Role.APPRENTICE)],
            state=SessionState(state) if state else None,
            after=day_and_id_after(after),
            limit=PAGE + 1,
        )
    following = cursor(found[PAGE - 1].on, found[PAGE - 1].id) if len(found) > PAGE else None
    return SessionsListed(items=[SessionAnswer(**_line(one)) for one in found[:PAGE]], next=following)


@router.post("", status_code=201, response_model=WholeSessionAnswer)
def plan(request: Request, who: Visitor = signed_in(), sent: SentJson = Depends(sent_json)) -> Response:
    """Plan a session for apprentices whom one tutors."""
    tutored(who)
    body = sent.as_form(SessionBody)
    given = SessionPlan(
        body.on, body.minutes, body.activity, body.title, body.place, body.online, body.duty, tuple(body.ksbs)
    )
    with acting(request) as acts:

        def do() -> dict[str, Any]:
            planned = actions.plan_session(acts, given, body.apprenticeships)
            return _whole(acts.session, who, planned).model_dump(mode="json")

        return idempotent(request, acts, body, do)


@router.get("/{session}")
def show(request: Request, session: str, who: Visitor = signed_in()) -> WholeSessionAnswer:
    """One session with its register."""
    with reading(request) as reads:
        return _whole(reads, who, id_in(session))


@router.post("/{session}/register")
def register(
    request: Request, session: str, who: Visitor = signed_in(), sent: SentJson = Depends(sent_json)
) -> WholeSessionAnswer:
    """Take the register: whoever was there has an entry of time. The same register again changes nothing."""
    with acting(request) as acts:
        _tutors(acts.session, who, id_in(session))
        body = sent.as_form(RegisterBody)
        marks = {one.apprenticeship: Mark(one.attendance, one.minutes) for one in body.places}
        actions.hold_session(acts, id_in(session), marks)
        return _whole(acts.session, who, id_in(session))


@router.post("/{session}/move")
def move(
    request: Request, session: str, who: Visitor = signed_in(), sent: SentJson = Depends(sent_json)
) -> WholeSessionAnswer:
    """Put it on another day, with the reason; the old day is kept."""
    with acting(request) as acts:
        _tutors(acts.session, who, id_in(session))
        body = sent.as_form(SessionMoveBody)
        actions.move_session(acts, id_in(session), body.on, body.reason)
        return _whole(acts.session, who, id_in(session))


@router.post("/{session}/cancellation")
def cancel(
    request: Request, session: str, who: Visitor = signed_in(), sent: SentJson = Depends(sent_json)
) -> WholeSessionAnswer:
    """Say that it will not be held, with the reason."""
    with acting(request) as acts:
        _tutors(acts.session, who, id_in(session))
        actions.cancel_session(acts, id_in(session), sent.as_form(CancellationBody).reason)
        return _whole(acts.session, who, id_in(session))


@router.post("/{session}/acknowledgement")
def acknowledge(
    request: Request, session: str, who: Visitor = signed_in(), sent: SentJson = Depends(sent_json)
) -> WholeSessionAnswer:
    """The apprentice says: I was there, and the time is true."""
    with acting(request) as acts:
        own = _own(acts.session, who, id_in(session))
        sent.as_form(AcknowledgementBody)
        actions.acknowledge(acts, own, id_in(session))
        return _whole(acts.session, who, id_in(session))


@router.post("/{session}/dispute")
def dispute(
    request: Request, session: str, who: Visitor = signed_in(), sent: SentJson = Depends(sent_json)
) -> WholeSessionAnswer:
    """The apprentice says what is wrong; the entry is queried."""
    with acting(request) as acts:
        own = _own(acts.session, who, id_in(session))
        actions.dispute(acts, own, id_in(session), sent.as_form(DisputeBody).note)
        return _whole(acts.session, who, id_in(session))


def _tutors(session: Session, who: Visitor, one: UUID) -> None:
    """Raises NotFound to whoever tutors nobody on it, before anything is said of what was sent."""
    if not {place.apprenticeship for place in db.register_of(session, one)} & set(who.apprenticeships_as(Role.TUTOR)):
        raise NotFound


def _own(session: Session, who: Visitor, one: UUID) -> UUID:
    """The apprenticeship of which this person is the apprentice and that has a place in it. Raises NotFound."""
    mine = set(who.apprenticeships_as(Role.APPRENTICE))
    found = [place.apprenticeship for place in db.register_of(session, one) if place.apprenticeship in mine]
    if not found:
        raise NotFound
    return found[0]


def _whole(session: Session, who: Visitor, one: UUID) -> WholeSessionAnswer:
    """Raises NotFound to whoever neither tutors anybody on it nor is the apprentice of a place in it."""
    places = db.register_of(session, one)
    tutors, own = (set(who.apprenticeships_as(role)) for role in (Role.TUTOR, Role.APPRENTICE))
    seen = places if any(each.apprenticeship in tutors for each in places) else []
    seen = seen or [each for each in places if each.apprenticeship in own]
    line = db.line(session, one) if seen else None
    if line is None:
        raise NotFound
    moves = [_move(each) for each in db.moves_of(session, one)]
    return WholeSessionAnswer(**_line(line), places=[_place(each) for each in seen], moves=moves)


def _line(one: Line) -> dict[str, Any]:
    named = ("id", "on", "minutes", "activity", "title", "place", "online", "duty", "state", "reason")
    said = {name: getattr(one, name) for name in (*named, "invited", "present")}
    return said | {"ksbs": list(one.ksbs), "tutor": TutorNamed(id=one.tutor, name=one.tutor_name)}


def _place(one: RegisterLine) -> SessionPlaceAnswer:
    return SessionPlaceAnswer(
        apprenticeship=one.apprenticeship,
        name=one.name,
        attendance=one.attendance,
        minutes=one.minutes,
        entry=one.entry,
        entry_state=one.entry_state,
        acknowledged=one.acknowledged,
    )


def _move(one: Moved) -> SessionMoveAnswer:
    return SessionMoveAnswer(from_on=one.from_on, to_on=one.to_on, reason=one.reason, by=one.by_name, at=one.at)
