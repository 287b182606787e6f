"""What happened on an apprenticeship, newest first, for those who may see its history."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.answers.history import Told, history_of
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.web.access import member_who_may, reading, visitor
from app.web.record import record_address, record_frame
from app.web.responses import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A page of the history; `newest` and `older` are addresses, "" where there is none.

    `visits` is where it is told who was let in from outside, "" for whoever may not see that.
    """

    apprentice: str
    told: tuple[Told, ...]
    newest: str
    older: str
    visits: str


@router.get("/a/{apprenticeship}/history")
def show(
    request: Request,
    before: Annotated[int | None, Query(ge=2, le=10**9)] = None,
    member: Member = member_who_may(Permission.VIEW_HISTORY),
) -> Response:
    """What happened; `before` is the number to go on from."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        told, older = history_of(session, member, before=before)
    here = record_address(one.id, "history")
    view = HistoryView(
        apprentice=one.apprentice.name,
        told=tuple(told),
        newest=here if before else "",
        older=f"{here}?before={older}" if older else "",
        visits=record_address(one.id, "visits") if may(member, Permission.VIEW_VISITS) else "",
    )
    around = record_frame(request, one, member, "History", "History", compact=False)
    return page(request, "history/show.html", around, view=view)
