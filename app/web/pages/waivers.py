"""Waivers of gateway checks: which rule allows which, those that stand, and those that were taken back."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.waivers import take_back_waiver, waive_check
from app.answers.readiness import readiness_of
from app.db import apprenticeships
from app.db.gateway import waivers_of
from app.domain.gateway import OPEN, Waiver, Waiving
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.entered.terms import iso_day
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/gateway/waivers"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a rule lets be waived: the check, what the rule says, where that stands, and whether it is confirmed."""

    title: str
    words: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class WaiversView:
    """`choices` are the checks that can be waived now: their id and title. `faulty` is the waiver a fault is about.

    `agreed` names those of the choices to which the employer has to have agreed, "" where there are none.
    """

    back: str
    here: str
    allowed: tuple[Allowed, ...]
    choices: tuple[tuple[str, str], ...]
    agreed: str
    titles: dict[str, str]
    waivers: tuple[Waiver, ...]
    restricted: bool
    may_waive: bool
    typed: Typed
    faulty: int
    faults: tuple[Fault, ...]


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    return _shown(request, member)


@router.post(HERE)
def waive(
    request: Request, member: Member = member_who_may(Permission.WAIVE_CHECK), typed: Typed = Depends(typed_form)
) -> Response:
    """Waive a check."""
    try:
        with acting(request) as who:
            waive_check(who, member.apprenticeship, typed.get("check"), _waiving(typed))
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults)
    text = "Gateway shows it as an exception, with your name and the reason."
    return redirect(request, _address(member), heading="The check is waived", text=text)


@router.post(HERE + "/" + NUMBER + "/taking-back")
def take_back(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.WAIVE_CHECK),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take a waiver back."""
    try:
        with acting(request) as who:
            take_back_waiver(who, member.apprenticeship, number, typed.get("reason"))
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults, number)
    return redirect(request, _address(member), heading="The waiver is taken back")


def _waiving(typed: Typed) -> Waiving:
    """What was entered. Raises BadInput where the day is none."""
    text = typed.get("agreed_on").strip()
    if (day := iso_day(text)) is None and text:
        raise BadInput([Fault("agreed_on", "Enter a date, such as 2026-11-23.")])
    return Waiving(typed.get("reason"), typed.get("restricted"), typed.get("agreed_by"), day)


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "gateway/waivers")


def _shown(
    request: Request, member: Member, typed: Typed | None = None, faults: tuple[Fault, ...] = (), faulty: int = 0
) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = readiness_of(session, catalogue, one, today).checks
        waivers = waivers_of(session, one.id)
    rules = catalogue.funding_rules.waivers_for(one.start)
    titles = {check.id: check.title for check in found}
    choices = tuple((check.id, check.title) for check in found if check.id in rules and check.state in OPEN)
    view = WaiversView(
        back=record_address(one.id, "gateway"),
        here=_address(member),
        allowed=tuple(
            Allowed(titles[id_], rule.words, rule.source.name, rule.source.confirmed) for id_, rule in rules.items()
        ),
        choices=choices,
        agreed=" and ".join(title for id_, title in choices if rules[id_].employer_agrees),
        titles=titles,
        waivers=waivers,
        restricted=may(member, Permission.SEE_RESTRICTED_REASONS),
        may_waive=may(member, Permission.WAIVE_CHECK),
        typed=typed or Typed(),
        faulty=faulty,
        faults=tuple(Fault(f"{fault.path}-{faulty}", fault.sentence) for fault in faults) if faulty else faults,
    )
    around = record_frame(request, one, member, "Gateway", "Waived checks", form=True, has_error=bool(faults))
    return page(request, "gateway/waivers.html", around, status=422 if faults else 200, view=view)
