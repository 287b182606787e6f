"""The standards held here, with their duties, KSBs and assessment methods, and the hours published for them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.published_hours import enter_published_hours
from app.answers.standards import standard_as_confirmed, standards_as_confirmed
from app.catalogue import Catalogue
from app.db import published_hours
from app.db.published_hours import Entered
from app.domain.permissions import Permission
from app.domain.programmes import Programme
from app.domain.standards import Standard
from app.web.access import Visitor, acting, installation, person_who_may, reading, signed_in
from app.web.api.bodies import idempotent, json_body
from app.web.entered.published_hours import PublishedHoursBody

router = APIRouter(tags=["standards"])


class DutyAnswer(BaseModel):
    """A duty, its example off-the-job days (null where none are published) and the KSBs it uses."""

    code: str
    text: str
    otj_days: int | None
    ksbs: list[str]


class KsbAnswer(BaseModel):
    """A statement. `plain` is what it asks for in our own plain words, "" where nobody has put it so.

    `assessed_by` is empty while nobody has confirmed which method assesses it.
    """

    code: str
    kind: str
    text: str
    plain: str
    assessed_by: list[str]


class MethodAnswer(BaseModel):
    """An assessment method, with its weight and whole length where they are known."""

    code: str
    name: str
    weight_percent: int | None
    minutes: int | None


class ActivityAnswer(BaseModel):
    """A kind of time that may be logged. `counts` false is kept as a record only; `why` says by which rule."""

    code: str
    name: str
    counts: bool
    why: str


class ProgrammeAnswer(BaseModel):
    """A way in which the standard is taught here, with the codes of its activities."""

    code: str
    title: str
    activities: list[ActivityAnswer]


class StandardAnswer(BaseModel):
    """One version of a standard."""

    reference: str
    version: str
    title: str
    level: int
    lars_code: int | None
    typical_months_to_gateway: int
    duties: list[DutyAnswer]
    ksbs: list[KsbAnswer]
    assessment_methods: list[MethodAnswer]
    otj_days_total: int | None
    method_mapping_confirmed: bool
    programmes: list[ProgrammeAnswer]


class StandardsAnswer(BaseModel):
    """Every standard held here, on one page."""

    items: list[StandardAnswer]
    next: str | None = None


class PublishedHoursAnswer(BaseModel):
    """Hours published for a standard as somebody entered them, in minutes; `start_to` null is open."""

    minutes: int
    start_from: date
    start_to: date | None
    source: str
    entered_by: str
    entered_at: datetime


class PublishedHoursAnswers(BaseModel):
    """Every figure, on one page."""

    items: list[PublishedHoursAnswer]
    next: str | None = None


@router.get("/standards")
def index(request: Request, _: Visitor = signed_in()) -> StandardsAnswer:
    """Every version of every standard held here."""
    catalogue = installation(request).catalogue
    with reading(request) as session:
        found = standards_as_confirmed(session, catalogue)
    return StandardsAnswer(items=[_answer(one, catalogue) for one in found])


@router.get("/standards/{reference}/{version}")
def show(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> StandardAnswer:
    """One version of one standard."""
    catalogue = installation(request).catalogue
    with reading(request) as session:
        return _answer(standard_as_confirmed(session, catalogue, reference, version), catalogue)


@router.get("/standards/{reference}/{version}/published-hours")
def published(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> PublishedHoursAnswers:
    """The hours published for a standard as entered here, newest first; of two for one start the newer holds."""
    standard = installation(request).catalogue.standard(reference, version)
    with reading(request) as session:
        found = published_hours.entered(session, standard.reference, standard.version)
    return PublishedHoursAnswers(items=[_figure(one) for one in found])


@router.post(
    "/standards/{reference}/{version}/published-hours",
    status_code=201,
    responses={201: {"model": PublishedHoursAnswer}},
)
def publish(
    request: Request,
    reference: str,
    version: str,
    _: Visitor = person_who_may(Permission.CONFIRM_FACT),
    body: PublishedHoursBody = json_body(PublishedHoursBody),
) -> Response:
    """Enter the hours published for a standard, in minutes, for the starts of a period. Nothing is written over."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            enter_published_hours(who, reference, version, body.figure())
            newest = published_hours.entered(who.session, reference, version)[0]
            return _figure(newest).model_dump(mode="json")

        return idempotent(request, who, body, do)


def _figure(one: Entered) -> PublishedHoursAnswer:
    hours = one.hours
    return PublishedHoursAnswer(
        minutes=hours.minutes,
        start_from=hours.start_from,
        start_to=hours.start_to,
        source=hours.source.name,
        entered_by=one.by,
        entered_at=one.at,
    )


def _answer(standard: Standard, catalogue: Catalogue) -> StandardAnswer:
    return StandardAnswer(
        reference=standard.reference,
        version=standard.version,
        title=standard.title,
        level=standard.level,
        lars_code=standard.lars_code,
        typical_months_to_gateway=standard.typical_months_to_gateway,
        duties=[
            DutyAnswer(code=duty.code, text=duty.text, otj_days=duty.otj_days, ksbs=list(duty.ksbs))
            for duty in standard.duties
        ],
        ksbs=[
            KsbAnswer(code=ksb.code, kind=ksb.kind, text=ksb.text, plain=ksb.plain, assessed_by=list(ksb.assessed_by))
            for ksb in standard.ksbs
        ],
        assessment_methods=[
            MethodAnswer(
                code=method.code, name=method.name, weight_percent=method.weight_percent, minutes=method.minutes
            )
            for method in standard.methods
        ],
        otj_days_total=standard.otj_days_total,
        method_mapping_confirmed=standard.method_mapping_confirmed,
        programmes=[_programme(one) for one in catalogue.programmes_for(standard.reference, standard.version)],
    )


def _programme(programme: Programme) -> ProgrammeAnswer:
    return ProgrammeAnswer(
        code=programme.code,
        title=programme.title,
        activities=[
            ActivityAnswer(code=one.code, name=one.name, counts=one.counts, why=one.why) for one in programme.activities
        ],
    )
