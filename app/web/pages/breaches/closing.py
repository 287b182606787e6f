"""Closing a piece of evidence that identifies somebody: asked for a reason, done at once."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import breaches as actions
from app.answers.evidence import piece_seen
from app.db import apprenticeships, breaches
from app.domain.breaches import insist_may_close
from app.domain.confidentiality import FindingKind
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.web.access import acting, member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.pages.breaches.view import KINDS, CloseView
from app.web.record import evidence_address, record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence/{evidence}/quarantine", include_in_schema=False)


@routes.get("")
def ask(request: Request, evidence: str, member: Member = member_who_may(Permission.QUARANTINE_EVIDENCE)) -> Response:
    """Ask what it is and why, and say what happens."""
    return _asked(request, member, evidence, Typed(), ())


@routes.post("")
def close(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.QUARANTINE_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Close it, so that nobody can open it from this moment."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    try:
        with acting(request) as who:
            kind = _kind(typed)
            seq = actions.quarantine_evidence(who, member.apprenticeship, found.number, kind, typed.get("reason"))
    except BadInput as wrong:
        return _asked(request, member, evidence, typed, wrong.faults)
    address = record_address(member.apprenticeship, f"breaches/{seq}")
    text = "Nobody can open it. The tutor and the administrators have been sent a mail that says so."
    return redirect(request, address, heading=f"{found.name} is closed", text=text)


def _kind(typed: Typed) -> FindingKind:
    try:
        return FindingKind(typed.get("kind"))
    except ValueError:
        faults = [Fault("kind", "Choose what identifies somebody.")]
        if not typed.get("reason").strip():
            faults.append(Fault("reason", "Say why you think it identifies somebody. Do not write the name."))
        raise BadInput(faults) from None


def _asked(request: Request, member: Member, evidence: str, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        hashes = {file.sha256 for version in found.versions for file in version.files}
        others = breaches.holding_the_same(session, member.apprenticeship, hashes)
    insist_may_close(found.name, found.quarantined_at)
    here = evidence_address(member.apprenticeship, found.number)
    view = CloseView(
        piece=found.name,
        title=found.shown.title,
        address=f"{here}/quarantine",
        cancel_address=here,
        others=tuple(f"E{number}" for number in others if number != found.number),
        kinds=KINDS,
        kind=typed.get("kind"),
        reason=typed.get("reason"),
        faults=faults,
    )
    heading = f"Close {found.name} at once"
    shown = record_frame(request, one, member, "Evidence", heading, compact=False, form=True, has_error=bool(faults))
    return page(request, "breaches/close.html", shown, status=422 if faults else 200, view=view)
