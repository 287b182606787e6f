"""Hours short of the training plan and their statement, as a program reads, writes and agrees to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.shortfall import agree_to_statement, write_statement
from app.answers.hours import hours_of
from app.answers.shortfall import ShortfallExplained, shortfall_explained
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.shortfall import MOST_LETTERS
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.api.bodies import idempotent, json_body
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/gateway/shortfall", tags=["gateway"])


class AgreementAnswer(BaseModel):
    """One party's word, given to what the hash is of."""

    role: Role
    by: str
    at: datetime
    sha256: str


class StatementAnswer(BaseModel):
    """A statement with its figures in minutes. `covers`: it explains all that is missing now."""

    number: int
    words: str
    planned_minutes: int
    confirmed_minutes: int
    minimum_minutes: int
    sha256: str
    by: str
    at: datetime
    covers: bool
    agreements: list[AgreementAnswer]
    open_to: list[Role]


class ShortfallAnswer(BaseModel):
    """Minutes missing from the plan that a statement has to explain, null where none is asked for; the newest one."""

    missing_minutes: int | None
    statement: StatementAnswer | None


class StatementBody(Form):
    """Why fewer hours than planned are enough."""

    words: str = Field(min_length=1, max_length=MOST_LETTERS)


class AgreementBody(Form):
    """The hash of exactly the statement that was read."""

    sha256: str = Field(max_length=64)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> ShortfallAnswer:
    """What is missing from the planned hours, and the statement that explains it."""
    with reading(request) as session:
        return _answer(session, installation(request).catalogue, member.apprenticeship, request)


@router.post("", status_code=201, responses={201: {"model": ShortfallAnswer}})
def write(
    request: Request,
    member: Member = member_who_may(Permission.EXPLAIN_SHORTFALL),
    body: StatementBody = json_body(StatementBody),
) -> Response:
    """Explain what is missing, for the training provider. It takes the place of an older statement."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            write_statement(who, member.apprenticeship, body.words)
            return _answer(who.session, who.catalogue, member.apprenticeship, request).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.post("/agreement")
def agree(
    request: Request,
    member: Member = member_who_may(Permission.AGREE_SHORTFALL),
    body: AgreementBody = json_body(AgreementBody),
) -> ShortfallAnswer:
    """Agree, as the apprentice or for the employer, to exactly the statement with this hash."""
    with acting(request) as who:
        agree_to_statement(who, member.apprenticeship, body.sha256)
        return _answer(who.session, who.catalogue, member.apprenticeship, request)


def _answer(session: Session, catalogue: Catalogue, apprenticeship: UUID, request: Request) -> ShortfallAnswer:
    today = visitor(request).today
    one = apprenticeships.load(session, apprenticeship, today)
    found = shortfall_explained(session, catalogue, one, hours_of(session, catalogue, one, today))
    return ShortfallAnswer(
        missing_minutes=found.now.missing_minutes if found.now else None, statement=_statement(found)
    )


def _statement(found: ShortfallExplained) -> StatementAnswer | None:
    held = found.statement
    if held is None:
        return None
    return StatementAnswer(
        number=held.number,
        words=held.words,
        planned_minutes=held.shortfall.planned_minutes,
        confirmed_minutes=held.shortfall.confirmed_minutes,
        minimum_minutes=held.shortfall.minimum_minutes,
        sha256=held.sha256,
        by=held.by.name,
        at=held.at,
        covers=found.covering is not None,
        agreements=[
            AgreementAnswer(role=one.role, by=one.by.name, at=one.at, sha256=one.sha256) for one in held.agreements
        ],
        open_to=list(held.open_to),
    )
