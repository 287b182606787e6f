"""Planning activities, and saying what became of them."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions import training_plan as actions
from app.actions.acting import Acting
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, member_who_may
from app.web.addresses import LARGEST, NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.api.training_plan.answered import PlanAnswer, plan_answer
from app.web.entered.training_plan import ActivityForm, HeldForm, MoveForm, ReasonForm, ResultForm
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/plan/activities", tags=["training plan"])
MAY_CHANGE = Permission.CHANGE_PLAN


class ActivityNumberAnswer(Form):
    """The number of the activity that was planned."""

    number: int


class PiecesBody(Form):
    """Numbers of the pieces of evidence that belong to it: exactly these."""

    pieces: list[Annotated[int, Field(ge=1, le=LARGEST)]] = Field(max_length=100)


class FeedbackBody(Form):
    """Feedback in whole and by KSB, and an indicative grade, "" for none."""

    grade: str = Field(default="", max_length=100)
    feedback: str = Field(default="", max_length=8_000)
    ksbs: dict[str, str] = Field(default_factory=dict, max_length=500)


@router.post("", status_code=201, responses={201: {"model": ActivityNumberAnswer}})
def plan(
    request: Request,
    member: Member = member_who_may(MAY_CHANGE),
    body: ActivityForm = json_body(ActivityForm),
) -> Response:
    """Plan an activity of the programme for a day. It counts no hours by itself."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            number = actions.plan_activity(
                who, member.apprenticeship, body.kind, body.on, code=body.code, title=body.title, minutes=body.minutes
            )
            return {"number": number}

        return idempotent(request, who, body, do)


@router.post("/" + NUMBER + "/held")
def held(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: HeldForm = json_body(HeldForm),
) -> PlanAnswer:
    """It was held."""
    return _done(
        request, member, lambda who: actions.hold_activity(who, member.apprenticeship, number, body.on, body.minutes)
    )


@router.post("/" + NUMBER + "/missed")
def missed(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: ReasonForm = json_body(ReasonForm),
) -> PlanAnswer:
    """It was missed, and why."""
    return _done(request, member, lambda who: actions.miss_activity(who, member.apprenticeship, number, body.reason))


@router.post("/" + NUMBER + "/move")
def move(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: MoveForm = json_body(MoveForm),
) -> PlanAnswer:
    """Plan it for another day, with the reason; or again after it was missed."""
    return _done(
        request, member, lambda who: actions.move_activity(who, member.apprenticeship, number, body.on, body.reason)
    )


@router.post("/" + NUMBER + "/reopening")
def reopen(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: ReasonForm = json_body(ReasonForm),
) -> PlanAnswer:
    """Take back what was recorded by mistake."""
    return _done(request, member, lambda who: actions.reopen_activity(who, member.apprenticeship, number, body.reason))


@router.post("/" + NUMBER + "/evidence")
def evidence(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: PiecesBody = json_body(PiecesBody),
) -> PlanAnswer:
    """Say which pieces of evidence belong to it."""
    return _done(request, member, lambda who: actions.link_evidence(who, member.apprenticeship, number, body.pieces))


@router.post("/" + NUMBER + "/result")
def result(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: ResultForm = json_body(ResultForm),
) -> PlanAnswer:
    """Record what came of an attempt at a part of functional skills."""
    return _done(request, member, lambda who: actions.record_result(who, member.apprenticeship, number, body.result))


@router.post("/" + NUMBER + "/feedback")
def feedback(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_CHANGE),
    body: FeedbackBody = json_body(FeedbackBody),
) -> PlanAnswer:
    """Give feedback on a mock assessment. It takes the place of earlier feedback."""

    def do(who: Acting) -> None:
        actions.give_feedback(
            who, member.apprenticeship, number, grade=body.grade, feedback=body.feedback, by_ksb=body.ksbs
        )

    return _done(request, member, do)


def _done(request: Request, member: Member, do: Callable[[Acting], Any]) -> PlanAnswer:
    with acting(request) as who:
        do(who)
    return plan_answer(request, member)
