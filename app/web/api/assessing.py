"""What an assessor was given access to, as their program reads it: the frozen version, its annex and its files.

Each opening is in the access log before the answer leaves.
"""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions.assessors import open_granted_file, open_version, state_conflict
from app.answers.assessors import Assessed, assessed_by
from app.answers.portfolio import FrozenShown
from app.domain.assessor_grants import GrantState
from app.domain.portfolio import AnnexEntry, AnnexPiece
from app.web.access import Visitor, acting, holder_of_a_grant, installation, reading
from app.web.addresses import id_in
from app.web.api.bodies import json_body
from app.web.entered.assessors import StatementBody
from app.web.files_served import file_response

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


class FrozenPlaceAnswer(BaseModel):
    """A place in words, and where it is: the file's path in this version and what follows the # there.

    `path` is null where the place is in the description, or its file was erased.
    """

    words: str
    path: str | None
    at: str


class FrozenEntryAnswer(BaseModel):
    """One piece under a KSB: where it shows it, how, and when that was accepted."""

    piece: str
    places: list[FrozenPlaceAnswer]
    how: str
    accepted_on: date


class FrozenLineAnswer(BaseModel):
    """One KSB with its wording, and the pieces that show it."""

    ksb: str
    wording: str
    evidence: list[FrozenEntryAnswer]


class FrozenFileAnswer(BaseModel):
    """One file: fetch it at `files/…` below this address. `erased`: its bytes are gone for good."""

    path: str
    name: str
    sha256: str
    size: int
    media_type: str
    erased: bool


class FrozenPieceAnswer(BaseModel):
    """One piece as it was frozen. `closed`: nothing of it is shown for now."""

    piece: str
    version: int
    title: str
    kind: str
    happened_on: date | None
    description: str
    ksbs: list[str]
    closed: bool
    files: list[FrozenFileAnswer]


class FrozenAnswer(BaseModel):
    """A frozen version. `sha256` is the one hash over all, of its manifest."""

    version: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    standard: str
    standard_version: str
    apprentice: str
    employer: str
    provider: str
    reason: str
    annex: list[FrozenLineAnswer]
    pieces: list[FrozenPieceAnswer]


@router.get("")
def index(request: Request, who: Visitor = holder_of_a_grant()) -> GrantsAnswer:
    """Every access that was given to oneself."""
    with reading(request) as session:
        found = assessed_by(session, who.person.id, who.today)
    return GrantsAnswer(items=[_grant(one) for one in found])


@router.get(GRANT)
def show(request: Request, grant: str, _: Visitor = holder_of_a_grant()) -> FrozenAnswer:
    """The frozen version; 403 until the statement on a conflict of interest is made."""
    with acting(request) as who:
        _found, shown = open_version(who, id_in(grant))
    return _frozen(shown)


@router.post(GRANT + "/statement")
def state(
    request: Request,
    grant: str,
    who: Visitor = holder_of_a_grant(),
    body: StatementBody = json_body(StatementBody),
) -> GrantsAnswer:
    """Say whether there is a conflict of interest. One ends the access, now or later; no words are asked."""
    with acting(request) as one:
        state_conflict(one, id_in(grant), conflict=body.conflict)
        found = assessed_by(one.session, who.person.id, who.today)
    return GrantsAnswer(items=[_grant(each) for each in found])


@router.get(GRANT + "/files/{piece}/{name}")
def open_file(request: Request, grant: str, piece: str, name: str, _: Visitor = holder_of_a_grant()) -> Response:
    """The bytes of a file of the version, by its path."""
    with acting(request) as who:
        granted, found = open_granted_file(who, id_in(grant), f"files/{piece}/{name}")
    return file_response(
        request,
        installation(request).store,
        granted.apprenticeship,
        found.file.sha256,
        name=found.name,
        media_type=found.file.media_type,
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


def _frozen(shown: FrozenShown) -> FrozenAnswer:
    version, manifest, annex = shown.version, shown.version.manifest, shown.annex
    return FrozenAnswer(
        version=version.number,
        sha256=version.sha256,
        frozen_at=version.frozen_at,
        frozen_by=version.frozen_by.name,
        standard=manifest.standard,
        standard_version=manifest.standard_version,
        apprentice=annex.apprentice,
        employer=annex.employer,
        provider=annex.provider,
        reason=annex.reason,
        annex=[
            FrozenLineAnswer(ksb=line.ksb.code, wording=line.ksb.text, evidence=[_entry(one) for one in line.entries])
            for line in annex.lines
        ],
        pieces=[_piece(one) for one in annex.pieces],
    )


def _entry(one: AnnexEntry) -> FrozenEntryAnswer:
    places = [
        FrozenPlaceAnswer(words=place.words, path=place.file.path if place.file else None, at=place.opens_at)
        for place in one.places
    ]
    accepted_on = date.fromisoformat(one.accepted_on)
    return FrozenEntryAnswer(piece=one.piece.name, places=places, how=one.how, accepted_on=accepted_on)


def _piece(one: AnnexPiece) -> FrozenPieceAnswer:
    return FrozenPieceAnswer(
        piece=one.name,
        version=one.version,
        title=one.title,
        kind=one.kind,
        happened_on=date.fromisoformat(one.happened_on) if one.happened_on else None,
        description=one.description,
        ksbs=list(one.ksbs),
        closed=one.closed,
        files=[
            FrozenFileAnswer(
                path=named.file.path,
                name=named.name,
                sha256=named.file.sha256,
                size=named.file.size,
                media_type=named.file.media_type,
                erased=named.erased,
            )
            for named in one.files
        ],
    )
