"""Skills scans as JSON: begun, filled in, given; distance travelled, and what a plan starts from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.actions import skills_scan as actions
from app.answers.skills_scan import ScansSeen, distance_of, scans_seen, starting_points
from app.db import apprenticeships
from app.db import skills_scans as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.skills_scan import CANNOT_SAY_VALUE, GivenRatings, ScanPurpose, SkillsScan
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.api.skills_scans.answered import (
    DistanceAnswer,
    ScanAnswer,
    ScanDraftAnswer,
    ScansAnswer,
    StartingPointsAnswer,
    distance_answer,
    draft_answer,
    scan_answer,
    starting_answer,
)
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/skills-scans", tags=["skills scans"])
LONGEST = 4_000


class ScanBody(Form):
    """A scan to begin: what for, and of which day."""

    purpose: ScanPurpose
    on: date


class PriorBody(Form):
    """A note on prior learning."""

    what: str = Field(default="", max_length=LONGEST)
    when: str = Field(default="", max_length=LONGEST)
    seen: str = Field(default="", max_length=LONGEST)


class RatingBody(Form):
    """One KSB; points are null for “cannot say”, which employer and tutor alone may."""

    ksb: str = Field(max_length=10)
    points: int | None
    prior: PriorBody = PriorBody()


class RatingsBody(Form):
    """Ratings: every KSB's to give them, any to keep them."""

    ratings: list[RatingBody] = Field(max_length=200)


@router.get("")
def index(request: Request, member: Member = member_who_may(Permission.VIEW_SCAN)) -> ScansAnswer:
    """Every scan with what may be seen of it: nobody sees the others' ratings before giving their own."""
    with reading(request) as session:
        _, seen = _seen(request, session, member)
    points = {one.points: one.word for one in seen.scale.points}
    return ScansAnswer(
        scale=seen.scale.code, points=points, items=[scan_answer(*one, seen.standard) for one in seen.scans]
    )


@router.post("", status_code=201, response_model=ScanAnswer)
def begin(
    request: Request, member: Member = member_who_may(Permission.RATE_KSBS), body: ScanBody = json_body(ScanBody)
) -> Response:
    """Begin a scan."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            number = actions.begin_scan(who, member.apprenticeship, body.purpose, body.on)
            return _one(request, who.session, member, number).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.get("/distance")
def distance(request: Request, member: Member = member_who_may(Permission.VIEW_SCAN)) -> DistanceAnswer:
    """How far each party says that it is since the start, beside the evidence."""
    with reading(request) as session:
        one, seen = _seen(request, session, member)
        found = distance_of(session, installation(request).catalogue, one, seen)
    return distance_answer(found)


@router.get("/starting-points")
def starting(request: Request, member: Member = member_who_may(Permission.VIEW_SCAN)) -> StartingPointsAnswer:
    """What a plan or a review starts from: rated lowest, prior learning, where parties differ."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = starting_points(session, installation(request).catalogue, one, member.roles)
    return starting_answer(found)


@router.get("/" + NUMBER)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_SCAN)) -> ScanAnswer:
    """One scan."""
    with reading(request) as session:
        return _one(request, session, member, number)


@router.get("/" + NUMBER + "/draft")
def draft(request: Request, number: int, member: Member = member_who_may(Permission.RATE_KSBS)) -> ScanDraftAnswer:
    """What one has filled in oneself and not given."""
    with reading(request) as session:
        _, seen = _seen(request, session, member)
        _found(seen, number)
        kept = db.draft_of(session, member.apprenticeship, number, member.person.id)
    return draft_answer(seen, number, kept)


@router.put("/" + NUMBER + "/draft")
def keep(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RATE_KSBS),
    body: RatingsBody = json_body(RatingsBody),
) -> ScanDraftAnswer:
    """Keep ratings for oneself alone; KSBs that are not named stay as they are kept."""
    with acting(request) as who:
        _, seen = _seen(request, who.session, member)
        _found(seen, number)
        kept = db.draft_of(who.session, member.apprenticeship, number, member.person.id)
        whole = {**kept.fields, **_fields(body.ratings)}
        merged = actions.keep_ratings(who, member.apprenticeship, number, whole, kept.fields)
    return draft_answer(seen, number, merged.draft)


@router.post("/" + NUMBER + "/ratings")
def give(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RATE_KSBS),
    body: RatingsBody = json_body(RatingsBody),
) -> ScanAnswer:
    """Give one's party's ratings, one for each KSB, for good. The same again changes nothing."""
    with acting(request) as who:
        actions.give_ratings(who, member.apprenticeship, number, _fields(body.ratings))
        return _one(request, who.session, member, number)


def _seen(request: Request, session: Session, member: Member) -> tuple[Apprenticeship, ScansSeen]:
    one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    return one, scans_seen(session, installation(request).catalogue, one, member.roles)


def _found(seen: ScansSeen, number: int) -> tuple[SkillsScan, tuple[GivenRatings, ...]]:
    found = next((one for one in seen.scans if one[0].number == number), None)
    if found is None:
        raise NotFound
    return found


def _one(request: Request, session: Session, member: Member, number: int) -> ScanAnswer:
    _, seen = _seen(request, session, member)
    return scan_answer(*_found(seen, number), seen.standard)


def _fields(ratings: Sequence[RatingBody]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for one in ratings:
        fields[f"rating.{one.ksb}"] = CANNOT_SAY_VALUE if one.points is None else str(one.points)
        said = {f"{part}.{one.ksb}": getattr(one.prior, part) for part in ("what", "when", "seen")}
        fields |= {name: words for name, words in said.items() if words}
    return fields
