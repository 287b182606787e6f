"""Asking the employer now, by mail, to settle what waits for them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.due import ask_employer
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import WrongState
from app.rendering.words import plural
from app.web.access import acting, member_who_may
from app.web.record import record_address
from app.web.responses import redirect

router = APIRouter(include_in_schema=False)


@router.post("/a/{apprenticeship}/off-the-job/asking")
def ask(request: Request, member: Member = member_who_may(Permission.ASK_EMPLOYER)) -> Response:
    """Mail the employer's contacts; where that says nothing new, say why it was not done."""
    here = record_address(member.apprenticeship, "off-the-job")
    try:
        with acting(request) as who:
            mailed = ask_employer(who, member.apprenticeship)
    except WrongState as refusal:
        return redirect(request, here, "warn", "Nobody was asked", refusal.sentence)
    people = plural(mailed, "employer’s contact was", "employer’s contacts were")
    text = "The mail has a link to everything that waits for them. It works once, for 14 days."
    return redirect(request, here, "ok", f"{people} asked", text)
