"""What waits on whom, for how long, over everybody one looks after; and the button that nudges them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.nudging import nudge as nudge_them
from app.answers.waiting import Waiting, waiting
from app.domain.chasing import MOST_NUDGES, Wait, next_nudge_on
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may_provider_wide
from app.domain.refusals import NotPermitted, WrongState
from app.rendering.words import date_words, in_words, london_date, plural
from app.web.access import Visitor, acting, installation, member_who_may, reading, signed_in, visitor
from app.web.forms import Typed, typed_form
from app.web.record import record_address
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)
MOST_SHOWN = 200
PARTIES = {Role.TUTOR: "tutor", Role.EMPLOYER: "employer", Role.APPRENTICE: "apprentice"}


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One thing that waits. `nudge` is where the button sends, "" where there is none, and `nudged` what was sent."""

    apprentice: str
    address: str
    what: str
    whom: str
    since: date
    waited: str
    item: str
    nudge: str
    nudged: str


@dataclass(frozen=True, slots=True)
class WaitingView:
    """The overview; `fault` says why somebody was not nudged, and `more` counts what is not shown."""

    lede: str
    fault: str
    rows: tuple[WaitRow, ...]
    more: int


@router.get("/waiting")
def show(request: Request, who: Visitor = signed_in()) -> Response:
    """What waits, the longest first: of all apprentices for the provider, of their own for a tutor."""
    return _shown(request, who)


@router.post("/a/{apprenticeship}/nudges")
def nudge(
    request: Request,
    member: Member = member_who_may(Permission.NUDGE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Nudge whoever something waits on."""
    try:
        with acting(request) as acts:
            nudge_them(acts, member.apprenticeship, typed.get("item")[:200])
    except WrongState as refusal:
        return _shown(request, visitor(request), fault=refusal.sentence, status=409)
    return redirect(
        request, "/waiting", "ok", "The nudge is on its way", "It goes by mail, and is kept in the history."
    )


def scope_of(who: Visitor) -> list[UUID] | None:
    """Whose things somebody sees: of all (None), or of those they tutor. Raises NotPermitted to everybody else."""
    if may_provider_wide(who.person, Permission.SEE_WAITING):
        return None
    tutored = who.apprenticeships_as(Role.TUTOR)
    if not tutored:
        raise NotPermitted("This page is for tutors and the training provider.")
    return tutored


def _shown(request: Request, who: Visitor, *, fault: str = "", status: int = 200) -> Response:
    house = installation(request)
    with reading(request) as session:
        found = waiting(session, house.catalogue, scope_of(who), who.today)
    rows = tuple(_row(one, found, who) for one in found.waits[:MOST_SHOWN])
    view = WaitingView(_lede(found), fault, rows, max(len(found.waits) - MOST_SHOWN, 0))
    around = frame(request, "What waits on whom", current="/waiting", compact=True, has_error=bool(fault))
    return page(request, "waiting/index.html", around, status=status, view=view)


def _lede(found: Waiting) -> str:
    by = {role: sum(one.role is role for one in found.waits) for role in PARTIES}
    said = [f"{count} on {PARTIES[role]}s" for role, count in by.items() if count]
    if not said:
        return "Nothing waits on anybody."
    waits = "thing waits" if len(found.waits) == 1 else "things wait"
    return f"{len(found.waits)} {waits}: {in_words(said)}. The longest waiting come first."


def _row(one: Wait, found: Waiting, who: Visitor) -> WaitRow:
    record = found.apprenticeships[one.apprenticeship]
    holder = {Role.TUTOR: record.tutor, Role.EMPLOYER: record.employer_contact, Role.APPRENTICE: record.apprentice}
    named = holder[one.role]
    own = bool(named and named.id == who.person.id)
    allowed = next_nudge_on(one.nudges, who.now)
    may = may_provider_wide(who.person, Permission.NUDGE) or Role.TUTOR in who.roles_on(one.apprenticeship)
    button = may and not own and named is not None and allowed is not None and allowed <= who.today
    return WaitRow(
        apprentice=record.apprentice.name,
        address=record_address(one.apprenticeship),
        what=one.words(),
        whom="You" if own else f"{named.name}, the {PARTIES[one.role]}" if named else "Nobody: there is none today",
        since=one.since,
        waited=plural(days, "day") if (days := (who.today - one.since).days) > 0 else "Today",
        item=one.item,
        nudge=record_address(one.apprenticeship, "nudges") if button else "",
        nudged=_nudged(one, allowed, who.today),
    )


def _nudged(one: Wait, allowed: date | None, today: date) -> str:
    last = one.nudges.last_at
    if last is None:
        return ""
    sent = f"{plural(one.nudges.sent, 'nudge')} sent, the last on {date_words(london_date(last))}."
    if allowed is None:
        return f"{sent} {MOST_NUDGES} are the most: speak to them."
    return sent if allowed <= today else f"{sent} The next may be sent on {date_words(allowed)}."
