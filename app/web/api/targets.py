"""Targets as JSON, and those that the gaps suggest."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions import targets as actions
from app.actions.acting import Acting
from app.answers.targets import target_on_record, targets_on_record
from app.db import apprenticeships
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.targets import LONGEST_REASON, LONGEST_WHAT, Aim, Target
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.api.targets_answered import TargetAnswer, TargetsAnswer, suggested_answer, target_answer
from app.web.entered.apprenticeships import Day
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/targets", tags=["targets"])


class AimBody(Form):
    """What a target asks for. `review` is the number of the review at which it is set, null between reviews."""

    what: str = Field(min_length=1, max_length=LONGEST_WHAT)
    who: Role
    due_on: Day
    ksbs: list[str] = Field(default=[])
    duty: str | None = None
    minutes: int | None = None
    review: int | None = Field(default=None, ge=1, le=999)

    def aim(self) -> Aim:
        """The value."""
        return Aim(self.what, self.who, self.due_on, tuple(dict.fromkeys(self.ksbs)), self.duty, self.minutes)


class TargetChangeBody(AimBody):
    """What a target is to ask for from now on, whole; `version` is that of the target that was read."""

    reason: str = Field(max_length=LONGEST_REASON)
    version: int = Field(ge=1)


class WordsBody(Form):
    """What there is to say of it; a reason where one is asked for."""

    reason: str = Field(default="", max_length=LONGEST_REASON)
    review: int | None = Field(default=None, ge=1, le=999)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_TARGETS)) -> TargetsAnswer:
    """Every target, and those that the gaps suggest."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = targets_on_record(session, catalogue, one, today)
    return TargetsAnswer(
        items=[target_answer(each, today) for each in found.targets],
        suggested=[suggested_answer(each) for each in found.proposals],
        due_on=found.due_on,
    )


@router.post("", status_code=201, responses={201: {"model": TargetAnswer}})
def set_target(
    request: Request, member: Member = member_who_may(Permission.SET_TARGET), body: AimBody = json_body(AimBody)
) -> Response:
    """Set a target."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            return _answered(who, member, actions.set_target(who, member.apprenticeship, body.aim(), body.review))

        return idempotent(request, who, body, do)


@router.post("/proposals", status_code=201, responses={201: {"model": TargetAnswer}})
def propose(
    request: Request, member: Member = member_who_may(Permission.PROPOSE_TARGET), body: AimBody = json_body(AimBody)
) -> Response:
    """Propose a target, as the apprentice or for the employer."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            return _answered(who, member, actions.propose_target(who, member.apprenticeship, body.aim(), body.review))

        return idempotent(request, who, body, do)


@router.get(f"/{NUMBER}")
def show_one(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_TARGETS)) -> TargetAnswer:
    """One target."""
    today = visitor(request).today
    with reading(request) as session:
        found = target_on_record(session, apprenticeships.load(session, member.apprenticeship, today), number, today)
    if found is None:
        raise NotFound
    return target_answer(found, today)


@router.post(f"/{NUMBER}/change")
def change(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    body: TargetChangeBody = json_body(TargetChangeBody),
) -> TargetAnswer:
    """Change what a target asks for, with the reason."""
    return _done(
        request,
        member,
        lambda who: actions.change_target(
            who, member.apprenticeship, number, body.aim(), body.reason, body.version, body.review
        ),
    )


@router.post(f"/{NUMBER}/agreement")
def agree(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    body: WordsBody = json_body(WordsBody),
) -> TargetAnswer:
    """Take up what was proposed."""
    return _done(request, member, lambda who: actions.agree_to_target(who, member.apprenticeship, number, body.review))


@router.post(f"/{NUMBER}/done")
def say_done(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SAY_TARGET_DONE),
    body: WordsBody = json_body(WordsBody),
) -> TargetAnswer:
    """Say, as whoever it is for, that it is done."""
    return _done(request, member, lambda who: actions.say_target_done(who, member.apprenticeship, number, body.reason))


@router.post(f"/{NUMBER}/not-done")
def not_done(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    body: WordsBody = json_body(WordsBody),
) -> TargetAnswer:
    """Answer that something is still missing, and what."""
    return _done(
        request,
        member,
        lambda who: actions.target_not_done(who, member.apprenticeship, number, body.reason, body.review),
    )


@router.post(f"/{NUMBER}/met")
def meet(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    body: WordsBody = json_body(WordsBody),
) -> TargetAnswer:
    """Say that it is met."""
    return _done(
        request, member, lambda who: actions.meet_target(who, member.apprenticeship, number, body.reason, body.review)
    )


@router.post(f"/{NUMBER}/drop")
def drop(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    body: WordsBody = json_body(WordsBody),
) -> TargetAnswer:
    """Drop it, or turn down what was proposed, with a reason."""
    return _done(
        request, member, lambda who: actions.drop_target(who, member.apprenticeship, number, body.reason, body.review)
    )


@router.post(f"/{NUMBER}/open")
def open_again(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    body: WordsBody = json_body(WordsBody),
) -> TargetAnswer:
    """Take back that it was met or dropped, with a reason."""
    return _done(
        request,
        member,
        lambda who: actions.open_target_again(who, member.apprenticeship, number, body.reason, body.review),
    )


def _done(request: Request, member: Member, do: Callable[[Acting], Target]) -> TargetAnswer:
    with acting(request) as who:
        return TargetAnswer.model_validate(_answered(who, member, do(who)))


def _answered(who: Acting, member: Member, target: Target) -> Mapping[str, Any]:
    one = apprenticeships.load(who.session, member.apprenticeship, who.today)
    found = target_on_record(who.session, one, target.number, who.today)
    assert found is not None
    return target_answer(found, who.today).model_dump(mode="json")
