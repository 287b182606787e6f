"""Who is asking."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from app.domain.people import Role
from app.web.access import Visitor, signed_in

router = APIRouter(tags=["people"])


class MembershipAnswer(BaseModel):
    """One role on one apprenticeship, held today."""

    apprenticeship: UUID
    role: Role


class MeAnswer(BaseModel):
    """The person of the token or of the page session. `roles` are those across the provider."""

    id: UUID
    name: str
    email: str
    memberships: list[MembershipAnswer]
    roles: list[str]


@router.get("/me")
def show(who: Visitor = signed_in()) -> MeAnswer:
    """Who you are here, and the roles you hold today."""
    held = sorted(who.memberships, key=lambda one: (str(one.apprenticeship), one.role))
    return MeAnswer(
        id=who.person.id,
        name=who.person.name,
        email=who.person.email,
        memberships=[MembershipAnswer(apprenticeship=one.apprenticeship, role=one.role) for one in held],
        roles=sorted(role.value for role in who.person.provider_roles),
    )
