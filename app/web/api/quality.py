"""Sampling of tutors' decisions as JSON: draws, what was drawn, what is said of it, what is asked of a tutor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.sampling import answer_sample, draw_sample, judge_sample, settle_sample
from app.db import sampling as db
from app.db.sampling import Draw, SampledRow
from app.domain.evidence import Verdict
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.sampling import Judged, SampleState
from app.web.access import Visitor, acting, person_who_may, reading, signed_in, visitor
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.entered.sampling import AnswerForm, DrawForm, JudgeForm, SettledForm

router = APIRouter(tags=["quality"])
MAY = Permission.SAMPLE_DECISION
DECISION = "/quality/draws/" + NUMBER + "/decisions/{place:numbered}"


class DrawNumberAnswer(BaseModel):
    """The number of the draw that was made."""

    number: int


class DrawAnswer(BaseModel):
    """One draw, with everything that it takes to draw the same again. Made of decisions after `since` until `until`."""

    number: int
    since: datetime
    until: datetime
    seed: int
    percent: int
    risk_percent: int
    each_ksb: bool
    each_kind: bool
    by: str
    decided: int
    sampled: int
    open: int


class SaidAnswer(BaseModel):
    """One thing said of a sampled decision."""

    what: str
    words: str
    by: str
    at: datetime | None


class SampledAnswer(BaseModel):
    """One sampled decision. `reasons` are `tutor`, `ksb`, `kind` and codes of risks.

    `waits_for` is who is to answer where somebody disagreed; null where nobody is, and within lists.
    """

    draw: int
    place: int
    apprenticeship: UUID
    evidence: int
    version: int
    ksb: str
    verdict: Verdict
    tutor: str
    decided_at: datetime
    reasons: list[str]
    state: SampleState
    waits_for: str | None = None
    said: list[SaidAnswer]


class DrawsAnswer(BaseModel):
    """The newest draws, newest first."""

    items: list[DrawAnswer]
    next: None = None


class WholeDrawAnswer(DrawAnswer):
    """One draw with every decision in it, in the order of the draw; what was said stands with each one alone."""

    decisions: list[SampledAnswer]


class AskedAnswer(BaseModel):
    """Decisions that a quality assurer disagreed with, and that wait for one's own answer."""

    items: list[SampledAnswer]
    next: None = None


@router.get("/quality/draws")
def draws(request: Request, _: Visitor = person_who_may(MAY)) -> DrawsAnswer:
    """The draws so far."""
    with reading(request) as session:
        return DrawsAnswer(items=[DrawAnswer(**_draw(each)) for each in db.draws(session)])


@router.post("/quality/draws", status_code=201, responses={201: {"model": DrawNumberAnswer}})
def draw(request: Request, _: Visitor = person_who_may(MAY), body: DrawForm = json_body(DrawForm)) -> Response:
    """Draw a sample of the decisions made since the last draw."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            return {"number": draw_sample(who, body.shares(), body.seed)}

        return idempotent(request, who, body, do)


@router.get("/quality/draws/" + NUMBER)
def one(request: Request, number: int, _: Visitor = person_who_may(MAY)) -> WholeDrawAnswer:
    """One draw and what is in it."""
    with reading(request) as session:
        found = db.draw_of(session, number)
        if found is None:
            raise NotFound
        rows = db.sampled_of(session, number)
    return WholeDrawAnswer(**_draw(found), decisions=[_sampled(each, ()) for each in rows])


@router.get(DECISION)
def decision(request: Request, number: int, place: int, _: Visitor = person_who_may(MAY)) -> SampledAnswer:
    """One sampled decision and what was said of it."""
    return _answer(request, number, place)


@router.post(DECISION + "/verdict")
def judge(
    request: Request,
    number: int,
    place: int,
    _: Visitor = person_who_may(MAY),
    body: JudgeForm = json_body(JudgeForm),
) -> SampledAnswer:
    """Agree with a decision, or disagree and say what its tutor is to do; never with one's own."""
    with acting(request) as who:
        judge_sample(who, number, place, agree=body.agree, words=body.words)
    return _answer(request, number, place)


@router.post(DECISION + "/settlement")
def settle(
    request: Request,
    number: int,
    place: int,
    _: Visitor = person_who_may(MAY),
    body: SettledForm = json_body(SettledForm),
) -> SampledAnswer:
    """Be content with the tutor's answer; where there is no tutor any more, say in `words` why it ends without one."""
    with acting(request) as who:
        settle_sample(who, number, place, body.words)
    return _answer(request, number, place)


@router.get("/sampled")
def asked(request: Request, who: Visitor = signed_in()) -> AskedAnswer:
    """What waits for one's own answer."""
    with reading(request) as session:
        found = db.to_answer(session, who.person.id, who.today)
    return AskedAnswer(items=[_sampled(row, (said,)) for row, said in found])


@router.post("/sampled/" + NUMBER + "/{place:numbered}/answer")
def answer(
    request: Request,
    number: int,
    place: int,
    _: Visitor = signed_in(),
    body: AnswerForm = json_body(AnswerForm),
) -> SampledAnswer:
    """Say what was done, as the tutor who made the decision or, where they have left, as the one who leads now."""
    with acting(request) as who:
        answer_sample(who, number, place, body.words)
    return _answer(request, number, place)


def _answer(request: Request, number: int, place: int) -> SampledAnswer:
    with reading(request) as session:
        rows = db.sampled_of(session, number, place)
        if not rows:
            raise NotFound
        asked = rows[0].state is SampleState.DISAGREED
        answers = db.answers_for(session, rows[0], visitor(request).today) if asked else None
        found = _sampled(rows[0], db.read_of(session, rows[0]))
    return found.model_copy(update={"waits_for": answers.name if answers else None})


def _draw(one: Draw) -> dict[str, Any]:
    shares = one.shares
    return {
        "number": one.number,
        "since": one.since,
        "until": one.until,
        "seed": one.seed,
        "percent": shares.percent,
        "risk_percent": shares.risk_percent,
        "each_ksb": shares.each_ksb,
        "each_kind": shares.each_kind,
        "by": one.by,
        "decided": one.decided,
        "sampled": one.sampled,
        "open": one.open,
    }


def _sampled(row: SampledRow, said: tuple[Judged, ...]) -> SampledAnswer:
    return SampledAnswer(
        draw=row.draw,
        place=row.place,
        apprenticeship=row.apprenticeship,
        evidence=row.number,
        version=row.version,
        ksb=row.ksb,
        verdict=row.verdict,
        tutor=row.tutor_name,
        decided_at=row.decided_at,
        reasons=list(row.reasons),
        state=row.state,
        said=[SaidAnswer(what=each.what.value, words=each.words, by=each.by_name, at=each.at) for each in said],
    )
