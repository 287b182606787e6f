"""What is done to sent evidence: deciding, reopening, clearing, suggesting, answering a suggestion, withdrawing."""

from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import evidence as actions
from app.answers.evidence import Queue, piece_seen, queue_for
from app.domain.evidence import Evidence
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.rendering.frame import Link
from app.rendering.words import in_words
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.decision_form import Decided, read_decisions
from app.web.pages.evidence.reading import piece_page
from app.web.pages.evidence.reason_page import reason_page
from app.web.record import evidence_address
from app.web.responses import redirect

Refused = BadInput | WrongState
"""What a form on a page of its own is shown again for."""

routes = APIRouter(prefix="/a/{apprenticeship}/evidence/{evidence}", include_in_schema=False)


@routes.post("/decisions")
def decide(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.DECIDE_TAG),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Decide the KSBs of a piece and open the next one. What was typed is kept when somebody was faster."""
    found = _found(request, member, evidence)
    try:
        decisions, version = read_decisions(typed)
        with acting(request) as who:
            actions.decide_tags(who, member.apprenticeship, found.number, decisions, version)
    except BadInput as wrong:
        return piece_page(request, member, evidence, decided=Decided(typed, wrong.faults), status=422)
    except WrongState as moved:
        faults = (Fault("", f"{moved.sentence} Nothing of yours was saved; it is kept below."),)
        return piece_page(request, member, evidence, decided=Decided(typed, faults), status=409)
    said = in_words(decision.ksb for decision in decisions)
    return _next(request, member, found, f"Decided {said} on {found.name}")


@routes.post("/clearance")
def clear(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.CLEAR_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Open a version to those who read only what is cleared, or close it again."""
    found = _found(request, member, evidence)
    version = typed.get("version")
    number = number_in(version) or 0
    cleared = typed.get("cleared") == "true"
    looked = typed.get("looked") == "true"
    try:
        with acting(request) as who:
            actions.clear_evidence(
                who, member.apprenticeship, found.number, version=number, cleared=cleared, looked=looked
            )
    except BadInput as wrong:
        return piece_page(request, member, evidence, clear_fault=wrong.sentence, status=422)
    heading, text = _cleared_words(found, cleared=cleared)
    return redirect(request, evidence_address(member.apprenticeship, found.number), heading=heading, text=text)


@routes.post("/suggestions")
def suggest(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.PROPOSE_TAG),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Suggest one more KSB that the piece shows."""
    found = _found(request, member, evidence)
    ksb = typed.get("ksb")
    try:
        with acting(request) as who:
            actions.suggest_tag(who, member.apprenticeship, found.number, ksb)
    except BadInput as wrong:
        return piece_page(request, member, evidence, suggest_fault=wrong.sentence, status=422)
    text = "It counts for nothing until the apprentice agrees."
    address = evidence_address(member.apprenticeship, found.number)
    return redirect(request, address, heading=f"{ksb} suggested for {found.name}", text=text)


@routes.post("/suggestions/{ksb}")
def answer(
    request: Request,
    evidence: str,
    ksb: str,
    member: Member = member_who_may(Permission.ANSWER_PROPOSED_TAG),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Agree to a suggested KSB, or leave it out."""
    found = _found(request, member, evidence)
    agree = typed.get("agree") == "true"
    with acting(request) as who:
        actions.answer_suggestion(who, member.apprenticeship, found.number, ksb, agree=agree)
    heading = f"{ksb} added to {found.name}" if agree else f"{ksb} left out of {found.name}"
    text = "It waits for your tutor’s decision." if agree else ""
    return redirect(request, evidence_address(member.apprenticeship, found.number), heading=heading, text=text)


@routes.get("/tags/{ksb}/reopening")
def ask_to_reopen(
    request: Request, evidence: str, ksb: str, member: Member = member_who_may(Permission.REOPEN_TAG)
) -> Response:
    """Ask for the reason before a decision is opened again."""
    return _reopening(request, member, _found(request, member, evidence), ksb)


