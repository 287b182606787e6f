"""Asking a witness about a piece, and clearing what they signed."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import testimony as actions
from app.actions.evidence import clear_testimony
from app.answers.evidence import piece_seen
from app.db import apprenticeships
from app.domain.evidence import Evidence
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, TooOften, WrongState
from app.domain.testimony import LASTS
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.reading import piece_page
from app.web.pages.evidence.testimony_view import AskView
from app.web.record import evidence_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence/{evidence}", include_in_schema=False)


@routes.get("/testimony/new")
def ask(request: Request, evidence: str, member: Member = member_who_may(Permission.ASK_WITNESS)) -> Response:
    """The form that asks a witness."""
    return _ask_page(request, member, _found(request, member, evidence), Typed(), ())


@routes.post("/testimony/new")
def send(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.ASK_WITNESS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Ask a witness by e-mail."""
    found = _found(request, member, evidence)
    name, email = " ".join(typed.get("witness_name").split()), typed.get("witness_email").strip()
    try:
        with acting(request) as who:
            actions.ask_witness(who, member.apprenticeship, found.number, name, email, typed.get("words").strip())
    except BadInput as wrong:
        return _ask_page(request, member, found, typed, wrong.faults, 422)
    except (WrongState, TooOften) as refused:
        status = 429 if isinstance(refused, TooOften) else 409
        return _ask_page(request, member, found, typed, (Fault("", refused.sentence),), status)
    text = f"A link is on its way to {email}. It works once, for {LASTS.days} days."
    address = evidence_address(member.apprenticeship, found.number)
    return redirect(request, address, heading=f"{name} is asked about {found.name}", text=text)


@routes.post("/testimony/{seq}/end")
def end(request: Request, evidence: str, seq: str, member: Member = member_who_may(Permission.ASK_WITNESS)) -> Response:
    """Take an ask back."""
    found = _found(request, member, evidence)
    number = number_in(seq)
    if number is None:
        raise NotFound
    with acting(request) as who:
        actions.end_ask(who, member.apprenticeship, found.number, number)
    address = evidence_address(member.apprenticeship, found.number)
    return redirect(request, address, heading="The ask is taken back", text="Its link opens nothing any more.")


@routes.post("/testimony/{seq}/clearance")
def clear(
    request: Request,
    evidence: str,
    seq: str,
    member: Member = member_who_may(Permission.CLEAR_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Clear what a witness signed, or take that back."""
    found = _found(request, member, evidence)
    number, cleared = number_in(seq), typed.get("cleared") == "true"
    if number is None:
        raise NotFound
    try:
        with acting(request) as who:
            clear_testimony(who, member.apprenticeship, found.number, number, cleared=cleared)
    except BadInput as wrong:
        return piece_page(request, member, evidence, testimony_faults=wrong.faults, status=422)
    heading = "What the witness signed is cleared" if cleared else "The clearing is taken back"
    text = "It goes into the portfolio with its piece." if cleared else ""
    return redirect(request, evidence_address(member.apprenticeship, found.number), heading=heading, text=text)


def _ask_page(
    request: Request,
    member: Member,
    evidence: Evidence,
    typed: Typed,
    faults: tuple[Fault, ...],
    status: int = 200,
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    here = evidence_address(member.apprenticeship, evidence.number)
    heading = f"Ask a witness about {evidence.name}"
    view = AskView(
        heading,
        evidence.shown.title,
        f"{here}/testimony/new",
        here,
        typed.get("witness_name"),
        typed.get("witness_email"),
        typed.get("words"),
        LASTS.days,
        faults,
    )
    around = record_frame(request, one, member, "Evidence", heading, compact=False, form=True, has_error=bool(faults))
    return page(request, "evidence/ask_witness.html", around, status=status, view=view)


def _found(request: Request, member: Member, evidence: str) -> Evidence:
    with reading(request) as session:
        return piece_seen(session, member, evidence)
