"""What the pages about people show."""

from dataclasses import dataclass
from datetime import date, datetime

from app.db.accounts import Account, HeldRole
from app.domain.people import ProviderRole, Role
from app.domain.refusals import Fault
from app.rendering.words import in_words, plural
from app.web.forms import Typed

PROVIDER_ROLES = {
    ProviderRole.QUALITY_ASSURER: "Quality assurer",
    ProviderRole.SAFEGUARDING_LEAD: "Safeguarding lead or deputy",
    ProviderRole.ADMINISTRATOR: "Administrator",
}
ROLES = {
    Role.APPRENTICE: "Apprentice",
    Role.TUTOR: "Tutor",
    Role.EMPLOYER: "Employer’s contact",
    Role.ASSESSOR: "Independent assessor",
}
WHAT_FOR = {
    ProviderRole.QUALITY_ASSURER: "Sees every apprenticeship; reads evidence once it is cleared.",
    ProviderRole.SAFEGUARDING_LEAD: "Reads every concern, as does everybody in this role. Sees no apprenticeship.",
    ProviderRole.ADMINISTRATOR: "Adds people and apprenticeships; reads no evidence.",
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the list. `roles` and `standing` are words."""

    address: str
    name: str
    email: str
    roles: str
    standing: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """A page of people; `earlier` and `later` are addresses, "" where there is none."""

    search: str
    lines: tuple[PersonLine, ...]
    total: int
    words: str
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role across the provider: what it is for, and whether it is held."""

    code: str
    name: str
    what_for: str
    held: bool


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One role on one apprenticeship in words."""

    address: str
    apprentice: str
    role: str
    since: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person's account as an administrator sees it. `address` is the page's own."""

    account: Account
    address: str
    roles: tuple[RoleChoice, ...]
    held: tuple[HeldLine, ...]
    link_until: datetime | None
    is_self: bool


@dataclass(frozen=True, slots=True)
class NewPersonView:
    """The form for somebody new: what was typed and what is wrong with it."""

    typed: Typed
    faults: tuple[Fault, ...]
    roles: tuple[RoleChoice, ...]


def line(account: Account) -> PersonLine:
    """One account as a line."""
    across = [PROVIDER_ROLES[role] for role in account.provider_roles]
    on = [
        ROLES[role] if role is Role.APPRENTICE and many == 1 else f"{ROLES[role]} on {many}"
        for role, many in account.on.items()
    ]
    return PersonLine(
        f"/people/{account.id}", account.name, account.email, in_words([*across, *on]) or "No role", standing(account)
    )


def standing(account: Account) -> str:
    """Whether somebody can sign in."""
    if account.ended_at is not None:
        return "Account ended"
    return "Has a password" if account.has_password else "No password yet"


def choices(held: tuple[ProviderRole, ...]) -> tuple[RoleChoice, ...]:
    """The roles across the provider, and which of them are held."""
    return tuple(RoleChoice(role.value, name, WHAT_FOR[role], role in held) for role, name in PROVIDER_ROLES.items())


def held_line(held: HeldRole) -> HeldLine:
    """One role on one apprenticeship as a line."""
    return HeldLine(
        f"/apprenticeships/{held.apprenticeship}", held.apprentice, ROLES[held.role], held.since, held.ended_on
    )


def found_words(total: int, search: str) -> str:
    """How many were found, and by what."""
    many = plural(total, "person", "people")
    return f"{many} with “{search}” in the name or email address" if search else many
