"""The annex of a frozen version, to be printed."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.portfolio import frozen_for
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.annex_printed import annex_pdf

routes = APIRouter()


@routes.get("/a/{apprenticeship}/portfolio/" + NUMBER + "/annex.pdf")
def print_annex(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> Response:
    """The annex as a PDF."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = frozen_for(session, installation(request).catalogue, member, number, one)
    return annex_pdf(request, found)
