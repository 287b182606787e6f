"""What an assessor was given access to, as their program reads it: the frozen version, its annex and its files.

Each opening is in the access log before the answer leaves.
"""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.assessors import open_granted_file, open_version, state_conflict
from app.answers.assessors import Assessed, assessed_by
from app.domain.access_given import GrantState
from app.web.access import Visitor, acting, holder_of_a_grant, installation, reading, signed_in
from app.web.addresses import id_in
from app.web.api.bodies import json_body
from app.web.api.frozen_answered import FrozenAnswer, frozen_answer
from app.web.entered.assessors import StatementBody
from app.web.files_served import file_response
from app.web.while_allowed import while_granted

router = APIRouter(prefix="/assessor-access", tags=["assessor"])
GRANT = "/{grant}"


class GrantAnswer(BaseModel):
    """One access. `apprentice` and `standard` are null once it has ended; `stated`: the statement was made."""

    id: UUID
    version: int
    since: date
    last_day: date
    may_take: bool
    state: GrantState
    stated: bool
    apprentice: str | None
    standard: str | None


class GrantsAnswer(BaseModel):
    """Every access that was given to oneself, newest first."""

    items: list[GrantAnswer]
    next: str | None = None


@router.get("")
def index(request: Request, who: Visitor = signed_in()) -> GrantsAnswer:
    """Every access that was given to oneself, with those that have ended; none for whoever was given none."""
    with reading(request) as session:
        found = assessed_by(session, who.person.id, who.today)
    return GrantsAnswer(items=[_grant(one) for one in found])


@router.get(GRANT)
def show(request: Request, grant: str, _: Visitor = holder_of_a_grant()) -> FrozenAnswer:
    """The frozen version; 403 until the statement on a conflict of interest is made."""
    with acting(request) as who:
        _found, shown = open_version(who, id_in(grant))
    return frozen_answer(shown)


@router.post(GRANT + "/statement")
def state(
    request: Request,
    grant: str,
    who: Visitor = signed_in(),
    body: StatementBody = json_body(StatementBody),
) -> GrantsAnswer:
    """Say whether there is a conflict of interest. One ends every access to this apprentice; no words are asked."""
    with acting(request) as one:
        state_conflict(one, id_in(grant), conflict=body.conflict)
        found = assessed_by(one.session, who.person.id, who.today)
    return GrantsAnswer(items=[_grant(each) for each in found])


@router.get(GRANT + "/files/{piece}/{name}")
def open_file(request: Request, grant: str, piece: str, name: str, here: Visitor = holder_of_a_grant()) -> Response:
    """The bytes of a file of the version, by its path."""
    with acting(request) as who:
        found = open_granted_file(who, id_in(grant), f"files/{piece}/{name}")
    return file_response(
        request,
        installation(request).store,
        found.grant.apprenticeship,
        found.named.file.sha256,
        name=found.named.name,
        media_type=found.named.file.media_type,
        reader=while_granted(request, here.person, found.grant.id, [found.piece]),
    )


def _grant(one: Assessed) -> GrantAnswer:
    grant = one.grant
    return GrantAnswer(
        id=grant.id,
        version=grant.ask.version,
        since=grant.ask.since,
        last_day=grant.ask.last_day,
        may_take=grant.ask.may_take,
        state=one.state,
        stated=grant.stated_at is not None,
        apprentice=one.apprentice or None,
        standard=one.standard or None,
    )
