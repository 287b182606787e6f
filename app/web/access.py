"""Who is asking, and may they: every route names its permission here. Access is denied until granted.

Refusals come in this order: nobody signed in (401), not a member (404), a role that may not (403), before anything
is asked about whether the thing exists.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.actions.acting import Acting, Installation
from app.db import sign_in, visitors
from app.db.visitors import Happened
from app.domain.london import london_date
from app.domain.people import Member, Membership, Person, Role
from app.domain.permissions import Permission, is_member, may, may_provider_wide
from app.domain.refusals import NotFound, NotPermitted, NotSignedIn
from app.web.cookies import cookie
from app.web.keeping import noting_what_is_found, reasons_given

COOKIE = "touchmark_session"


@dataclass(frozen=True)
class Visitor:
    """A signed-in person and what they hold today. `seat` is the session's key, "" for a bearer token.

    `happened` stands for what happened on the records that were asked about, `record` for the apprenticeship of the
    address where there is one, `assesses` for a grant to read a frozen portfolio and `visits` for a visit from outside,
    as in `db.visitors.Found`.
    """

    person: Person
    memberships: tuple[Membership, ...]
    now: datetime
    today: date
    seat: str = ""
    happened: tuple[str, ...] = ()
    record: UUID | None = None
    assesses: bool = False
    visits: bool = False

    def roles_on(self, apprenticeship: UUID) -> frozenset[Role]:
        """The roles held on one apprenticeship today."""
        return frozenset(m.role for m in self.memberships if m.apprenticeship == apprenticeship)

    def apprenticeships_as(self, role: Role) -> list[UUID]:
        """The apprenticeships on which this role is held today, newest membership first."""
        held = sorted((m for m in self.memberships if m.role is role), key=lambda m: m.since, reverse=True)
        return [m.apprenticeship for m in held]


def installation(request: Request) -> Installation:
    """What this process stands on."""
    found: Installation = request.app.state.installation
    return found


def find_visitor(request: Request) -> Visitor | None:
    """Whoever is asking, or None; looked up once a request, with the apprenticeship that its address names."""
    if not hasattr(request.state, "visitor"):
        return look_up(request, record=_named(request.path_params.get("apprenticeship", "")))
    found: Visitor | None = request.state.visitor
    return found


def look_up(request: Request, happened: Happened | None = None, record: UUID | None = None) -> Visitor | None:
    """Look up whoever is asking, for the whole of this request, and what happened where they look (`db.visitors`)."""
    found = request.state.visitor = _looked_up(request, happened, record)
    return found


def enter_as(request: Request, secret: str) -> Visitor | None:
    """Whoever holds the session of this secret, for the rest of this request: its cookie leaves with the answer."""
    house = installation(request)
    now = house.now()
    with reading(request) as session:
        found = visitors.by_session(session, secret, now, london_date(now))
    entered = Visitor(found.person, found.memberships, now, london_date(now), found.seat) if found else None
    request.state.visitor = entered
    return entered


def visitor(request: Request) -> Visitor:
    """Whoever is asking. Raises NotSignedIn."""
    found = find_visitor(request)
    if found is None:
        raise NotSignedIn("Sign in to see this page.")
    return found


async def _entering(request: Request) -> Visitor:
    """Whoever is asking, waited for in a thread where they were not looked up yet. Raises NotSignedIn."""
    if not hasattr(request.state, "visitor"):
        await run_in_threadpool(find_visitor, request)
    return visitor(request)


@contextmanager
def reading(request: Request) -> Iterator[Session]:
    """A read-only transaction for the length of a `with`."""
    with installation(request).database.reading() as session:
        yield session


@contextmanager
def acting(request: Request) -> Iterator[Acting]:
    """A writing transaction in the visitor's name: committed when the `with` ends, before any answer leaves."""
    who_asks = visitor(request).person
    with noting_what_is_found(request), installation(request).acting(who_asks, reasons_given(request)) as who:
        yield who


