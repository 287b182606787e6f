"""Coverage of one apprenticeship as JSON, exactly as the domain works it out."""

from fastapi import APIRouter, Request

from app.answers.coverage import coverage_of
from app.db import apprenticeships
from app.domain.coverage import Coverage
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor

router = APIRouter(tags=["coverage"])


@router.get("/apprenticeships/{apprenticeship}/coverage")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_COVERAGE)) -> Coverage:
    """How far the evidence reaches over the standard: by KSB, kind, duty, and method where the split is confirmed."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        return coverage_of(session, installation(request).catalogue, one)
