"""A session as it concerns one apprentice: what it is, what the register says, and her own word on it."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.actions import sessions as actions
from app.db import apprenticeships
from app.db import sessions as db
from app.db.sessions import Line, Moved, RegisterLine
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.sessions import Attendance, SessionState
from app.rendering.frame import Link
from app.rendering.words import date_words, hours
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import id_in
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.off_the_job.choices import readers_of
from app.web.pages.off_the_job.rows import entry_address
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect
from app.web.sessions_shown import session_address, where_words

router = APIRouter(include_in_schema=False)
SESSION = "/a/{apprenticeship}/sessions/{session}"


class BackForm(Form):
    """From which page it was said: "home", "off-the-job", or the session's own for anything else."""

    back: str = ""


class DisputeForm(Form):
    """What is wrong, in the apprentice's words."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnSessionView:
    """A session and one apprentice's place in it. `said` is what stands, in a sentence; `pairs` what it is."""

    title: str
    said: str
    state: str
    pairs: tuple[tuple[str, str], ...]
    entry: Link | None
    moves: tuple[Moved, ...]
    may_answer: bool
    may_dispute: bool
    minutes: int
    action: str
    dispute: str
    note: str
    readers: str
    faults: tuple[Fault, ...]


@router.get(SESSION)
def show(request: Request, session: str, member: Member = member_who_may(Permission.VIEW_HOURS)) -> Response:
    """The session."""
    return _shown(request, member, id_in(session))


@router.post(SESSION + "/acknowledgement")
def acknowledge(
    request: Request,
    session: str,
    member: Member = member_who_may(Permission.ACKNOWLEDGE_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say that one was there, in one tap."""
    back = checked(BackForm, typed).back
    with acting(request) as who:
        entry = actions.acknowledge(who, member.apprenticeship, id_in(session))
    confirmed = entry.state is TimeState.CONFIRMED
    text = "They are confirmed and count." if confirmed else "They count once your employer has confirmed them too."
    heading = f"Thank you. You said that these {hours(entry.logged.minutes)} are true"
    return redirect(request, _back(member.apprenticeship, id_in(session), back), "ok", heading, text)


@router.post(SESSION + "/dispute")
def dispute(
    request: Request,
    session: str,
    member: Member = member_who_may(Permission.ACKNOWLEDGE_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say that the register is wrong; whoever took it is asked."""
    try:
        form = checked(DisputeForm, typed)
        with acting(request) as who:
            actions.dispute(who, member.apprenticeship, id_in(session), form.note)
    except BadInput as refusal:
        faults = tuple(Fault("note", fault.sentence) for fault in refusal.faults)
        return _shown(request, member, id_in(session), faults=faults, typed=typed.get("note"), status=422)
    address = session_address(member.apprenticeship, id_in(session))
    return redirect(request, address, "ok", "Queried", "Your tutor is asked, and can put the hours right.")


def _back(apprenticeship: UUID, session: UUID, back: str) -> str:
    if back == "home":
        return "/home"
    return record_address(apprenticeship, back) if back == "off-the-job" else session_address(apprenticeship, session)


def _shown(
    request: Request,
    member: Member,
    session: UUID,
    *,
    faults: tuple[Fault, ...] = (),
    typed: str = "",
    status: int = 200,
) -> Response:
    with reading(request) as reads:
        one = apprenticeships.load(reads, member.apprenticeship, visitor(request).today)
        line, place, moves = _found(reads, member.apprenticeship, session)
    view = _view(request, member, one, line, place, moves, faults, typed)
    shown = record_frame(request, one, member, "Off-the-job", line.title, compact=False, has_error=bool(faults))
    return page(request, "sessions/own.html", shown, status=status, view=view)


def _found(reads: Session, apprenticeship: UUID, session: UUID) -> tuple[Line, RegisterLine, list[Moved]]:
    """Raises NotFound where this apprentice has no place in it."""
    place = db.register_of(reads, session, only=apprenticeship)
    line = db.line(reads, session) if place else None
    if line is None:
        raise NotFound
    return line, place[0], db.moves_of(reads, session)


def _view(
    request: Request,
    member: Member,
    one: Apprenticeship,
    line: Line,
    place: RegisterLine,
    moves: list[Moved],
    faults: tuple[Fault, ...],
    typed: str,
) -> OwnSessionView:
    catalogue = installation(request).catalogue
    activity = catalogue.programme(line.programme).activity_by_code.get(line.activity)
    duty = catalogue.standard(one.standard, one.version).duty_by_code.get(line.duty or "")
    own = may(member, Permission.ACKNOWLEDGE_TIME)
    speaks = own and _waits(place)
    pairs = (
        ("Day", date_words(line.on)),
        ("Length", hours(line.minutes)),
        ("Activity", activity.name if activity else line.activity),
        ("Duty", f"{duty.code} {duty.short}" if duty else "Not named"),
        ("KSBs", ", ".join(line.ksbs) or "None named"),
        ("Where", where_words(line.place, online=line.online)),
        ("Tutor", line.tutor_name),
    )
    return OwnSessionView(
        title=line.title,
        said=_said(line, place, place.name.split()[0], own=own),
        state=place.entry_state.value if place.entry_state else "",
        pairs=pairs,
        entry=Link(f"entry {place.entry}", entry_address(one.id, place.entry)) if place.entry else None,
        moves=tuple(moves),
        may_answer=speaks and not place.acknowledged,
        may_dispute=speaks,
        minutes=place.minutes or line.minutes,
        action=session_address(one.id, line.id, "acknowledgement"),
        dispute=session_address(one.id, line.id, "dispute"),
        note=typed,
        readers=readers_of(one, member),
        faults=faults,
    )


def _said(line: Line, place: RegisterLine, first_name: str, *, own: bool) -> str:
    """What stands, in a sentence or two."""
    if line.state is SessionState.CANCELLED:
        return f"This session was cancelled: {line.reason}"
    who, are, were, have = ("You", "are", "were", "have") if own else (first_name, "is", "was", "has")
    if place.attendance is Attendance.INVITED:
        return f"{who} {are} invited. Hours come from the register, once it is taken."
    if place.attendance is Attendance.ABSENT:
        return f"By the register, {'you' if own else who} {were} not there, so there are no hours."
    there = f"By the register, {'you' if own else who} {were} there for {hours(place.minutes or line.minutes)}."
    if place.entry_state is TimeState.QUERIED:
        return f"{there} That is queried, until {line.tutor_name.split()[0]} has answered."
    if place.acknowledged:
        return f"{there} {who} said that this is true."
    return f"{there} {who} {have} not said yet whether this is true." if _waits(place) else there


def _waits(place: RegisterLine) -> bool:
    return place.entry_state is TimeState.WAITING
