"""The gateway checks of one apprenticeship as JSON."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.actions.gateway import ask_statement, put_declaration
from app.answers.readiness import readiness_of, restricted_reasons
from app.db import apprenticeships
from app.domain.gateway import OPEN
from app.domain.gateway.declaration import LONGEST_MADE_SURE
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.api.bodies import json_body
from app.web.api.calendar import NothingBody
from app.web.forms import WordsBody
from app.web.gateway_doors import door_to
from app.web.record import record_address

router = APIRouter(tags=["gateway"])


@router.get("/apprenticeships/{apprenticeship}/gateway")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> dict[str, Any]:
    """Every check with its state, reason, figures and source; `open` counts partly, not met and not confirmed.

    `to_do` says what comes next where a check is open, and `page` where it is done, for whoever may go there.
    `restricted_reason` is there for the apprentice, the tutor and administrators alone, where there is one.
    """
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = readiness_of(session, installation(request).catalogue, one, today)
    restricted = restricted_reasons(found.checks, member)
    checks = []
    for check in found.checks:
        said: dict[str, Any] = {
            "id": check.id,
            "title": check.title,
            "state": check.state.value,
            "reason": check.reason,
            "figures": dict(check.figures),
            "source": check.source,
        }
        if check.to_do:
            said["to_do"] = check.to_do
        if check.state in OPEN and (door := door_to(check.id, member, record_address(one.id))):
            said["page"] = door.address
        if check.id in restricted:
            said["restricted_reason"] = restricted[check.id]
        checks.append(said)
    return {"open": found.open, "checks": checks}


class DeclarationBody(WordsBody):
    """The version that is to be put, and how somebody made sure of what is not confirmed."""

    version: int = Field(ge=1, le=100_000)
    made_sure: str = Field(default="", max_length=LONGEST_MADE_SURE)


class PutAnswer(BaseModel):
    """The version that waits for its signatures."""

    version: int


class AskedAnswer(BaseModel):
    """The frozen version that the statement is about, and the statement's own version."""

    portfolio: int
    version: int


@router.post("/apprenticeships/{apprenticeship}/gateway/declaration")
def put(
    request: Request,
    member: Member = member_who_may(Permission.PUT_DECLARATION),
    body: DeclarationBody = json_body(DeclarationBody),
) -> PutAnswer:
    """Put the declaration before employer, apprentice and tutor, who sign it at `signing/declaration/1/{version}`."""
    with acting(request) as who:
        put_declaration(who, member.apprenticeship, body.version, body.made_sure)
    return PutAnswer(version=body.version)


@router.post("/apprenticeships/{apprenticeship}/portfolio/" + NUMBER + "/statement")
def ask(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.ASK_STATEMENT),
    _: NothingBody = json_body(NothingBody),
) -> AskedAnswer:
    """Ask the employer for their statement on a frozen version, signed at `signing/employer_statement/{number}/…`."""
    with acting(request) as who:
        return AskedAnswer(portfolio=number, version=ask_statement(who, member.apprenticeship, number))
