"""What happened on an apprenticeship."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from app.answers.history import Told, history_of
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import member_who_may, reading
from app.web.api.bodies import MOST_A_PAGE, PAGE
from app.web.cursors import cursor, number_after

router = APIRouter(tags=["history"])


class ByAnswer(BaseModel):
    """Who did it."""

    id: UUID
    name: str


class HappeningAnswer(BaseModel):
    """One thing that happened. `words` say it; `figures` are ids, states, minutes and dates, never anybody's text."""

    number: int
    at: datetime
    by: ByAnswer | None
    action: str
    subject: str
    words: str
    figures: Mapping[str, int | str]


class HistoryAnswer(BaseModel):
    """A page of the history, newest first."""

    items: list[HappeningAnswer]
    next: str | None


@router.get("/apprenticeships/{apprenticeship}/history")
def index(
    request: Request,
    after: str = "",
    limit: Annotated[int, Query(ge=1, le=MOST_A_PAGE)] = PAGE,
    member: Member = member_who_may(Permission.VIEW_HISTORY),
) -> HistoryAnswer:
    """What happened, newest first. `after` is the `next` of the page before."""
    with reading(request) as session:
        told, before = history_of(session, member, before=number_after(after), count=limit)
    return HistoryAnswer(items=[_answer(one) for one in told], next=cursor(before) if before else None)


def _answer(told: Told) -> HappeningAnswer:
    return HappeningAnswer(
        number=told.seq,
        at=told.at,
        by=ByAnswer(id=told.by.id, name=told.by.name) if told.by else None,
        action=told.action,
        subject=told.subject,
        words=f"{told.what}: {told.about}",
        figures=told.figures,
    )
