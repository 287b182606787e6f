"""Waivers of gateway checks, as a program reads, gives and takes them back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.waivers import take_back_waiver, waive_check
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db.gateway import waivers_of
from app.domain.gateway import Waiver, Waiving
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.api.bodies import idempotent, json_body
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/gateway/waivers", tags=["gateway"])


class WaivableAnswer(BaseModel):
    """A check that a rule lets be waived for this start. `confirmed` is false where no funding rule says so.

    `employer_agrees`: only with who agreed at the employer, and on which day.
    """

    check: str
    rule: str
    employer_agrees: bool
    source: str
    confirmed: bool


class WaiverAnswer(BaseModel):
    """One waiver. `restricted` is null for whoever may not read it, and where there is nothing to read.

    `covers`: how many reviews had not been held when it was given, null for other checks. `agreed_by` and `agreed_on`:
    who agreed at the employer and when, null where that was not asked for.
    """

    number: int
    check: str
    reason: str
    restricted: str | None
    covers: int | None
    agreed_by: str | None
    agreed_on: date | None
    by: str
    at: datetime
    taken_back_by: str | None
    taken_back_at: datetime | None
    taken_back_reason: str | None


class WaiversAnswer(BaseModel):
    """What may be waived, and every waiver, the newest first."""

    allowed: list[WaivableAnswer]
    waivers: list[WaiverAnswer]


class WaiveBody(Form):
    """Which check, and why. Everybody on the record reads `reason`; `restricted` the apprentice and the provider.

    `agreed_by` and `agreed_on`, who agreed at the employer and when, are needed where the rule says `employer_agrees`.
    """

    check: str = Field(max_length=100)
    reason: str = Field(max_length=4_000)
    restricted: str = Field(default="", max_length=4_000)
    agreed_by: str = Field(default="", max_length=4_000)
    agreed_on: date | None = None

    def waiving(self) -> Waiving:
        """As the action takes it."""
        return Waiving(self.reason, self.restricted, self.agreed_by, self.agreed_on)


class TakeBackBody(Form):
    """Why it is taken back."""

    reason: str = Field(max_length=4_000)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> WaiversAnswer:
    """Which checks may be waived for this start and by which rule, and the waivers there are."""
    with reading(request) as session:
        return _answer(session, installation(request).catalogue, member, request)


@router.post("", status_code=201, responses={201: {"model": WaiversAnswer}})
def waive(
    request: Request,
    member: Member = member_who_may(Permission.WAIVE_CHECK),
    body: WaiveBody = json_body(WaiveBody),
) -> Response:
    """Waive an open check for the training provider, where a rule allows it."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            waive_check(who, member.apprenticeship, body.check, body.waiving())
            return _answer(who.session, who.catalogue, member, request).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.post("/{number}/taking-back")
def take_back(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.WAIVE_CHECK),
    body: TakeBackBody = json_body(TakeBackBody),
) -> WaiversAnswer:
    """Take a waiver back, so that the check stands as it is."""
    with acting(request) as who:
        take_back_waiver(who, member.apprenticeship, number, body.reason)
        return _answer(who.session, who.catalogue, member, request)


def _answer(session: Session, catalogue: Catalogue, member: Member, request: Request) -> WaiversAnswer:
    id_: UUID = member.apprenticeship
    start = apprenticeships.load(session, id_, visitor(request).today).start
    reads = may(member, Permission.SEE_RESTRICTED_REASONS)
    return WaiversAnswer(
        allowed=[
            WaivableAnswer(
                check=check,
                rule=rule.words,
                employer_agrees=rule.employer_agrees,
                source=rule.source.name,
                confirmed=rule.source.confirmed,
            )
            for check, rule in catalogue.funding_rules.waivers_for(start).items()
        ],
        waivers=[_waiver(one, reads=reads) for one in waivers_of(session, id_)],
    )


def _waiver(one: Waiver, *, reads: bool) -> WaiverAnswer:
    back = one.taken_back
    return WaiverAnswer(
        number=one.number,
        check=one.check,
        reason=one.reason,
        restricted=one.restricted if reads and one.restricted else None,
        covers=one.covers,
        agreed_by=one.agreed.by if one.agreed else None,
        agreed_on=one.agreed.on if one.agreed else None,
        by=one.by,
        at=one.at,
        taken_back_by=back.by if back else None,
        taken_back_at=back.at if back else None,
        taken_back_reason=back.reason if back else None,
    )
