"""Sending a draft from its own page, as it was saved, without going through the form again."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions import evidence as actions
from app.answers.evidence import piece_seen
from app.db import apprenticeships
from app.domain.evidence import Evidence, faults_of_stating
from app.domain.evidence.holding import faults_of_looking
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.web.access import acting, member_who_may, reading
from app.web.entered.evidence import new_key
from app.web.pages.evidence.form import form_page
from app.web.pages.evidence.uses import Again, use_draft
from app.web.record import evidence_address
from app.web.responses import redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence", include_in_schema=False)


@routes.post("/{evidence}/submission")
def send(request: Request, evidence: str, member: Member = member_who_may(Permission.SUBMIT_EVIDENCE)) -> Response:
    """Send the open draft; where something is missing, its form is shown with what that is."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    if faults := _not_stated(found):
        return _form(request, member, found, faults)
    address = evidence_address(member.apprenticeship, found.number)
    try:
        with acting(request) as who:
            actions.submit_evidence(who, member.apprenticeship, found.number)
            one = apprenticeships.load(who.session, member.apprenticeship, who.today)
    except BadInput as wrong:
        return _form(request, member, found, wrong.faults)
    except WrongState as held:
        return redirect(request, address, kind="warn", heading="Not sent", text=held.sentence)
    tutor = one.tutor.name.split()[0] if one.tutor else "your tutor"
    return redirect(request, address, heading=f"{found.name} sent to {tutor}")


def _not_stated(evidence: Evidence) -> list[Fault]:
    """What the form asks an apprentice to state before anything is sent. A piece that was sent has no draft."""
    draft = evidence.draft
    if draft is None:
        return []
    stated = draft.statements
    return [*faults_of_stating(draft.statement, stated), *faults_of_looking(stated, draft.files)]


def _form(request: Request, member: Member, evidence: Evidence, faults: Sequence[Fault]) -> Response:
    with reading(request) as session:
        use = use_draft(session, evidence)
    ticked = {file.id for file in use.own}
    return form_page(request, member, use, Again(use.typed, faults, ticked, new_key()), status=422)
