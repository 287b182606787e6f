"""Asking a witness about a piece, and what the piece's page shows of those who were asked."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import testimony as actions
from app.answers.evidence import Piece, piece_seen
from app.db import apprenticeships
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, TooOften, WrongState
from app.domain.testimony import LASTS, Testimony, TestimonyState
from app.rendering.words import date_words, london_date
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.testimony_view import AskView, TestimoniesShown, WitnessRow
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


def testimonies_shown(piece: Piece) -> TestimoniesShown | None:
    """The section of the piece's page; None where there is nothing to say."""
    counting = piece.evidence.counting
    is_testimony = piece.shown.kind is EvidenceKind.WITNESS_TESTIMONY
    if not piece.testimonies and not is_testimony:
        return None
    asks = piece.may(Permission.ASK_WITNESS) and piece.evidence.withdrawn_at is None
    here = evidence_address(piece.apprenticeship.id, piece.evidence.number)
    note = ""
    if asks and counting is None:
        note = "Once you have sent this piece, you can ask the witness here by e-mail. They need no account."
    rows = tuple(_row(piece, one, here, asks=asks) for one in piece.testimonies)
    can_ask = asks and counting is not None and counting.kind is EvidenceKind.WITNESS_TESTIMONY
    return TestimoniesShown(rows, f"{here}/testimony/new" if can_ask else "", note)


def _row(piece: Piece, one: Testimony, here: str, *, asks: bool) -> WitnessRow:
    reads = one.version in piece.readable
    signed = one.state is TestimonyState.SIGNED
    is_open = one.is_open(piece.now)
    return WitnessRow(
        name=one.witness_name if reads else "A witness",
        email=one.witness_email if piece.may(Permission.ASK_WITNESS) else "",
        state=_state(one, is_open=is_open, reads=reads),
        about=f"{one.role}. {one.relation}" if signed and reads else "",
        words=one.words if signed and reads else "",
        version=one.version,
        signed_at=one.signed_at,
        sha256=one.signed_sha256,
        end_address=f"{here}/testimony/{one.seq}/end" if asks and is_open else "",
    )


def _state(one: Testimony, *, is_open: bool, reads: bool) -> str:
    if one.state is TestimonyState.SIGNED:
        return f"Signed as {one.signed_name}" if reads else "Signed"
    if one.state is TestimonyState.DECLINED:
        return "Would rather not"
    if one.state is TestimonyState.ENDED:
        return "The ask was taken back"
    until = date_words(london_date(one.ends_at))
    return f"Asked, can answer until {until}" if is_open else f"Did not answer by {until}"


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
