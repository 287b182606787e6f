"""Milestone reviews of one apprenticeship as JSON. Holding and signing come later, so every state is planned."""

from typing import Any

from fastapi import APIRouter, Request

from app.answers.reviews import ReviewPlace, reviews_of
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.reviews import facts_to_json
from app.web.access import installation, member_who_may, reading, visitor
from app.web.api.bodies import listed

router = APIRouter(tags=["reviews"])


@router.get("/apprenticeships/{apprenticeship}/reviews")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> dict[str, Any]:
    """Every review of the grid up to and including the next, oldest first, with the facts since the one before."""
    return listed([_said(place) for place in _places(request, member)])


@router.get("/apprenticeships/{apprenticeship}/reviews/{number}")
def show_one(request: Request, number: str, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> dict[str, Any]:
    """One review."""
    for place in _places(request, member):
        if str(place.number) == number:
            return _said(place)
    raise NotFound


def _places(request: Request, member: Member) -> tuple[ReviewPlace, ...]:
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        return reviews_of(session, installation(request).catalogue, one, today)


def _said(place: ReviewPlace) -> dict[str, Any]:
    deadline = place.rule_deadline
    return {
        "number": place.number,
        "due_on": place.due_on,
        "rule_deadline": deadline.due_on if deadline else None,
        "rule_deadline_reason": deadline.reason if deadline else None,
        "state": place.state,
        "days_overdue": place.days_overdue,
        "days_over_rule": place.days_over_rule,
        "facts": facts_to_json(place.facts) if place.facts else None,
    }
