"""People, their roles, and what a role on one apprenticeship lasts for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """A role on one apprenticeship."""

    APPRENTICE = "apprentice"
    TUTOR = "tutor"
    EMPLOYER = "employer"
    ASSESSOR = "assessor"


class ProviderRole(StrEnum):
    """A role across the whole training provider."""

    QUALITY_ASSURER = "quality_assurer"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    ADMINISTRATOR = "administrator"


class ApprenticeshipStatus(StrEnum):
    """Dated; every list, reminder and RAG obeys it."""

    PLANNED = "planned"
    ACTIVE = "active"
    ON_A_BREAK = "on_a_break"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    COMPLETED = "completed"


ENDED = (ApprenticeshipStatus.WITHDRAWN, ApprenticeshipStatus.TRANSFERRED, ApprenticeshipStatus.COMPLETED)
"""What an apprenticeship does not come back from: nothing is asked of anybody on it any more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `email` is case folded."""

    id: UUID
    name: str
    email: str
    provider_roles: frozenset[ProviderRole] = frozenset()

    @property
    def first_name(self) -> str:
        """What the pages call them by."""
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Membership:
    """One role on one apprenticeship, from a date, until `ended_on` (the first day without it) if that is set."""

    apprenticeship: UUID
    person: UUID
    role: Role
    since: date
    ended_on: date | None = None
    leading: bool = False

    def holds(self, today: date) -> bool:
        """Whether the role is held on this day."""
        return self.since <= today and (self.ended_on is None or today < self.ended_on)


@dataclass(frozen=True, slots=True)
class Member:
    """A person as seen within one apprenticeship, today: the roles held there and across the provider."""

    person: Person
    apprenticeship: UUID
    roles: frozenset[Role]

    @property
    def all_roles(self) -> frozenset[Role | ProviderRole]:
        """Roles here and across the provider together."""
        return self.roles | self.person.provider_roles
