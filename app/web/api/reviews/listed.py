"""Milestone reviews of one apprenticeship, listed and one by one."""

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session

from app.answers.reviews import reviews_of, sheet_of
from app.catalogue import Catalogue
from app.db import apprenticeships, signatures
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.signatures import RecordKey, RecordKind
from app.web.access import Visitor, installation, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.api.bodies import listed
from app.web.api.reviews.answered import WholeReviewAnswer, place_said, sheet_said

router = APIRouter(tags=["reviews"])


@router.get("/apprenticeships/{apprenticeship}/reviews")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> dict[str, Any]:
    """Every review of the grid up to and including the next, oldest first, with the facts since the one before."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        return listed([place_said(place) for place in reviews_of(session, catalogue, one, today)])


@router.get("/apprenticeships/{apprenticeship}/reviews/{number}")
def show_one(
    request: Request, number: str, version: str = "", member: Member = member_who_may(Permission.VIEW_REVIEWS)
) -> WholeReviewAnswer:
    """One review with the sections that the caller may read; `version` asks for an older one."""
    with reading(request) as session:
        return whole(session, installation(request).catalogue, visitor(request), member, number, version)


def whole(
    session: Session, catalogue: Catalogue, who: Visitor, member: Member, number: str, version: str = ""
) -> WholeReviewAnswer:
    """One review for its reader. Raises NotFound."""
    asked, older = number_in(number), number_in(version) if version else None
    if asked is None or (version and older is None):
        raise NotFound
    sheet = sheet_of(session, catalogue, member, asked, who.today, older)
    key = RecordKey(member.apprenticeship, RecordKind.REVIEW, asked, sheet.version)
    standing = signatures.find(session, key) if sheet.facts_frozen else None
    return WholeReviewAnswer.model_validate(sheet_said(sheet, standing))
