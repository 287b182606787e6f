"""What waits on whom, and nudging them."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from app.actions.nudging import nudge as nudge_them
from app.answers.waiting import waiting
from app.domain.chasing import WaitKind, next_nudge_on
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.web.access import Visitor, acting, installation, member_who_may, reading, signed_in
from app.web.api.bodies import SentJson, sent_json
from app.web.forms import Form
from app.web.pages.waiting import scope_of

router = APIRouter(tags=["waiting"])


class WaitAnswer(BaseModel):
    """One thing that waits on one party. `item` names it for a nudge; `next_nudge_on` is null after the third."""

    apprenticeship: UUID
    apprentice: str
    kind: WaitKind
    role: Role
    count: int
    since: date
    item: str
    nudges: int
    last_nudge_at: datetime | None
    next_nudge_on: date | None


class WaitsAnswer(BaseModel):
    """Everything that waits, the longest first."""

    items: list[WaitAnswer]


class NudgeBody(Form):
    """The thing that waits, by the `item` of the list."""

    item: str = ""


class NudgeAnswer(BaseModel):
    """How many people were mailed; 0 where the same nudge was sent a moment ago."""

    mailed: int


@router.get("/waiting")
def show(request: Request, who: Visitor = signed_in()) -> WaitsAnswer:
    """What waits: of all apprentices for the provider, of their own for a tutor."""
    with reading(request) as session:
        found = waiting(session, installation(request).catalogue, scope_of(who), who.today)
    return WaitsAnswer(
        items=[
            WaitAnswer(
                apprenticeship=one.apprenticeship,
                apprentice=found.apprenticeships[one.apprenticeship].apprentice.name,
                kind=one.kind,
                role=one.role,
                count=one.count,
                since=one.since,
                item=one.item,
                nudges=one.nudges.sent,
                last_nudge_at=one.nudges.last_at,
                next_nudge_on=next_nudge_on(one.nudges, who.now),
            )
            for one in found.waits
        ]
    )


@router.post("/apprenticeships/{apprenticeship}/nudges")
def nudge(
    request: Request, member: Member = member_who_may(Permission.NUDGE), sent: SentJson = Depends(sent_json)
) -> NudgeAnswer:
    """Nudge whoever something waits on, by one mail: not within 7 days of the last, and three times at most."""
    body = sent.as_form(NudgeBody)
    with acting(request) as who:
        return NudgeAnswer(mailed=nudge_them(who, member.apprenticeship, body.item))
