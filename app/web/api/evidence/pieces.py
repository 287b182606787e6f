"""Evidence as JSON: the same actions and permissions as the pages, in the shapes of the outside face."""

from collections.abc import Callable
from dataclasses import replace

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import evidence as actions
from app.actions.acting import Acting
from app.actions.evidence import Written
from app.answers.evidence import PAGE, number_from, piece_seen
from app.db import evidence as db
from app.domain.evidence import Decision, Evidence, EvidenceState, Verdict, sees_drafts
from app.domain.people import Member
from app.domain.permissions import Permission, reads_uncleared
from app.domain.refusals import NotFound
from app.web.access import acting, installation, member_who_may, reading
from app.web.addresses import id_in
from app.web.api.bodies import SentJson, listed, sent_json
from app.web.api.evidence.said import Json, evidence_said
from app.web.api.evidence.saving import piece_said, saved
from app.web.cursors import cursor, number_after
from app.web.files_served import file_response
from app.web.forms import Form, WordsBody
from app.web.while_allowed import while_file_is_read

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/evidence", tags=["evidence"])


class ReasonBody(Form):
    """Why something is taken back or opened again."""

    reason: str = ""


class ReopeningBody(WordsBody):
    """Why a decision is opened again."""

    reason: str = ""


class DecisionBody(WordsBody):
    """What a tutor says of one KSB. `version` names the version that was read."""

    verdict: Verdict
    feedback: str = ""
    version: int | None = None


@router.get("")
def index(
    request: Request,
    ksb: str = "",
    state: EvidenceState | None = None,
    after: str = "",
    member: Member = member_who_may(Permission.LIST_EVIDENCE),
) -> Json:
    """The evidence of a record, newest first."""
    place = number_after(after)
    with reading(request) as session:
        drafts = sees_drafts(member)
        found = db.listed(
            session,
            member.apprenticeship,
            drafts=drafts,
            state=state,
            ksb=ksb.replace("\x00", "") or None,
            after=place,
            limit=PAGE + 1,
        )
        numbers = [one.number for one in found[:PAGE]]
        pieces = db.load_many(session, member.apprenticeship, numbers)
        findings = db.findings_of(session, member.apprenticeship, numbers) if reads_uncleared(member) else {}
    more = cursor(pieces[-1].number) if len(found) > PAGE else None
    return listed([evidence_said(one, member, findings) for one in pieces], more)


@router.post("", status_code=201)
async def add(request: Request, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """Add a piece, as a draft or sent at once."""

    def do(who: Acting, sent: Written, submit: bool) -> int:
        return actions.add_evidence(who, member.apprenticeship, sent, send=submit)

    return await saved(request, member, do)


@router.get("/{evidence}")
def show(request: Request, evidence: str, member: Member = member_who_may(Permission.LIST_EVIDENCE)) -> Json:
    """One piece."""
    return piece_said(request, member, evidence)


@router.get("/{evidence}/files/{file}")
def open_file(
    request: Request, evidence: str, file: str, member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """The bytes of a file, once the opening is in the access log."""
    with acting(request) as who:
        number = number_from(who.session, member.apprenticeship, evidence)
        found = actions.open_file(who, member.apprenticeship, number, id_in(file))
    return file_response(
        request,
        installation(request).store,
        member.apprenticeship,
        found.sha256,
        name=found.name,
        media_type=found.media_type,
        reader=while_file_is_read(request, member, number, found.id),
    )


@router.post("/{evidence}/versions", status_code=201)
async def add_version(
    request: Request, evidence: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)
) -> Response:
    """A new version of a piece, as a draft or sent at once. `kept` names files of the version before."""
    number = await to_thread.run_sync(lambda: _number(request, member, evidence))

    def do(who: Acting, sent: Written, submit: bool) -> int:
        actions.add_version(who, member.apprenticeship, number, sent, send=submit)
        return number

    return await saved(request, member, do)


@router.post("/{evidence}/submission")
def submit(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.SUBMIT_EVIDENCE),
    sent: SentJson = Depends(sent_json),
) -> Json:
    """Send the open draft."""

    def do(who: Acting, number: int) -> None:
        sent.as_form(ReasonBody)
        actions.submit_evidence(who, member.apprenticeship, number)

    actions.check_at_once(installation(request), member.apprenticeship, _number(request, member, evidence))
    return _done(request, member, evidence, do)


@router.post("/{evidence}/findings/{finding}/keeping")
def keep(
    request: Request,
    evidence: str,
    finding: str,
    member: Member = member_who_may(Permission.CHANGE_DRAFT),
    sent: SentJson = Depends(sent_json),
) -> Json:
    """Keep something that was found in the open draft, with a reason on record."""

    def do(who: Acting, number: int) -> None:
        actions.keep_finding(who, member.apprenticeship, number, id_in(finding), sent.as_form(ReasonBody).reason)

    return _done(request, member, evidence, do)


@router.post("/{evidence}/withdrawal")
def withdraw(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.WITHDRAW_EVIDENCE),
    sent: SentJson = Depends(sent_json),
) -> Json:
    """Take a piece back, with a reason."""

    def do(who: Acting, number: int) -> None:
        actions.withdraw_evidence(who, member.apprenticeship, number, sent.as_form(ReasonBody).reason)

    return _done(request, member, evidence, do)


@router.post("/{evidence}/tags/{ksb}/decision")
def decide(
    request: Request,
    evidence: str,
    ksb: str,
    member: Member = member_who_may(Permission.DECIDE_TAG),
    sent: SentJson = Depends(sent_json),
) -> Json:
    """Decide one KSB of a piece."""

    def do(who: Acting, number: int) -> None:
        _insist_tagged(db.load(who.session, member.apprenticeship, number), ksb)
        body = sent.as_form(DecisionBody)
        decision = Decision(ksb, body.verdict, body.feedback)
        who = replace(who, keeping=body.keeping)
        actions.decide_tag(who, member.apprenticeship, number, decision, body.version)

    return _done(request, member, evidence, do)


@router.post("/{evidence}/tags/{ksb}/reopening")
def reopen(
    request: Request,
    evidence: str,
    ksb: str,
    member: Member = member_who_may(Permission.REOPEN_TAG),
    sent: SentJson = Depends(sent_json),
) -> Json:
    """Let a decided KSB await again, with a reason."""

    def do(who: Acting, number: int) -> None:
        _insist_tagged(db.load(who.session, member.apprenticeship, number), ksb)
        body = sent.as_form(ReopeningBody)
        who = replace(who, keeping=body.keeping)
        actions.reopen_tag(who, member.apprenticeship, number, ksb, body.reason)

    return _done(request, member, evidence, do)


def _done(request: Request, member: Member, evidence: str, do: Callable[[Acting, int], None]) -> Json:
    with acting(request) as who:
        number = piece_seen(who.session, member, evidence).number
        do(who, number)
    return piece_said(request, member, evidence)


def _number(request: Request, member: Member, evidence: str) -> int:
    with reading(request) as session:
        return piece_seen(session, member, evidence).number


def _insist_tagged(evidence: Evidence, ksb: str) -> None:
    """A KSB that the piece was never tagged with is not there."""
    if evidence.shown.tag(ksb) is None:
        raise NotFound(f"{evidence.name} is not tagged to that KSB.")
