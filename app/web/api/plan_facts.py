"""The facts of a standard’s assessment plan: what holds and whose word it is, confirming one, and taking that back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, JsonValue

from app.actions.plan_facts import confirm_plan_fact, take_back_plan_fact
from app.answers.plan_facts import FactStanding, fact_standing, plan_standing, value_said
from app.domain.permissions import Permission
from app.web.access import Visitor, acting, installation, person_who_may, reading, signed_in
from app.web.api.bodies import idempotent, json_body
from app.web.entered.plan_facts import FactBody, TakingBackBody

router = APIRouter(tags=["standards"])
PLAN = "/standards/{reference}/{version}/assessment-plan"


class SaidAnswer(BaseModel):
    """One word on a fact. Where `taken_back` is true, `value` is null and `source` is the reason."""

    number: int
    value: JsonValue
    taken_back: bool
    source: str
    found_on: date
    by: str
    at: datetime


class FactAnswer(BaseModel):
    """One fact of the plan. `sort` says what its value is.

    `confirmed` false is nobody’s word, or another standard’s plan. `source` is null where nobody has found it. `said`
    is every word on it here, newest first.
    """

    fact: str
    title: str
    sort: str
    value: JsonValue
    confirmed: bool
    confirmed_here: bool
    source: str | None
    said: list[SaidAnswer]


class FactsAnswer(BaseModel):
    """Every fact, on one page."""

    items: list[FactAnswer]
    next: str | None = None


@router.get(PLAN)
def index(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> FactsAnswer:
    """Every fact of a standard’s assessment plan, as it holds here."""
    with reading(request) as session:
        found = plan_standing(session, installation(request).catalogue, reference, version)
    return FactsAnswer(items=[_answer(one) for one in found.facts])


@router.get(PLAN + "/{fact}")
def show(request: Request, reference: str, version: str, fact: str, _: Visitor = signed_in()) -> FactAnswer:
    """One fact."""
    with reading(request) as session:
        return _answer(fact_standing(session, installation(request).catalogue, reference, version, fact)[1])


@router.post(PLAN + "/{fact}", status_code=201, responses={201: {"model": FactAnswer}})
def confirm(
    request: Request,
    reference: str,
    version: str,
    fact: str,
    _: Visitor = person_who_may(Permission.CONFIRM_FACT),
    body: FactBody = json_body(FactBody),
) -> Response:
    """Confirm a fact from this standard’s own plan. Nothing is written over."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            confirm_plan_fact(who, reference, version, fact, body.confirmation())
            return _answer(fact_standing(who.session, who.catalogue, reference, version, fact)[1]).model_dump(
                mode="json"
            )

        return idempotent(request, who, body, do)


@router.post(PLAN + "/{fact}/taking-back", status_code=201, responses={201: {"model": FactAnswer}})
def take_back(
    request: Request,
    reference: str,
    version: str,
    fact: str,
    _: Visitor = person_who_may(Permission.CONFIRM_FACT),
    body: TakingBackBody = json_body(TakingBackBody),
) -> Response:
    """Take a confirmation back, with the reason: what was published holds again."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            take_back_plan_fact(who, reference, version, fact, body.reason, body.seen)
            return _answer(fact_standing(who.session, who.catalogue, reference, version, fact)[1]).model_dump(
                mode="json"
            )

        return idempotent(request, who, body, do)


def _answer(one: FactStanding) -> FactAnswer:
    return FactAnswer(
        fact=one.fact.name,
        title=one.fact.title,
        sort=one.fact.sort.value,
        value=one.value,
        confirmed=one.confirmed,
        confirmed_here=one.holds is not None,
        source=one.source.name if one.source else None,
        said=[
            SaidAnswer(
                number=said.seq,
                value=value_said(said),
                taken_back=said.taken_back,
                source=said.source,
                found_on=said.found_on,
                by=said.by,
                at=said.at,
            )
            for said in one.said
        ],
    )
