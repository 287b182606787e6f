"""The components of gateway, as a program reads them, hands them over, and records what the organisation decided."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.gateway import decide_component, submit_component, waive_component
from app.answers.components import components_of
from app.answers.standards import plan_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.gateway.components import LONGEST_NOTE, LONGEST_REASON, ComponentState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.api.bodies import json_body
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/gateway/components", tags=["gateway"])
HIGHEST = 100_000


class AttemptAnswer(BaseModel):
    """One attempt; attempt 0 is a waiver. `decided_by` is null while the organisation decides."""

    attempt: int
    state: ComponentState
    note: str
    reason: str
    by: str
    at: datetime
    decided_by: str | None
    decided_at: datetime | None


class ComponentAnswer(BaseModel):
    """One component of the plan. `may_be_waived` is null where nobody has found whether it may; `confirmed` is false
    where it was found in another standard's plan alone."""

    code: str
    name: str
    method: str | None
    words_at_most: int | None
    may_be_waived: bool | None
    source: str | None
    confirmed: bool
    state: ComponentState
    attempts: list[AttemptAnswer]


class ComponentsAnswer(BaseModel):
    """Every component, in the plan's order."""

    items: list[ComponentAnswer]


class SubmitBody(Form):
    """Which attempt this is, from 1, and how it was handed over."""

    attempt: int = Field(ge=1, le=HIGHEST)
    note: str = Field(default="", max_length=LONGEST_NOTE)


class DecideBody(Form):
    """Which attempt was decided, how, and why where it was returned."""

    attempt: int = Field(ge=1, le=HIGHEST)
    verdict: str = Field(max_length=20)
    reason: str = Field(default="", max_length=LONGEST_REASON)


class WaiveBody(Form):
    """Why it is waived."""

    reason: str = Field(max_length=LONGEST_REASON)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> ComponentsAnswer:
    """What the assessment organisation asks for at gateway, with every attempt."""
    with reading(request) as session:
        return _answer(session, installation(request).catalogue, request, member)


@router.post("/{component}/submission")
def submit(
    request: Request,
    component: str,
    member: Member = member_who_may(Permission.SUBMIT_COMPONENT),
    body: SubmitBody = json_body(SubmitBody),
) -> ComponentsAnswer:
    """Record that a component was handed over."""
    with acting(request) as who:
        submit_component(who, member.apprenticeship, component, body.attempt, body.note)
        return _answer(who.session, who.catalogue, request, member)


@router.post("/{component}/decision")
def decide(
    request: Request,
    component: str,
    member: Member = member_who_may(Permission.RECORD_COMPONENT_DECISION),
    body: DecideBody = json_body(DecideBody),
) -> ComponentsAnswer:
    """Record what the organisation decided: `accepted`, which locks it, or `returned` with a reason."""
    with acting(request) as who:
        decide_component(who, member.apprenticeship, component, body.attempt, body.verdict, body.reason)
        return _answer(who.session, who.catalogue, request, member)


@router.post("/{component}/waiver")
def waive(
    request: Request,
    component: str,
    member: Member = member_who_may(Permission.SUBMIT_COMPONENT),
    body: WaiveBody = json_body(WaiveBody),
) -> ComponentsAnswer:
    """Waive a component that nobody began, where the plan lets it be left out."""
    with acting(request) as who:
        waive_component(who, member.apprenticeship, component, body.reason)
        return _answer(who.session, who.catalogue, request, member)


def _answer(session: Session, catalogue: Catalogue, request: Request, member: Member) -> ComponentsAnswer:
    one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    plan = plan_of(session, catalogue, one)
    items = []
    for standing in components_of(session, catalogue, one):
        component = standing.component
        source = plan.source(f"gateway_components.{component.code}")
        items.append(
            ComponentAnswer(
                code=component.code,
                name=component.name,
                method=component.method or None,
                words_at_most=component.words_at_most,
                may_be_waived=component.may_be_waived,
                source=source.name if source else None,
                confirmed=source is not None and source.confirmed,
                state=standing.state,
                attempts=[
                    AttemptAnswer(
                        attempt=each.number,
                        state=each.state,
                        note=each.note,
                        reason=each.reason,
                        by=each.by.name,
                        at=each.at,
                        decided_by=each.decided_by.name if each.decided_by else None,
                        decided_at=each.decided_at,
                    )
                    for each in standing.attempts
                ],
            )
        )
    return ComponentsAnswer(items=items)