class MemberWhoMay:
    """A dependency: the visitor as a member of the apprenticeship in the path who has this permission."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request, apprenticeship: str) -> Member:
        who = await _entering(request)
        wanted = _named(apprenticeship)
        if wanted is None:
            raise NotFound
        member = Member(who.person, wanted, who.roles_on(wanted))
        if not is_member(member) or (not member.roles and who.record != wanted):
            raise NotFound
        if not may(member, self.permission):
            raise NotPermitted("Your role on this apprenticeship does not allow this.")
        return member


class PersonWhoMay:
    """A dependency: a signed-in person with this permission across the provider."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request) -> Visitor:
        who = await _entering(request)
        if not may_provider_wide(who.person, self.permission):
            raise NotPermitted("Your role does not allow this.")
        return who


class FromOutside:
    """A dependency: a signed-in person who was let in from outside, by a grant or for a visit that has not ended.

    To what, the action asks of the grant or visit that the address names; to everybody else there is nothing here.
    """

    def __init__(self, permission: Permission, let_in: Callable[[Visitor], bool]) -> None:
        self.permission = permission
        self.let_in = let_in

    async def __call__(self, request: Request) -> Visitor:
        who = await _entering(request)
        if not self.let_in(who):
            raise NotFound
        return who


class AnyoneAtAll:
    """A dependency: nobody need be signed in. Named, so that no route is open by oversight."""

    permission = Permission.PUBLIC

    async def __call__(self) -> None:
        return None


def member_who_may(permission: Permission) -> Any:
    """`member: Member = member_who_may(DECIDE_TAG)` in a route's parameters."""
    return Depends(MemberWhoMay(permission))


def person_who_may(permission: Permission) -> Any:
    """`who: Visitor = person_who_may(MANAGE_PEOPLE)` in a route's parameters."""
    return Depends(PersonWhoMay(permission))


def holder_of_a_grant() -> Any:
    """`who: Visitor = holder_of_a_grant()`: an assessor who was given access to some frozen version."""
    return Depends(FromOutside(Permission.READ_GRANTED_VERSION, lambda who: who.assesses))


def on_a_visit() -> Any:
    """`who: Visitor = on_a_visit()`: somebody from outside to whom a visit was granted."""
    return Depends(FromOutside(Permission.READ_ON_VISIT, lambda who: who.visits))


def signed_in() -> Any:
    """`who: Visitor = signed_in()`: any signed-in person."""
    return Depends(PersonWhoMay(Permission.USE_ACCOUNT))


def anyone() -> Any:
    """`_: None = anyone()`: open to the world, on purpose."""
    return Depends(AnyoneAtAll())


def _named(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _looked_up(request: Request, happened: Happened | None, record: UUID | None) -> Visitor | None:
    house = installation(request)
    now = house.now()
    today = london_date(now)
    found = house.database.ask(lambda session: _found(request, session, now, today, happened, record))
    if found is None or (found.noted_at and found.noted_at > now + sign_in.CLOCKS_DIFFER):
        return None
    if found.seat and found.noted_at and abs(now - found.noted_at) > sign_in.NOTED_EVERY:
        # Whoever only looks can go on looking while nothing can be written.
        with suppress(OperationalError), house.database.writing() as session:
            sign_in.used(session, found.seat, now, kept=found.kept)
    return Visitor(
        found.person,
        found.memberships,
        now,
        today,
        found.seat,
        found.happened,
        found.record,
        found.assesses,
        found.visits,
    )


def _found(
    request: Request, session: Session, now: datetime, today: date, happened: Happened | None, record: UUID | None
) -> visitors.Found | None:
    if request.scope["path"].startswith("/api/"):
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer":
            return visitors.by_token(session, secret.strip(), now, today, record=record)
    secret = cookie(request, COOKIE)
    if not secret:
        return None
    return visitors.by_session(session, secret, now, today, happened=happened, record=record)
