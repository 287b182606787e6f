"""Where each role starts and what its main navigation holds: at most five entries, as a phone has room for."""

from dataclasses import replace
from functools import lru_cache
from typing import Literal
from uuid import UUID

from app.domain.people import ProviderRole, Role
from app.rendering.frame import NavItem
from app.web.access import Visitor

_TUTOR = (
    NavItem("Caseload", "/caseload", "users"),
    NavItem("To review", "/to-review", "inbox"),
    NavItem("Hours", "/to-confirm", "clock"),
    NavItem("Sessions", "/sessions", "tick"),
    NavItem("Reviews", "/reviews", "pen"),
)
_EMPLOYER = (
    NavItem("Apprentices", "/apprentices", "users"),
    NavItem("Waiting for you", "/due", "clock"),
    NavItem("Reviews", "/reviews", "pen"),
)
_ASSESSOR = (NavItem("Portfolio", "/portfolio", "grid"),)
_VISITOR = (NavItem("Visit", "/visit", "eye"),)
_BY_PROVIDER_ROLE = {
    ProviderRole.ADMINISTRATOR: (
        NavItem("Apprenticeships", "/apprenticeships", "file"),
        NavItem("People", "/people", "users"),
        NavItem("Practice", "/practice", "grid"),
        NavItem("Breaches", "/breaches", "lock"),
        NavItem("Settings", "/settings", "settings"),
    ),
    ProviderRole.QUALITY_ASSURER: (
        NavItem("Apprentices", "/apprenticeships", "users"),
        NavItem("Quality", "/quality", "grid"),
    ),
    ProviderRole.SAFEGUARDING_LEAD: (NavItem("Concerns", "/concerns", "lock"),),
}
# A visitor from outside has no role; the word stands beside them here alone.
Standing = Role | ProviderRole | Literal["visitor"]
_WORDS: dict[Standing, str] = {
    Role.APPRENTICE: "apprentice",
    Role.TUTOR: "tutor",
    Role.EMPLOYER: "employer",
    Role.ASSESSOR: "independent assessor",
    ProviderRole.ADMINISTRATOR: "administrator",
    ProviderRole.QUALITY_ASSURER: "quality assurer",
    ProviderRole.SAFEGUARDING_LEAD: "safeguarding lead",
    "visitor": "visitor",
}


def _roles(who: Visitor) -> list[Standing]:
    held: set[Standing] = {m.role for m in who.memberships}
    held |= who.person.provider_roles
    if who.assesses:
        held.add(Role.ASSESSOR)
    if who.visits:
        held.add("visitor")
    return [role for role in _WORDS if role in held]


def words_for(who: Visitor) -> str:
    """In which role somebody is here, in words: the first they hold."""
    roles = _roles(who)
    return _WORDS[roles[0]] if roles else ""


def _own(who: Visitor) -> UUID | None:
    """The newest apprenticeship that somebody is the apprentice of."""
    return next(iter(who.apprenticeships_as(Role.APPRENTICE)), None)


def _items(own: UUID | None, role: Standing) -> tuple[NavItem, ...]:
    if role is Role.APPRENTICE:
        here = f"/a/{own}"
        return (
            NavItem("Home", "/home", "home"),
            NavItem("Add evidence", f"{here}/evidence/new", "plus"),
            NavItem("Coverage", f"{here}/coverage", "grid"),
            NavItem("Hours", f"{here}/off-the-job", "clock"),
            NavItem("Reviews", f"{here}/reviews", "pen"),
        )
    if isinstance(role, ProviderRole):
        return _BY_PROVIDER_ROLE[role]
    if role == "visitor":
        return _VISITOR
    return {Role.TUTOR: _TUTOR, Role.EMPLOYER: _EMPLOYER}.get(role, _ASSESSOR)


def nav_for(who: Visitor, current: str) -> tuple[NavItem, ...]:
    """The main navigation: everything of the first role held, then of the next while there is room for five."""
    return _nav(tuple(_roles(who)), _own(who), current)


@lru_cache(1024)
def _nav(roles: tuple[Standing, ...], own: UUID | None, current: str) -> tuple[NavItem, ...]:
    found: dict[str, NavItem] = {}
    for role in roles:
        for item in _items(own, role):
            found.setdefault(item.address, item)
    return tuple(replace(item, current=item.address == current) for item in list(found.values())[:5])


def landing(who: Visitor) -> str:
    """The first page of the first role somebody holds."""
    roles = _roles(who)
    return _items(_own(who), roles[0])[0].address if roles else "/account"
