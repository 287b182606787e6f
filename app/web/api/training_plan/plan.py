"""Reading the plan, its checklists, details, English and maths, and its versions."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions import training_plan as actions
from app.db import training_plan as db
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.training_plan.values import FunctionalSkill
from app.web.access import acting, member_who_may, reading
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.api.training_plan.answered import (
    PlanAnswer,
    PlanVersionAnswer,
    WholePlanVersionAnswer,
    plan_answer,
    version_answer,
    whole_version,
)
from app.web.entered.apprenticeships import Day
from app.web.entered.training_plan import DetailsForm, SubjectForm, VersionForm
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/plan", tags=["training plan"])


class TickBody(Form):
    """A part of the initial assessment or a topic of induction, and the day on which it was gone through."""

    topic: str = Field(max_length=500)
    on: Day


class UntickBody(Form):
    """The part or topic."""

    topic: str = Field(max_length=500)


class PlanVersionsAnswer(Form):
    """Every version, the newest first."""

    items: list[PlanVersionAnswer]
    next: None = None


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_PLAN)) -> PlanAnswer:
    """The plan as it stands today: activities, checklists, English and maths, versions, what is behind and stale."""
    return plan_answer(request, member)


@router.post("/ticks")
def tick(
    request: Request,
    member: Member = member_who_may(Permission.TICK_PLAN),
    body: TickBody = json_body(TickBody),
) -> PlanAnswer:
    """Tick something, in one's own role."""
    with acting(request) as who:
        actions.tick(who, member.apprenticeship, body.topic, body.on)
    return plan_answer(request, member)


@router.post("/ticks/withdrawal")
def untick(
    request: Request,
    member: Member = member_who_may(Permission.TICK_PLAN),
    body: UntickBody = json_body(UntickBody),
) -> PlanAnswer:
    """Take back one's own tick."""
    with acting(request) as who:
        actions.untick(who, member.apprenticeship, body.topic)
    return plan_answer(request, member)


@router.post("/details")
def details(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    body: DetailsForm = json_body(DetailsForm),
) -> PlanAnswer:
    """State details. What is left out stays as it was."""
    with acting(request) as who:
        actions.state_details(who, member.apprenticeship, body.said())
    return plan_answer(request, member)


@router.post("/subjects/{subject}")
def subject(
    request: Request,
    subject: str,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    body: SubjectForm = json_body(SubjectForm),
) -> PlanAnswer:
    """Record what holds of `english` or of `maths`, all of it at once."""
    if subject not in [one.value for one in FunctionalSkill]:
        raise NotFound
    with acting(request) as who:
        actions.record_subject(who, member.apprenticeship, FunctionalSkill(subject), body.said())
    return plan_answer(request, member)


@router.get("/versions")
def versions(request: Request, member: Member = member_who_may(Permission.VIEW_PLAN)) -> PlanVersionsAnswer:
    """Every version with who answered it."""
    with reading(request) as session:
        found = db.versions(session, member.apprenticeship)
    return PlanVersionsAnswer(items=[version_answer(one) for one in found])


@router.get("/versions/" + NUMBER)
def version(
    request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PLAN)
) -> WholePlanVersionAnswer:
    """One version, with exactly what was put before its signers."""
    with reading(request) as session:
        found = next((one for one in db.versions(session, member.apprenticeship) if one.number == number), None)
    if found is None:
        raise NotFound
    return whole_version(found)


@router.post("/versions", status_code=201, responses={201: {"model": WholePlanVersionAnswer}})
def put(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    body: VersionForm = json_body(VersionForm),
) -> Response:
    """Put the plan before its signers, as the version after the newest."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            actions.put_plan_to_sign(who, member.apprenticeship, body.version, because=body.because, why=body.why)
            return whole_version(db.versions(who.session, member.apprenticeship)[0]).model_dump(mode="json")

        return idempotent(request, who, body, do)
