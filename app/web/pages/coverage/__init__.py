"""Coverage of one apprenticeship: by KSB with the published wording, KSB by evidence, and by duty."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.standards import standard_of
from app.db import apprenticeships
from app.domain.coverage import KsbState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor
from app.web.pages.coverage.shown import Asked, CoverageOf, shown
from app.web.record import record_frame
from app.web.responses import page

router = APIRouter(include_in_schema=False)


@router.get("/a/{apprenticeship}/coverage")
def show(
    request: Request,
    view: CoverageOf = CoverageOf.KSB,
    state: KsbState | Literal[""] = "",
    member: Member = member_who_may(Permission.VIEW_COVERAGE),
) -> Response:
    """How far the evidence reaches over the standard."""
    with reading(request) as session:
        asked = _asked(request, session, member, view, state or None)
        found = shown(session, asked)
    wide = view is CoverageOf.MATRIX
    around = record_frame(request, asked.apprenticeship, member, "Coverage", "KSB coverage", wide=wide)
    return page(request, "coverage/show.html", around, view=found)


def _asked(request: Request, session: Session, member: Member, view: CoverageOf, state: KsbState | None) -> Asked:
    catalogue = installation(request).catalogue
    apprenticeship = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    standard = standard_of(session, catalogue, apprenticeship)
    minutes: dict[str, int] | None = None if view is CoverageOf.DUTY else {}
    coverage = coverage_of(session, catalogue, apprenticeship, standard=standard, duty_minutes=minutes)
    return Asked(member, apprenticeship, standard, coverage, view, None if view is CoverageOf.DUTY else state)
