"""Entries beside each other as JSON: what is open, and settling it. It comes before the call of one entry by its id."""

from datetime import date
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy.orm import Session

from app.actions.acting import Acting
from app.actions.off_the_job import settling
from app.db import apprenticeships
from app.db.off_the_job.settling import open_questions
from app.domain.off_the_job.doubles import Questions
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import LARGEST
from app.web.api.bodies import json_body
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/off-the-job/to-settle", tags=["off-the-job"])


class PairBody(Form):
    """What is said of two entries: `both` happened, or they are the `same` time and `keep` is the one that stands."""

    first: int = Field(ge=1, le=LARGEST)
    second: int = Field(ge=1, le=LARGEST)
    verdict: Literal["both", "same"]
    keep: int | None = None
    reason: str = ""


class DayBody(Form):
    """Why a day has so many hours."""

    on: date
    reason: str


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_HOURS)) -> dict[str, Any]:
    """Pairs that may be the same time, and days with more minutes than is plausible."""
    with reading(request) as session:
        return _open(session, member, visitor(request).today)


@router.post("/pair")
def settle(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    body: PairBody = json_body(PairBody),
) -> dict[str, Any]:
    """Settle two entries; answers what is open afterwards."""
    with acting(request) as who:
        if body.verdict == "both":
            settling.both_happened(who, member.apprenticeship, body.first, body.second, body.reason)
        elif body.keep in (body.first, body.second):
            drop = body.second if body.keep == body.first else body.first
            settling.same_time(who, member.apprenticeship, body.keep, drop, body.reason)
        else:
            raise BadInput([Fault("keep", "Name which of the two to keep.")])
        return _after(who, member)


@router.post("/day")
def explain(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    body: DayBody = json_body(DayBody),
) -> dict[str, Any]:
    """Say why a day is so long; answers what is open afterwards."""
    with acting(request) as who:
        settling.explain_day(who, member.apprenticeship, body.on, body.reason)
        return _after(who, member)


def _after(who: Acting, member: Member) -> dict[str, Any]:
    return _open(who.session, member, who.today)


def _open(session: Session, member: Member, today: date) -> dict[str, Any]:
    one = apprenticeships.load(session, member.apprenticeship, today)
    most = one.settings.plausible_day_minutes
    return questions_said(open_questions(session, one.id, most), most)


def questions_said(found: Questions, most: int) -> dict[str, Any]:
    """What is open, by the numbers of entries."""
    return {
        "plausible_day_minutes": most,
        "pairs": [{"first": d.first.number, "second": d.second.number, "why": d.why} for d in found.doubles],
        "long_days": [
            {"on": day.on.isoformat(), "minutes": day.minutes, "entries": [entry.number for entry in day.entries]}
            for day in found.long_days
        ],
    }
