"""Apprenticeships: those one may see, one of them, and adding one."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.actions.apprenticeships import add_apprenticeship
from app.actions.invitations import invite_newcomers
from app.answers.apprenticeships import Described, described, described_after
from app.domain.people import ApprenticeshipStatus, Member
from app.domain.permissions import Permission, may, may_provider_wide
from app.web.access import Visitor, acting, installation, member_who_may, person_who_may, reading, signed_in, visitor
from app.web.api.bodies import MOST_A_PAGE, PAGE, idempotent, json_body
from app.web.cursors import cursor, name_and_id_after
from app.web.entered.apprenticeships import AgreedBody

router = APIRouter(tags=["apprenticeships"])


class NamedAnswer(BaseModel):
    """Somebody or something by id and name."""

    id: UUID
    name: str


class StandardNamed(BaseModel):
    """Which version of which standard."""

    reference: str
    version: str


class EmployerAnswer(BaseModel):
    """The employer's leading contact (null where there is none today) and the organisation."""

    id: UUID | None
    name: str | None
    organisation: NamedAnswer


class ApprenticeshipAnswer(BaseModel):
    """An apprenticeship as it stands today. Minutes are of paid work a week; planned ones are off-the-job."""

    id: UUID
    apprentice: NamedAnswer
    standard: StandardNamed
    status: ApprenticeshipStatus
    start: date
    planned_end: date
    weekly_minutes: int
    planned_minutes: int | None
    employer: EmployerAnswer
    tutor: NamedAnswer | None


class ApprenticeshipsAnswer(BaseModel):
    """A page of apprenticeships, by the apprentice's name."""

    items: list[ApprenticeshipAnswer]
    next: str | None


class NewApprenticeshipBody(AgreedBody):
    """A new apprenticeship. A known email address is that person; anybody new is sent a first link."""

    standard: str = Field(max_length=20)
    version: str = Field(max_length=20)
    planned_minutes: int | None = Field(default=None, ge=1, le=1_000_000)
    programme: str = Field(default="", max_length=100)


class AddedAnswer(BaseModel):
    """The id of what was added."""

    id: UUID


@router.get("/apprenticeships")
def index(
    request: Request,
    after: str = "",
    limit: Annotated[int, Query(ge=1, le=MOST_A_PAGE)] = PAGE,
    who: Visitor = signed_in(),
) -> ApprenticeshipsAnswer:
    """The apprenticeships you may see, by the apprentice's name. `after` is the `next` of the page before."""
    with reading(request) as session:
        found, more = described_after(
            session,
            installation(request).catalogue,
            who.today,
            only=_only(who),
            after=name_and_id_after(after),
            count=limit,
        )
    last = found[-1].apprenticeship if more else None
    return ApprenticeshipsAnswer(
        items=[_answer(one) for one in found],
        next=cursor(last.apprentice.name, last.id) if last else None,
    )


@router.get("/apprenticeships/{apprenticeship}")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_APPRENTICESHIP)) -> ApprenticeshipAnswer:
    """One apprenticeship as it stands today."""
    with reading(request) as session:
        catalogue = installation(request).catalogue
        return _answer(described(session, catalogue, member.apprenticeship, visitor(request).today))


@router.post("/apprenticeships", status_code=201, responses={201: {"model": AddedAnswer}})
def add(
    request: Request,
    _: Visitor = person_who_may(Permission.ADD_APPRENTICESHIP),
    body: NewApprenticeshipBody = json_body(NewApprenticeshipBody),
) -> Response:
    """Put somebody on a standard. The same apprentice and standard still open is a 409."""
    new = body.as_new(body.standard, body.version, body.planned_minutes, body.programme)
    with acting(request) as a:

        def do() -> Mapping[str, Any]:
            added = add_apprenticeship(a, new)
            invite_newcomers(a, added)
            return {"id": str(added)}

        return idempotent(request, a, body, do)


def _only(who: Visitor) -> list[UUID] | None:
    """The apprenticeships that this person may view; None for all of the provider's."""
    if may_provider_wide(who.person, Permission.VIEW_APPRENTICESHIP):
        return None
    held = {one.apprenticeship for one in who.memberships}
    return [one for one in held if may(Member(who.person, one, who.roles_on(one)), Permission.VIEW_APPRENTICESHIP)]


def _answer(found: Described) -> ApprenticeshipAnswer:
    one = found.apprenticeship
    contact, organisation = one.employer_contact, one.terms.employer
    return ApprenticeshipAnswer(
        id=one.id,
        apprentice=NamedAnswer(id=one.apprentice.id, name=one.apprentice.name),
        standard=StandardNamed(reference=one.standard, version=one.version),
        status=one.status,
        start=one.start,
        planned_end=one.planned_end,
        weekly_minutes=one.weekly_minutes,
        planned_minutes=found.planned_minutes,
        employer=EmployerAnswer(
            id=contact.id if contact else None,
            name=contact.name if contact else None,
            organisation=NamedAnswer(id=organisation.id, name=organisation.name),
        ),
        tutor=NamedAnswer(id=one.tutor.id, name=one.tutor.name) if one.tutor else None,
    )
