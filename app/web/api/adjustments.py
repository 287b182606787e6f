"""What is agreed to differ in the assessment, as a program reads, writes down, answers and ends it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.actions import adjustments as actions
from app.actions.acting import Acting
from app.db import adjustments as db
from app.domain.assessment import MOST_ADJUSTMENT_LETTERS, Adjustment, AdjustmentKind, AdjustmentState
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.web.access import acting, member_who_may, reading
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.entered.adjustments import AdjustmentForm, TellingForm
from app.web.forms import Form, WordsBody

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/portfolio/adjustments", tags=["portfolio"])


class AdjustmentAnswer(BaseModel):
    """One adjustment. `method` is null for the portfolio; both reasons are null for whoever may not read them."""

    number: int
    kind: AdjustmentKind
    method: str | None
    minutes: int | None
    words: str
    reason: str | None
    state: AdjustmentState
    by: str
    at: datetime
    answered_at: datetime | None
    told_on: date | None
    told_whom: str
    ended_reason: str | None


class AdjustmentsAnswer(BaseModel):
    """Every adjustment, oldest first."""

    items: list[AdjustmentAnswer]


class ConsentBody(Form):
    """Whether the apprentice consents to it and to its being told."""

    agreed: bool


class EndingBody(WordsBody):
    """Why it is gone by no more."""

    ended_reason: str = Field(min_length=1, max_length=MOST_ADJUSTMENT_LETTERS)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> AdjustmentsAnswer:
    """Every adjustment."""
    with reading(request) as session:
        found = db.all_of(session, member.apprenticeship)
    return AdjustmentsAnswer(items=[_answer(one, member) for one in found])


@router.post("", status_code=201, responses={201: {"model": AdjustmentAnswer}})
def propose(
    request: Request,
    member: Member = member_who_may(Permission.RECORD_ADJUSTMENT),
    body: AdjustmentForm = json_body(AdjustmentForm),
) -> Response:
    """Write one down, for the apprentice to consent to."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            number = actions.propose_adjustment(who, member.apprenticeship, body.value())
            return _answer(db.load(who.session, member.apprenticeship, number), member).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.post(f"/{NUMBER}/answer")
def answer(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CONSENT_TO_ADJUSTMENT),
    body: ConsentBody = json_body(ConsentBody),
) -> AdjustmentAnswer:
    """Consent to it and to its being told, or refuse."""
    return _done(
        request,
        member,
        number,
        lambda who: actions.answer_adjustment(who, member.apprenticeship, number, agreed=body.agreed),
    )


@router.post(f"/{NUMBER}/telling")
def tell(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_ADJUSTMENT),
    body: TellingForm = json_body(TellingForm),
) -> AdjustmentAnswer:
    """Note which assessment organisation was told, and when."""
    return _done(
        request,
        member,
        number,
        lambda who: actions.tell_of_adjustment(who, member.apprenticeship, number, whom=body.whom, on=body.on),
    )


@router.post(f"/{NUMBER}/ending")
def end(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_ADJUSTMENT),
    body: EndingBody = json_body(EndingBody),
) -> AdjustmentAnswer:
    """Go by it no more, with the reason."""
    return _done(
        request,
        member,
        number,
        lambda who: actions.end_adjustment(who, member.apprenticeship, number, body.ended_reason),
    )


def _done(request: Request, member: Member, number: int, do: Callable[[Acting], None]) -> AdjustmentAnswer:
    with acting(request) as who:
        do(who)
        return _answer(db.load(who.session, member.apprenticeship, number), member)


def _answer(one: Adjustment, member: Member) -> AdjustmentAnswer:
    return AdjustmentAnswer(
        number=one.number,
        kind=one.what.kind,
        method=one.what.method or None,
        minutes=one.what.minutes,
        words=one.what.words,
        reason=one.what.reason if may(member, Permission.SEE_RESTRICTED_REASONS) else None,
        state=one.state,
        by=one.by.name,
        at=one.at,
        answered_at=one.answered_at,
        told_on=one.told_on,
        told_whom=one.told_whom,
        ended_reason=one.ended_reason if may(member, Permission.SEE_RESTRICTED_REASONS) else None,
    )
