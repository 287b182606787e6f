"""Breaks in learning and changes of employer as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.actions.acting import Acting
from app.actions.apprenticeships import Newcomer
from app.actions.breaks import drop_break, return_from_break
from app.actions.employer import change_employer, end_employment
from app.actions.invitations import invite_newcomers
from app.actions.status import change_status
from app.answers.agreed import BreakShown, agreed_over_time
from app.catalogue import Catalogue
from app.domain.employment import EmploymentGap
from app.domain.people import ApprenticeshipStatus, Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.api.apprenticeships import NamedAnswer
from app.web.api.bodies import idempotent, json_body
from app.web.entered.apprenticeships import Day
from app.web.entered.people import EmailAddress, PersonName, Reason
from app.web.entered.terms import iso_day
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}", tags=["apprenticeships"])


class BreakAnswer(BaseModel):
    """A break in learning. `back_on` null: nobody has come back yet, and `days` are those so far.

    `question` is asked of a break shorter than the rule knows. `left_out_minutes` were logged for days in it and count
    nowhere. `proposed_planned_end` is the planned end moved by its exact length: no rule asks for that.
    """

    since: date
    back_on: date | None
    days: int
    question: str | None
    source: str
    left_out_minutes: int
    proposed_planned_end: date | None


class BreaksAnswer(BaseModel):
    """Every break, by first day."""

    items: list[BreakAnswer]
    next: str | None = None


class GapAnswer(BaseModel):
    """A time without an employer. `within`: no more days than the rule allows, by `last_day` at the latest."""

    since: date
    until: date | None
    days: int
    within: bool
    last_day: date
    reason: str
    source: str


class EmploymentAnswer(BaseModel):
    """Who employs the apprentice today (null in a gap), and every time without an employer."""

    organisation: NamedAnswer | None
    contact: NamedAnswer | None
    gaps: list[GapAnswer]


class BreakBody(Form):
    """A break that begins; `back_on` is the first day back, where it is known."""

    since: Day
    back_on: Day | None = None
    reason: Reason = ""


class ReturnBody(Form):
    """The first day back."""

    back_on: Day
    reason: Reason = ""


class ReasonBody(Form):
    """Why it was no break."""

    reason: Reason = ""


class EmployerBody(Form):
    """Another employer from a day on. `ended_on` is the first day without the old one, where it is earlier."""

    organisation: PersonName
    name: PersonName
    email: EmailAddress
    since: Day
    ended_on: Day | None = None
    reason: Reason = ""


class LeavingBody(Form):
    """The first day without an employer, and why."""

    on: Day
    reason: Reason = ""


@router.get("/breaks")
def show_breaks(request: Request, member: Member = member_who_may(Permission.VIEW_TERMS)) -> BreaksAnswer:
    """Every break in learning, with what is asked of it and what it leaves out."""
    with reading(request) as session:
        return _breaks(session, installation(request).catalogue, member, visitor(request).today)


@router.post("/breaks", status_code=201, responses={201: {"model": BreaksAnswer}})
def begin(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_BREAKS),
    body: BreakBody = json_body(BreakBody),
) -> Response:
    """Begin a break, now or for a time gone by: what was logged for days in it does not count any more."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            status = ApprenticeshipStatus.ON_A_BREAK
            change_status(who, member.apprenticeship, status, body.since, back_on=body.back_on, reason=body.reason)
            return _said(who, member)

        return idempotent(request, who, body, do)


@router.post("/breaks/{since}/return")
def come_back(
    request: Request,
    since: str,
    member: Member = member_who_may(Permission.MANAGE_BREAKS),
    body: ReturnBody = json_body(ReturnBody),
) -> BreaksAnswer:
    """Say on which day learning goes on, for the first time or anew."""
    with acting(request) as who:
        return_from_break(who, member.apprenticeship, _day(since), body.back_on, body.reason)
        return _breaks(who.session, who.catalogue, member, who.today)


@router.post("/breaks/{since}/withdrawal")
def drop(
    request: Request,
    since: str,
    member: Member = member_who_may(Permission.MANAGE_BREAKS),
    body: ReasonBody = json_body(ReasonBody),
) -> BreaksAnswer:
    """Say that it was no break: what lies in that time counts again."""
    with acting(request) as who:
        drop_break(who, member.apprenticeship, _day(since), body.reason)
        return _breaks(who.session, who.catalogue, member, who.today)


@router.get("/employment")
def show_employment(request: Request, member: Member = member_who_may(Permission.VIEW_TERMS)) -> EmploymentAnswer:
    """Who employs the apprentice, and every time without an employer with what the rule of 30 days makes of it."""
    with reading(request) as session:
        return _employment(session, installation(request).catalogue, member, visitor(request).today)


@router.post("/employer")
def employ(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    body: EmployerBody = json_body(EmployerBody),
) -> EmploymentAnswer:
    """Another employer from a day on: whoever acted for the old one ends that day, or on `ended_on`."""
    with acting(request) as who:
        contact = Newcomer(body.name, body.email)
        named = member.apprenticeship, body.organisation, contact, body.since
        change_employer(who, *named, body.reason, ended_on=body.ended_on)
        invite_newcomers(who, member.apprenticeship)
        return _employment(who.session, who.catalogue, member, who.today)


@router.post("/employment/end")
def leave(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    body: LeavingBody = json_body(LeavingBody),
) -> EmploymentAnswer:
    """Say that nobody employs the apprentice from a day on."""
    with acting(request) as who:
        end_employment(who, member.apprenticeship, body.on, body.reason)
        return _employment(who.session, who.catalogue, member, who.today)


def _day(text: str) -> date:
    """The first day that names a break. Raises NotFound."""
    day = iso_day(text)
    if day is None:
        raise NotFound
    return day


def _said(who: Acting, member: Member) -> Mapping[str, Any]:
    return _breaks(who.session, who.catalogue, member, who.today).model_dump(mode="json")


def _breaks(session: Session, catalogue: Catalogue, member: Member, today: date) -> BreaksAnswer:
    found = agreed_over_time(session, catalogue, member.apprenticeship, today)
    return BreaksAnswer(items=[_break(one) for one in found.breaks])


def _break(one: BreakShown) -> BreakAnswer:
    return BreakAnswer(
        since=one.pause.since,
        back_on=one.pause.back_on,
        days=one.days,
        question=one.question or None,
        source=one.source.name,
        left_out_minutes=one.left_out_minutes,
        proposed_planned_end=one.proposed_end,
    )


def _employment(session: Session, catalogue: Catalogue, member: Member, today: date) -> EmploymentAnswer:
    found = agreed_over_time(session, catalogue, member.apprenticeship, today)
    one = found.apprenticeship
    out = any(gap.since <= today and (gap.until is None or today < gap.until) for gap in found.gaps)
    contact = one.employer_contact
    return EmploymentAnswer(
        organisation=None if out else _named(one.terms.employer.id, one.terms.employer.name),
        contact=_named(contact.id, contact.name) if contact else None,
        gaps=[_gap(gap) for gap in found.gaps],
    )


def _gap(one: EmploymentGap) -> GapAnswer:
    return GapAnswer(
        since=one.since,
        until=one.until,
        days=one.days,
        within=one.within,
        last_day=one.last_day,
        reason=one.reason,
        source=one.rule.source.name,
    )


def _named(id_: UUID, name: str) -> NamedAnswer:
    return NamedAnswer(id=id_, name=name)