@routes.post("/tags/{ksb}/reopening")
def reopen(
    request: Request,
    evidence: str,
    ksb: str,
    member: Member = member_who_may(Permission.REOPEN_TAG),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Open a decision again."""
    found = _found(request, member, evidence)
    try:
        with acting(request) as who:
            actions.reopen_tag(who, member.apprenticeship, found.number, ksb, typed.get("reason").strip())
    except (BadInput, WrongState) as refused:
        return _reopening(request, member, found, ksb, typed.get("reason"), refused)
    address = evidence_address(member.apprenticeship, found.number)
    return redirect(request, address, heading=f"{ksb} on {found.name} waits for a decision again")


@routes.get("/withdrawal")
def ask_to_withdraw(
    request: Request, evidence: str, member: Member = member_who_may(Permission.WITHDRAW_EVIDENCE)
) -> Response:
    """Ask for the reason before a piece is withdrawn, and say what happens to its hours."""
    return _withdrawal(request, member, _found(request, member, evidence))


@routes.post("/withdrawal")
def withdraw(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.WITHDRAW_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Withdraw a piece."""
    found = _found(request, member, evidence)
    try:
        with acting(request) as who:
            actions.withdraw_evidence(who, member.apprenticeship, found.number, typed.get("reason").strip())
    except (BadInput, WrongState) as refused:
        return _withdrawal(request, member, found, typed.get("reason"), refused)
    address = evidence_address(member.apprenticeship, found.number)
    text = "Nothing on it counts any more. Hours that were sent with it stay."
    return redirect(request, address, heading=f"{found.name} withdrawn", text=text)


def _reopening(
    request: Request,
    member: Member,
    evidence: Evidence,
    ksb: str,
    reason: str = "",
    refused: Refused | None = None,
) -> Response:
    if evidence.shown.tag(ksb) is None:
        raise NotFound
    return reason_page(
        request,
        member,
        evidence,
        heading=f"Reopen the decision on {ksb} of {evidence.name}",
        lede="The KSB waits for a decision again. The decision so far stays in the history with its author.",
        path=f"/tags/{quote(ksb, safe='')}/reopening",
        label="Why are you reopening it?",
        button=f"Reopen {ksb}",
        reason=reason,
        faults=_faults(refused),
        status=_status(refused),
    )


def _withdrawal(
    request: Request, member: Member, evidence: Evidence, reason: str = "", refused: Refused | None = None
) -> Response:
    return reason_page(
        request,
        member,
        evidence,
        heading=f"Withdraw {evidence.name}",
        lede="Nothing on it will count towards KSBs any more, and this cannot be undone. Hours that were sent with it "
        "stay logged: withdraw them on the hours page if they are wrong too.",
        path="/withdrawal",
        label="Why are you withdrawing it?",
        button=f"Withdraw {evidence.name}",
        reason=reason,
        faults=_faults(refused),
        status=_status(refused),
    )


def _faults(refused: Refused | None) -> tuple[Fault, ...]:
    if refused is None:
        return ()
    return refused.faults if isinstance(refused, BadInput) else (Fault("", refused.sentence),)


def _status(refused: Refused | None) -> int:
    if refused is None:
        return 200
    return 422 if isinstance(refused, BadInput) else 409


def _cleared_words(found: Evidence, *, cleared: bool) -> tuple[str, str]:
    """What to say once it is saved who may read a piece; `found` is as it was before."""
    everybody = "The employer, the quality assurer and whoever is let in from outside"
    readers = "The quality assurer and an assessor who is let in" if found.provider_only else everybody
    if cleared:
        return f"{found.name} is cleared", f"{readers} may read it now."
    was = found.counting is not None and found.counting.cleared_at is not None
    return f"{found.name} is closed again" if was else f"{found.name} stays closed", "Only its title and KSBs are seen."


def _next(request: Request, member: Member, done: Evidence, heading: str) -> Response:
    """On to the piece that has waited longest, or to the empty queue."""
    who = visitor(request)
    with reading(request) as session:
        queue: Queue = queue_for(session, who.apprenticeships_as(Role.TUTOR), who.today)
    here = evidence_address(member.apprenticeship, done.number)
    link = Link(f"Back to {done.name}", here)
    for item in queue.items:
        if (item.apprenticeship, item.number) != (member.apprenticeship, done.number):
            address = evidence_address(item.apprenticeship, item.number)
            return redirect(request, address, heading=heading, text="This is the next one.", link=link)
    return redirect(request, "/to-review", heading=heading, link=link)


def _found(request: Request, member: Member, evidence: str) -> Evidence:
    with reading(request) as session:
        return piece_seen(session, member, evidence)
