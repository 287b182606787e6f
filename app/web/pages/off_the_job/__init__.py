"""One apprentice's off-the-job hours: what waits, the totals, the charts, by duty, and every entry."""

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.answers.hours import hours_of, practical_period
from app.answers.sessions import sessions_of
from app.db import apprenticeships
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.cursors import day_and_number_after
from app.web.forms import Typed, checked, typed_form
from app.web.pages.off_the_job.building import Wanted, hours_view
from app.web.pages.off_the_job.shown import Asked
from app.web.pages.off_the_job.then import day_gone_by, on_fault, shown_then
from app.web.pages.off_the_job.ticking import TickedForm, decide_ticked
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)


@router.get("/a/{apprenticeship}/off-the-job")
def show(
    request: Request,
    state: str = "",
    after: str = "",
    tick: str = "",
    on: str = "",
    member: Member = member_who_may(Permission.VIEW_HOURS),
) -> Response:
    """The page; `state` filters the entries, `after` goes on to older ones, `tick=all` ticks what waits.

    With `on`, a day gone by, the figures as they were shown at its end.
    """
    try:
        day = day_gone_by(on, visitor(request).today) if on else None
    except ValueError as wrong:
        return _shown(request, member, Wanted(on=on[:40], faults=on_fault(str(wrong))), status=422)
    if day is not None:
        return shown_then(request, member, day)
    known = TimeState(state) if state in set(TimeState) else None
    return _shown(request, member, Wanted(state=known, after=_place(after), tick_all=tick == "all"))


@router.post("/a/{apprenticeship}/off-the-job/decision")
def decide(
    request: Request,
    member: Member = member_who_may(Permission.CONFIRM_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Confirm or query what was ticked."""
    try:
        form = checked(TickedForm, typed)
        with acting(request) as who:
            done = decide_ticked(who, form)
    except (BadInput, WrongState) as refusal:
        faults = refusal.faults if isinstance(refusal, BadInput) else (Fault("entry", refusal.sentence),)
        wanted = Wanted(ticked=frozenset(typed.all("entry")), note=typed.get("note"), faults=faults)
        return _shown(request, member, wanted, status=422 if isinstance(refusal, BadInput) else 409)
    return redirect(request, record_address(member.apprenticeship, "off-the-job"), "ok", done.heading, done.text)


def _place(after: str) -> tuple[date, int] | None:
    """The day and number to go on from; a cursor that is not ours begins again."""
    try:
        return day_and_number_after(after)
    except BadInput:
        return None


def _shown(request: Request, member: Member, wanted: Wanted, *, status: int = 200) -> Response:
    house, today = installation(request), visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = sessions_of(session, one.id, today)
        asked = Asked(
            member,
            one,
            practical_period(session, one),
            house.catalogue,
            hours_of(session, house.catalogue, one, today, sessions=found),
            found,
            today,
        )
        view = hours_view(session, asked, wanted)
    shown = record_frame(request, one, member, "Off-the-job", "Off-the-job hours", has_error=bool(wanted.faults))
    said = f"{shown.notice.heading}. {shown.notice.text}" if shown.notice else ""
    if "hx-request" in request.headers:
        view = replace(view, said=said)
    return page(request, "off_the_job/index.html", shown, status=status, block="hours", view=view)
