"""The record of breaches: what was closed, who had opened it, what became of it, and who was told."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import breaches as actions
from app.actions.acting import Acting
from app.db import apprenticeships, breaches, people, words_kept
from app.domain.breaches import Breach
from app.domain.london import london_moment
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, NotFound
from app.rendering.words import stamp_words
from app.web.access import Visitor, acting, member_who_may, person_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed, typed_form
from app.web.pages.breaches.view import (
    HEADINGS,
    STATES,
    BreachesView,
    BreachLine,
    BreachView,
    KeptLine,
    files_words,
    kind_words,
    opened_line,
)
from app.web.record import evidence_address, record_address, record_frame
from app.web.responses import frame, page, redirect

routes = APIRouter(include_in_schema=False)


@routes.get("/breaches")
def everywhere(request: Request, _: Visitor = person_who_may(Permission.VIEW_BREACHES)) -> Response:
    """Every breach of the provider, newest first, for the administrators."""
    with reading(request) as session:
        found = breaches.of_provider(session)
    lines = tuple(_line(apprenticeship, breach, name) for apprenticeship, name, breach in found)
    shown = frame(request, "Breaches", current="/breaches")
    return page(request, "breaches/index.html", shown, view=BreachesView(lines, ""))


@routes.get("/a/{apprenticeship}/breaches")
def index(request: Request, member: Member = member_who_may(Permission.VIEW_BREACHES)) -> Response:
    """The breaches of one record."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = breaches.breaches_of(session, one.id)
        stays = words_kept.of_record(session, one.id)
    lines = tuple(_line(one.id, breach) for breach in found)
    kept = tuple(KeptLine(each.name, kind_words(each.kind), each.reason, each.by.name, each.at) for each in stays)
    erasure = record_address(one.id, "erasure") if may(member, Permission.ERASE_WORDS) else ""
    shown = record_frame(request, one, member, "Evidence", "Breaches", compact=False)
    return page(request, "breaches/index.html", shown, view=BreachesView(lines, one.apprentice.name, erasure, kept))


@routes.get("/a/{apprenticeship}/breaches/{breach}")
def show(request: Request, breach: str, member: Member = member_who_may(Permission.VIEW_BREACHES)) -> Response:
    """One breach with everything on record about it."""
    return _record(request, member, _number(breach), Typed(), ())


@routes.post("/a/{apprenticeship}/breaches/{breach}/release")
def release(
    request: Request,
    breach: str,
    member: Member = member_who_may(Permission.END_BREACH),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Open the piece again."""

    def do(who: Acting, seq: int) -> None:
        actions.release_evidence(who, member.apprenticeship, seq, typed.get("reason"))

    text = "The apprentice and the tutor can read it. Nobody else can until the tutor has cleared it again."
    return _done(request, member, breach, typed, do, "is open again", text)


@routes.post("/a/{apprenticeship}/breaches/{breach}/erasure")
def erase(
    request: Request,
    breach: str,
    member: Member = member_who_may(Permission.END_BREACH),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Erase the piece for good."""

    def do(who: Acting, seq: int) -> None:
        actions.erase_evidence(who, member.apprenticeship, seq, typed.get("piece"))

    text = "Its words and files are gone. Backups made before still hold them: destroy those that you can."
    return _done(request, member, breach, typed, do, "is erased for good", text)


@routes.post("/a/{apprenticeship}/breaches/{breach}/told")
def tell(
    request: Request,
    breach: str,
    member: Member = member_who_may(Permission.END_BREACH),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Note that an organisation was told."""

    def do(who: Acting, seq: int) -> None:
        told_at = _moment(typed.get("told_on"), typed.get("told_time"))
        actions.tell_of_breach(who, member.apprenticeship, seq, typed.get("organisation"), told_at)

    return _done(
        request, member, breach, typed, do, "has one more organisation told", "It is on the record, with the time."
    )


def _done(
    request: Request,
    member: Member,
    said: str,
    typed: Typed,
    do: Callable[[Acting, int], None],
    what: str,
    text: str,
) -> Response:
    seq = _number(said)
    try:
        with acting(request) as who:
            do(who, seq)
            piece = breaches.load(who.session, member.apprenticeship, seq).piece
    except BadInput as wrong:
        return _record(request, member, seq, typed, wrong.faults)
    address = record_address(member.apprenticeship, f"breaches/{seq}")
    return redirect(request, address, heading=f"{piece} {what}", text=text)


def _record(request: Request, member: Member, seq: int, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        breach = breaches.load(session, one.id, seq)
        opened = breaches.openings(session, one.id, breach.piece)
        known = {breach.found_by, breach.ended_by, *(told.by for told in breach.told)} - {None}
        names = people.names(session, [id_ for id_ in known if id_])
    view = BreachView(
        piece=breach.piece,
        piece_address=evidence_address(one.id, breach.number) if breach.number else "",
        address=record_address(one.id, f"breaches/{seq}"),
        list_address=record_address(one.id, "breaches"),
        heading=f"{breach.piece} {HEADINGS[breach.state]}",
        state=breach.state.value,
        facts=_facts(breach, {str(id_): name for id_, name in names.items()}),
        reason=breach.reason,
        end_reason=breach.end_reason,
        opened=tuple(opened_line(line) for line in opened),
        told=tuple((told.at, told.organisation, names[told.by]) for told in breach.told),
        may_end=may(member, Permission.END_BREACH),
        typed=typed,
        faults=faults,
    )
    shown = record_frame(request, one, member, "Evidence", view.heading, compact=False, has_error=bool(faults))
    return page(request, "breaches/show.html", shown, status=422 if faults else 200, view=view)


def _facts(breach: Breach, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found_by = names.get(str(breach.found_by), "Touchmark itself")
    facts = [
        ("What identifies somebody", kind_words(breach.kind)),
        ("Found", f"{stamp_words(breach.found_at)} by {found_by}"),
        ("Files", files_words(breach)),
    ]
    if breach.ended_at is None:
        facts.append(("State", STATES[breach.state]))
    else:
        ended_by = names.get(str(breach.ended_by), "Touchmark itself")
        facts.append((STATES[breach.state], f"{stamp_words(breach.ended_at)} by {ended_by}"))
    return tuple(facts)


def _line(apprenticeship: object, breach: Breach, whose: str = "") -> BreachLine:
    address = f"/a/{apprenticeship}/breaches/{breach.seq}"
    return BreachLine(address, breach.piece, STATES[breach.state], kind_words(breach.kind), breach.found_at, whose)


def _number(said: str) -> int:
    number = number_in(said)
    if not number:
        raise NotFound
    return number


def _moment(day: str, time: str) -> datetime | None:
    """A London day and time as a moment; None where it cannot be read."""
    try:
        return london_moment(datetime.fromisoformat(f"{day}T{time}"))
    except ValueError:
        return None
