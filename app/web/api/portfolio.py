"""The portfolio as a program chooses, orders and freezes it, and takes a frozen version with its files and its pack."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.portfolio import choose_piece, freeze_portfolio, open_frozen_file, order_pieces
from app.answers.portfolio import frozen_for, seen_by, standing
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import TagState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.api.frozen_answered import FrozenAnswer, frozen_answer
from app.web.files_served import file_response
from app.web.forms import Form, WordsBody
from app.web.packs import pack_asked_for
from app.web.while_allowed import while_member_may

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/portfolio", tags=["portfolio"])


class CandidateAnswer(BaseModel):
    """One piece that could go to the assessor. `place` is null for one that is left out; `reason` says why it is in."""

    number: int
    title: str
    kind: str
    ksbs: list[str]
    included: bool
    place: int | None
    reason: str


class PlanFindingAnswer(BaseModel):
    """Something that would not stand before the plan, and what to do. `confirmed` false: another standard's rule."""

    rule: str
    piece: int | None
    ksb: str | None
    sentence: str
    to_do: str
    confirmed: bool
    source: str


class FrozenInBriefAnswer(BaseModel):
    """One frozen version. `sha256` is the one hash over all."""

    number: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    pieces: int


class PortfolioAnswer(BaseModel):
    """What is chosen, in the assessor's order; what the plan checker says of it; every frozen version."""

    pieces: list[CandidateAnswer]
    findings: list[PlanFindingAnswer]
    versions: list[FrozenInBriefAnswer]


class ChoiceBody(Form):
    """Whether a piece goes to the assessor."""

    included: bool


class OrderBody(Form):
    """The numbers of all pieces that go to the assessor, in order."""

    pieces: list[Annotated[int, Field(ge=1, le=999_999)]] = Field(min_length=1, max_length=2_000)


class FreezingBody(WordsBody):
    """What the version is for."""

    reason: str = Field(min_length=1, max_length=500)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> PortfolioAnswer:
    """The portfolio as it stands."""
    with reading(request) as session:
        return _standing(request, session, member)


@router.post(f"/pieces/{NUMBER}")
def choose(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHOOSE_PIECES),
    body: ChoiceBody = json_body(ChoiceBody),
) -> PortfolioAnswer:
    """Take one piece in, or leave it out."""
    with acting(request) as who:
        choose_piece(who, member.apprenticeship, number, included=body.included)
        return _standing(request, who.session, member)


@router.post("/order")
def order(
    request: Request, member: Member = member_who_may(Permission.CHOOSE_PIECES), body: OrderBody = json_body(OrderBody)
) -> PortfolioAnswer:
    """Put the pieces into this order: every piece that is in, once."""
    with acting(request) as who:
        order_pieces(who, member.apprenticeship, body.pieces)
        return _standing(request, who.session, member)


@router.post("/versions", status_code=201, responses={201: {"model": FrozenAnswer}})
def freeze(
    request: Request,
    member: Member = member_who_may(Permission.FREEZE_PORTFOLIO),
    body: FreezingBody = json_body(FreezingBody),
) -> Response:
    """Freeze what is chosen; where nothing has changed since the newest version, that one is answered."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            number = freeze_portfolio(who, member.apprenticeship, body.reason)
            one = apprenticeships.load(who.session, member.apprenticeship, who.today)
            return _version(who.session, who.catalogue, member, one, number).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.get(f"/{NUMBER}")
def show_version(
    request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)
) -> FrozenAnswer:
    """One frozen version with its annex."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        return _version(session, installation(request).catalogue, member, one, number)


@router.get(f"/{NUMBER}/files/{{piece}}/{{name}}")
def open_file(
    request: Request, number: int, piece: str, name: str, member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """The bytes of a file of a frozen version, by its path."""
    with acting(request) as who:
        found = open_frozen_file(who, member.apprenticeship, number, f"files/{piece}/{name}")
    return file_response(
        request,
        installation(request).store,
        member.apprenticeship,
        found.file.sha256,
        name=found.name,
        media_type=found.file.media_type,
        reader=while_member_may(request, member, Permission.READ_EVIDENCE),
    )


@router.get(f"/{NUMBER}/pack.zip")
def take(
    request: Request,
    number: int,
    part_mb: str = "",
    part: str = "1",
    member: Member = member_who_may(Permission.FETCH_PACK),
) -> Response:
    """The pack, or one part of it where the largest size of a part is given, in megabytes."""
    return pack_asked_for(request, member, number, part_mb, part)


def _standing(request: Request, session: Session, member: Member) -> PortfolioAnswer:
    one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    found = seen_by(member, standing(session, installation(request).catalogue, one))
    pieces = [
        CandidateAnswer(
            number=each.evidence.number,
            title=each.evidence.shown.title,
            kind=each.evidence.shown.kind.value,
            ksbs=[tag.ksb for tag in each.evidence.shown.tags if tag.state is TagState.ACCEPTED],
            included=each.included,
            place=place if each.included else None,
            reason=each.reason,
        )
        for place, each in enumerate(found.candidates, start=1)
    ]
    findings = [
        PlanFindingAnswer(
            rule=each.rule,
            piece=each.piece,
            ksb=each.ksb or None,
            sentence=each.sentence,
            to_do=each.to_do,
            confirmed=each.confirmed,
            source=each.source,
        )
        for each in found.findings
    ]
    versions = [
        FrozenInBriefAnswer(
            number=each.number,
            sha256=each.sha256,
            frozen_at=each.frozen_at,
            frozen_by=each.frozen_by.name,
            pieces=len(each.manifest.pieces),
        )
        for each in found.versions
    ]
    return PortfolioAnswer(pieces=pieces, findings=findings, versions=versions)


def _version(session: Session, catalogue: Catalogue, member: Member, one: Apprenticeship, number: int) -> FrozenAnswer:
    return frozen_answer(frozen_for(session, catalogue, member, number, one))
