"""A signer's receipt, for whoever was given it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.db import apprenticeships
from app.db import signatures as db
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.receipts import code_in
from app.domain.refusals import NotFound
from app.web.access import member_who_may, reading, visitor
from app.web.record import record_frame
from app.web.responses import page
from app.web.signed.receipt import receipt_view

router = APIRouter(include_in_schema=False)


@router.get("/a/{apprenticeship}/signing/receipts/{code}")
def show(request: Request, code: str, member: Member = member_who_may(Permission.SIGN_REVIEW)) -> Response:
    """One's own receipt; anybody else's is not there."""
    with reading(request) as session:
        found = db.by_code(session, code_in(code))
        if found is None or found[0].apprenticeship != member.apprenticeship or found[1].by != member.person.id:
            raise NotFound
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    around = record_frame(request, one, member, "Reviews", "Receipt")
    return page(request, "signatures/receipt.html", around, view=receipt_view(*found, f"/a/{one.id}/signing"))
