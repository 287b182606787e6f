"""Entries beside each other: what may be the same time, and very long days, side by side to be settled."""

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions.acting import Acting
from app.actions.off_the_job import settling
from app.db import apprenticeships
from app.db import off_the_job as db
from app.db.off_the_job import settling as questions
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.rendering.words import date_words, hours
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import LARGEST
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.off_the_job.choices import readers_of
from app.web.pages.off_the_job.settle_view import (
    BOTH,
    MOST,
    Found,
    SettleView,
    days_of,
    lede_of,
    numbers_in,
    pairs_of,
    said_of,
)
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/off-the-job/to-settle"


class PairForm(Form):
    """Two entries, what is said of them (`keep` names the one that stands, or says that both happened), and why."""

    first: int = Field(ge=1, le=LARGEST)
    second: int = Field(ge=1, le=LARGEST)
    keep: str = ""
    reason: str = ""


class DayForm(Form):
    """A day and why it is so long."""

    on: date
    reason: str = ""


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_HOURS)) -> Response:
    """Everything open, side by side."""
    return _shown(request, member)


@router.post(HERE + "/pair")
def settle(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say that both happened, or keep one of the two."""

    def do(who: Acting) -> tuple[str, str]:
        form = checked(PairForm, typed)
        if form.keep == BOTH:
            settling.both_happened(who, member.apprenticeship, form.first, form.second, form.reason)
            return "Both happened", "The reason is kept, and nobody is asked about these two again."
        if form.keep not in (str(form.first), str(form.second)):
            raise BadInput([Fault("keep", "Choose what happened.")])
        keep, drop = (form.first, form.second) if form.keep == str(form.first) else (form.second, form.first)
        settling.same_time(who, member.apprenticeship, keep, drop, form.reason)
        return f"Entry {keep} is kept", f"Entry {drop} is withdrawn, with the reason."

    return _do(request, member, typed, _key_of_pair(typed), do)


@router.post(HERE + "/question")
def ask(
    request: Request,
    member: Member = member_who_may(Permission.QUERY_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Ask whoever logged the two."""

    def do(who: Acting) -> tuple[str, str]:
        form = checked(PairForm, typed)
        settling.ask_about(who, member.apprenticeship, form.first, form.second, form.reason)
        return "Asked", "Whoever logged these hours sees the question here, and can settle it."

    return _do(request, member, typed, _key_of_pair(typed), do)


@router.post(HERE + "/day")
def explain(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say why a day is so long."""

    def do(who: Acting) -> tuple[str, str]:
        form = checked(DayForm, typed)
        settling.explain_day(who, member.apprenticeship, form.on, form.reason)
        return f"{date_words(form.on)} is settled", "The reason is kept. More hours on that day are asked about again."

    return _do(request, member, typed, typed.get("on")[:10], do)


def _key_of_pair(typed: Typed) -> str:
    return f"{typed.get('first')[:10]}-{typed.get('second')[:10]}"


def _do(request: Request, member: Member, typed: Typed, key: str, do: Callable[[Acting], tuple[str, str]]) -> Response:
    try:
        with acting(request) as who:
            heading, text = do(who)
    except BadInput as refusal:
        # The same field stands in many forms: the fault leads to the one that was sent.
        faults = tuple(
            Fault(f"{f.path}-{key}" if f.path in ("reason", "keep") else f.path, f.sentence) for f in refusal.faults
        )
        sent = typed.get("keep")[:10]
        return _shown(request, member, faults=faults, typed={key: typed.get("reason")}, chosen=sent, status=422)
    return redirect(request, record_address(member.apprenticeship, "off-the-job/to-settle"), "ok", heading, text)


def _shown(
    request: Request,
    member: Member,
    *,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
    chosen: str = "",
    status: int = 200,
) -> Response:
    house = installation(request)
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        plausible = one.settings.plausible_day_minutes
        open_ = questions.open_questions(session, one.id, plausible)
        listed = db.entries_listed(session, one.id, numbers_in(open_))
        said = questions.said_of(session, one.id)
    found = Found(member, house.catalogue, open_, listed, said, typed or {}, chosen)
    pairs, days = pairs_of(found), days_of(found)
    keys = {f"{field}-{pair.key}" for pair in pairs for field in ("reason", "keep")}
    keys |= {f"reason-{day.key}" for day in days}
    here = record_address(one.id, "off-the-job/to-settle")
    view = SettleView(
        lede=lede_of(open_),
        faults=tuple(f if f.path in keys else Fault("", f.sentence) for f in faults),
        here=here,
        back=record_address(one.id, "off-the-job"),
        plausible=hours(plausible),
        pairs=pairs,
        days=days,
        more=max(len(open_.doubles) - MOST, 0) + max(len(open_.long_days) - MOST, 0),
        said=said_of(found),
        readers=readers_of(one, member),
    )
    shown = record_frame(request, one, member, "Off-the-job", "Hours to settle", compact=True, has_error=bool(faults))
    return page(request, "off_the_job/settle.html", shown, status=status, view=view)
