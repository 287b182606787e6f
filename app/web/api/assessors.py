"""Who may assess a frozen version, as a program gives and ends it, and what was opened."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.assessors import invite_assessor, revoke_access
from app.answers.assessors import Access, access_to
from app.domain.access_given import GrantState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, member_who_may, reading, visitor
from app.web.api.answered import ByAnswer
from app.web.api.bodies import idempotent, json_body
from app.web.api.calendar import NothingBody
from app.web.entered.assessors import InviteForm

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/portfolio/assessors", tags=["portfolio"])


class OpenedAnswer(BaseModel):
    """One thing that was opened. `what` is "" for the annex page, a path of a file, `view` and a path, or `pack`."""

    what: str
    times: int
    first_at: datetime
    last_at: datetime


class AccessAnswer(BaseModel):
    """One access and everything opened by it, last opened first.

    `last_day` is the last day of it. `stated_at` is when the assessor first said whether there is a conflict of
    interest; nothing is shown before.
    """

    seq: int
    assessor: ByAnswer
    version: int
    since: date
    last_day: date
    may_take: bool
    state: GrantState
    given_by: ByAnswer
    given_at: datetime
    stated_at: datetime | None
    conflict: bool
    ended_at: datetime | None
    opened: list[OpenedAnswer]


class AccessesAnswer(BaseModel):
    """Every access, newest first."""

    items: list[AccessAnswer]
    next: str | None = None


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_ASSESSOR_ACCESS)) -> AccessesAnswer:
    """Every access that was given to an assessor, with what was opened."""
    with reading(request) as session:
        found = access_to(session, member.apprenticeship, visitor(request).today)
    return AccessesAnswer(items=[_answer(one) for one in found])


@router.post("", status_code=201, responses={201: {"model": AccessAnswer}})
def invite(
    request: Request,
    member: Member = member_who_may(Permission.INVITE_ASSESSOR),
    body: InviteForm = json_body(InviteForm),
) -> Response:
    """Give an assessor access to one frozen version and mail them."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            seq = invite_assessor(who, member.apprenticeship, body.said())
            found = access_to(who.session, member.apprenticeship, who.today)
            return _answer(next(one for one in found if one.grant.seq == seq)).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.post("/{seq:numbered}/end")
def end(
    request: Request,
    seq: int,
    member: Member = member_who_may(Permission.INVITE_ASSESSOR),
    _: NothingBody = json_body(NothingBody),
) -> AccessAnswer:
    """End an access at once."""
    with acting(request) as who:
        revoke_access(who, member.apprenticeship, seq)
        found = access_to(who.session, member.apprenticeship, who.today)
    return _answer(next(one for one in found if one.grant.seq == seq))


def _answer(access: Access) -> AccessAnswer:
    grant = access.grant
    return AccessAnswer(
        seq=grant.seq,
        assessor=_by(grant.person.id, grant.person.name),
        version=grant.ask.version,
        since=grant.ask.since,
        last_day=grant.ask.last_day,
        may_take=grant.ask.may_take,
        state=access.state,
        given_by=_by(grant.by.id, grant.by.name),
        given_at=grant.at,
        stated_at=grant.stated_at,
        conflict=grant.conflict,
        ended_at=grant.revoked_at,
        opened=[
            OpenedAnswer(what=one.what, times=one.times, first_at=one.first_at, last_at=one.last_at)
            for one in access.opened
        ],
    )


def _by(person: UUID, name: str) -> ByAnswer:
    return ByAnswer(id=person, name=name)
