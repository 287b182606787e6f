"""Who may read a frozen version as its assessor: inviting, ending, and everything that was opened."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.assessors import invite_assessor, revoke_access
from app.answers.assessors import Access, access_to
from app.db import apprenticeships, portfolio
from app.domain.access_given import NOT_ENDED, GrantState
from app.domain.assessor_grants import USUAL
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import date_words, stamp_words
from app.web.access import acting, member_who_may, reading, visitor
from app.web.entered.assessors import InviteForm
from app.web.entered.people import placed
from app.web.forms import Typed, checked, typed_form
from app.web.opened_words import opened_words
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter()
HERE = "/a/{apprenticeship}/portfolio/assessors"
FIELDS = ("name", "email", "version", "since", "last_day", "may_take")


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One thing that was opened: how often, first and last."""

    what: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class AccessCard:
    """One access. `ending` is where it is ended, "" for whoever may not or where it has ended."""

    anchor: str
    name: str
    version: int
    version_address: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    opened: tuple[OpenedRow, ...]
    ending: str


@dataclass(frozen=True, slots=True)
class AssessorsView:
    """Every access, newest first, and the form for another; `versions` are its choices, none for whoever may not."""

    here: str
    back: str
    cards: tuple[AccessCard, ...]
    may_invite: bool
    versions: tuple[tuple[int, str], ...]
    typed: Typed
    faults: tuple[Fault, ...]


@routes.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_ASSESSOR_ACCESS)) -> Response:
    """Every access that was given, and what was opened."""
    return _shown(request, member, Typed())


@routes.post(HERE)
def invite(
    request: Request, member: Member = member_who_may(Permission.INVITE_ASSESSOR), typed: Typed = Depends(typed_form)
) -> Response:
    """Invite an assessor for one frozen version."""
    try:
        form = checked(InviteForm, typed)
        with acting(request) as who:
            invite_assessor(who, member.apprenticeship, form.said())
    except BadInput as wrong:
        return _shown(request, member, typed, placed(wrong.faults, FIELDS))
    except WrongState as wrong:
        return _shown(request, member, typed, (Fault("email", wrong.sentence),), status=409)
    text = (
        f"They can read version {form.version} until {date_words(form.last_day)}. A mail is on its way to {form.email}."
    )
    return redirect(request, _address(member), heading=f"{form.name} is invited", text=text)


@routes.post(HERE + "/{seq:numbered}/end")
def end(request: Request, seq: int, member: Member = member_who_may(Permission.INVITE_ASSESSOR)) -> Response:
    """End an access at once."""
    with acting(request) as who:
        ended = revoke_access(who, member.apprenticeship, seq)
    return redirect(request, _address(member), heading=f"The access of {ended.person.name} has ended")


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "portfolio/assessors")


def _shown(
    request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...] = (), *, status: int = 422
) -> Response:
    today, may_invite = visitor(request).today, may(member, Permission.INVITE_ASSESSOR)
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = access_to(session, one.id, today)
        versions = portfolio.versions_of(session, one.id) if may_invite else []
    defaults = [("since", today.isoformat()), ("last_day", (today + USUAL).isoformat())]
    if versions:
        defaults.append(("version", str(versions[-1].number)))
    view = AssessorsView(
        here=_address(member),
        back=record_address(one.id, "portfolio"),
        cards=tuple(_card(member, each, may_invite) for each in found),
        may_invite=may_invite,
        versions=tuple(
            (each.number, f"Version {each.number}, frozen on {stamp_words(each.frozen_at)}")
            for each in reversed(versions)
        ),
        typed=typed if typed.fields else Typed(defaults),
        faults=faults,
    )
    around = record_frame(request, one, member, "Portfolio", "Assessors", has_error=bool(faults))
    return page(request, "portfolio/assessors.html", around, status=status if faults else 200, view=view)


def _card(member: Member, access: Access, may_invite: bool) -> AccessCard:
    grant, ask = access.grant, access.grant.ask
    here = _address(member)
    return AccessCard(
        anchor=f"access-{grant.seq}",
        name=grant.person.name,
        version=ask.version,
        version_address=record_address(grant.apprenticeship, f"portfolio/{ask.version}"),
        standing=_standing(access),
        facts=(
            ("Open", f"{date_words(ask.since)} to {date_words(ask.last_day)}"),
            ("Given by", f"{grant.by.name}, {stamp_words(grant.at)}"),
            ("Conflict of interest", _stated(access)),
            ("May take it along", "Yes" if ask.may_take else "No"),
        ),
        opened=tuple(
            OpenedRow(opened_words(each.what), each.times, each.first_at, each.last_at) for each in access.opened
        ),
        ending=f"{here}/{grant.seq}/end" if may_invite and access.state in NOT_ENDED else "",
    )


def _standing(access: Access) -> str:
    grant = access.grant
    match access.state:
        case GrantState.OPEN:
            return "Open"
        case GrantState.COMING:
            return "Not open yet"
        case GrantState.EXPIRED:
            return "Ended with its last day"
        case GrantState.CONFLICT:
            return "Ended by a conflict of interest"
        case GrantState.REVOKED:
            by = f" by {grant.revoked_by.name}" if grant.revoked_by else ""
            return f"Ended{by}, {stamp_words(grant.revoked_at)}" if grant.revoked_at else "Ended"


def _stated(access: Access) -> str:
    if access.grant.stated_at is None:
        return "Not stated yet, so nothing was shown"
    said = "Stated that there is one" if access.grant.conflict else "None"
    return f"{said}, {stamp_words(access.grant.stated_at)}"
