"""The check on the evidence form: of words as they are typed, and of a draft as it was saved."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.actions import evidence as actions
from app.answers.confidentiality import known_of
from app.answers.evidence import piece_seen
from app.db import evidence as db
from app.domain.evidence.findings import DESCRIPTION, FILE, FILE_NAME, TITLE, spotted_in_text
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput
from app.web.access import acting, installation, member_who_may, reading
from app.web.addresses import id_in, number_in
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.check_view import CheckView, check_view, typed_view
from app.web.pages.evidence.reading import piece_page
from app.web.pages.evidence.uses import Use
from app.web.record import evidence_address, record_address
from app.web.responses import frame, page, redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence", include_in_schema=False)


@routes.post("/check")
def check(
    request: Request, member: Member = member_who_may(Permission.ADD_EVIDENCE), typed: Typed = Depends(typed_form)
) -> Response:
    """What may identify somebody in a title and a description that are being typed; nothing of it is kept."""
    view = typed_check(request, member, typed, number_in(request.query_params.get("piece", "")))
    here = record_address(member.apprenticeship, "evidence/new")
    shown = frame(request, "Words that may identify somebody", current=here)
    return page(request, "evidence/check.html", shown, block="found", view=view)


@routes.post("/{evidence}/findings/{finding}/keeping")
def keep(
    request: Request,
    evidence: str,
    finding: str,
    member: Member = member_who_may(Permission.CHANGE_DRAFT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep one thing that was found in a draft, with a reason on record."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    asked, reason = id_in(finding), typed.get("reason")
    try:
        with acting(request) as who:
            actions.keep_finding(who, member.apprenticeship, found.number, asked, reason)
    except BadInput as wrong:
        refused = (asked, reason, wrong.faults)
        return piece_page(request, member, evidence, refused=refused, status=422)
    address = evidence_address(member.apprenticeship, found.number)
    text = "Your tutor reads the reason once you send the evidence."
    return redirect(request, address, heading="Kept, with your reason on record", text=text)


@routes.post("/{evidence}/employer")
def keep_from_employer(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.KEEP_FROM_EMPLOYER),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep a piece from the employer even when it is cleared, or no longer."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    kept = typed.get("kept") == "true"
    with acting(request) as who:
        actions.keep_from_employer(who, member.apprenticeship, found.number, kept=kept)
    heading = f"{found.name} is kept from the employer" if kept else f"{found.name} is open to the employer again"
    text = "" if kept else "They read it only while the tutor has cleared it."
    return redirect(request, evidence_address(member.apprenticeship, found.number), heading=heading, text=text)


def typed_check(request: Request, member: Member, typed: Typed, number: int | None = None) -> CheckView:
    """What may identify somebody in a form that was typed and not saved; `number` is that of the piece it changes.

    What was found in the files of its draft stands there still. Its words are not: the file would be read each time.
    """
    words = [(TITLE, typed.get("title")), (DESCRIPTION, typed.get("description"))]
    with reading(request) as session:
        found = _open_in_files(session, member, number) if number else None
        if not any(text.strip() for _, text in words):
            return found or CheckView()
        known = known_of(session, installation(request).settings, member.apprenticeship)
    view = typed_view([one for field, text in words for one in spotted_in_text(field, text, known)])
    return replace(found, open=view.open + found.open) if found else view


def _open_in_files(session: Session, member: Member, number: int) -> CheckView | None:
    draft = piece_seen(session, member, f"E{number}").draft
    if draft is None:
        return None
    findings = db.findings_in(session, member.apprenticeship, number, draft.version)
    still = [one for one in findings if one.is_open and one.field in (FILE, FILE_NAME)]
    return check_view(draft, still, {}, here=evidence_address(member.apprenticeship, number), maker=True)


def draft_check(request: Request, member: Member, use: Use) -> CheckView:
    """What was found in the draft that a form begins with."""
    if use.draft is None or use.before is None:
        return CheckView()
    here = evidence_address(member.apprenticeship, use.before[0])
    asked = [one for one in use.findings if one.is_open]
    words = actions.words_of_findings(installation(request), member.apprenticeship, use.draft, asked) if asked else {}
    return check_view(use.draft, use.findings, words, here=here, maker=True)
