"""Hours short of the training plan: what is missing, the statement that explains it, and who agreed to it."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.shortfall import agree_to_statement, write_statement
from app.answers.hours import hours_of
from app.answers.shortfall import shortfall_explained
from app.db import apprenticeships
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault
from app.domain.shortfall import Agreement, missing_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/gateway/shortfall"


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement as it was written. `waits` names the parties that have still to agree."""

    number: int
    words: str
    figures: str
    sha256: str
    by: str
    at: datetime
    agreements: tuple[Agreement, ...]
    waits: str
    covers: bool


@dataclass(frozen=True, slots=True)
class ShortfallView:
    """`missing` says what is to be explained, "" where nothing is."""

    back: str
    here: str
    missing: str
    statement: StatementShown | None
    may_write: bool
    may_agree: bool
    typed: str
    faults: tuple[Fault, ...]


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    return _shown(request, member)


@router.post(HERE)
def write(
    request: Request, member: Member = member_who_may(Permission.EXPLAIN_SHORTFALL), typed: Typed = Depends(typed_form)
) -> Response:
    """Explain what is missing, for the training provider."""
    try:
        with acting(request) as who:
            write_statement(who, member.apprenticeship, typed.get("words"))
    except BadInput as wrong:
        return _shown(request, member, typed.get("words"), wrong.faults)
    text = "The apprentice and the employer find it here and agree to it, each under their own name."
    return redirect(request, _address(member), heading="The statement is written", text=text)


@router.post(HERE + "/agreement")
def agree(
    request: Request, member: Member = member_who_may(Permission.AGREE_SHORTFALL), typed: Typed = Depends(typed_form)
) -> Response:
    """Agree to exactly the statement that was read."""
    with acting(request) as who:
        agree_to_statement(who, member.apprenticeship, typed.get("sha256").strip())
    return redirect(request, _address(member), heading="You agreed to the statement")


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "gateway/shortfall")


def _shown(request: Request, member: Member, typed: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = shortfall_explained(session, catalogue, one, hours_of(session, catalogue, one, today))
    held = found.statement
    role = Role.APPRENTICE if Role.APPRENTICE in member.roles else Role.EMPLOYER
    shown = None
    if held is not None:
        waits = " and ".join(f"the {party.value}" for party in held.open_to)
        shown = StatementShown(
            held.number,
            held.words,
            missing_words(held.shortfall),
            held.sha256,
            held.by.name,
            held.at,
            held.agreements,
            waits,
            found.covering is not None,
        )
    agrees = may(member, Permission.AGREE_SHORTFALL) and held is not None and held.by.id != member.person.id
    view = ShortfallView(
        record_address(one.id, "gateway"),
        _address(member),
        missing_words(found.now) if found.now else "",
        shown,
        may(member, Permission.EXPLAIN_SHORTFALL) and found.now is not None,
        agrees and held is not None and role in held.open_to,
        typed,
        faults,
    )
    around = record_frame(request, one, member, "Gateway", "Hours short of the plan", has_error=bool(faults))
    return page(request, "gateway/shortfall.html", around, status=422 if faults else 200, view=view)
