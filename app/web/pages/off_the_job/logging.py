"""Logging time on its own, and putting an entry right: one form, which says what counts before it is sent."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field, field_validator
from sqlalchemy.orm import Session

from app.actions import off_the_job as time
from app.actions.acting import Acting
from app.answers.time_rules import TimeRules, time_rules
from app.db import apprenticeships
from app.db import off_the_job as db
from app.domain.off_the_job.entries import insist_own
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.programmes import PaidTime
from app.domain.refusals import BadInput, Fault, NotFound
from app.rendering.frame import Link
from app.rendering.words import hours
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.forms import Form, Typed, checked, typed_form
from app.web.once import form_hash, once
from app.web.pages.off_the_job.choices import activity_groups, ksb_groups, paid_options, readers_of
from app.web.pages.off_the_job.repeating import last_entry, typed_of
from app.web.pages.off_the_job.rows import EntryRow, entry_address, row_of
from app.web.pages.off_the_job.verdict import verdict_view
from app.web.pages.off_the_job.view import LogView
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)


class LogForm(Form):
    """Time on one day. Hours and minutes are added up; `record_only` keeps what does not count."""

    on: date
    hours: int = Field(default=0, ge=0, le=24)
    minutes: int = Field(default=0, ge=0, le=1_440)
    activity: str = ""
    duty: str = ""
    ksb: list[str] = Field(default=[])
    description: str = ""
    paid_time: str = PaidTime.IN_PAID_HOURS.value
    record_only: bool = False
    reason: str = ""
    once: str = ""

    @field_validator("hours", "minutes", mode="before")
    @classmethod
    def _nothing_is_none(cls, value: object) -> object:
        return 0 if isinstance(value, str) and not value.strip() else value


class _Said(TypedDict):
    """What a form says was done, as the actions take it."""

    on: date
    minutes: int
    activity: str
    duty: str | None
    ksbs: list[str]
    description: str
    paid_time: str
    record_only: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The form as it is shown: what stands in it, what is wrong, and which entry it puts right."""

    typed: Mapping[str, str]
    chosen: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    correcting: int | None = None


@router.get("/a/{apprenticeship}/off-the-job/new")
def new(request: Request, member: Member = member_who_may(Permission.LOG_TIME)) -> Response:
    """The empty form; a day, an activity or a duty in the address is filled in, with `repeat` the last entry."""
    if request.query_params.get("repeat") and (again := last_entry(request, member)):
        return _form(request, member, _Sheet(*again))
    asked = {name: request.query_params.get(name, "")[:100] for name in ("on", "activity", "duty")}
    typed = asked | {"on": asked["on"] or visitor(request).today.isoformat()}
    return _form(request, member, _Sheet(typed, frozenset(request.query_params.getlist("ksb"))))


@router.post("/a/{apprenticeship}/off-the-job")
def log(
    request: Request,
    member: Member = member_who_may(Permission.LOG_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Log the time; sent twice, it is logged once."""
    try:
        form = checked(LogForm, typed)
        with acting(request) as who:
            digest = form_hash(request.url.path, typed.fields)
            key = f"off-the-job:{form.once}" if form.once else ""
            done = once(who, key, digest, lambda: {"number": _log(who, member.apprenticeship, form)})
    except BadInput as refusal:
        return _form(request, member, _sheet(typed, refusal.faults), status=422)
    heading = f"{hours(form.hours * 60 + form.minutes)} logged"
    return _logged(request, member, heading, done["number"])


@router.get("/a/{apprenticeship}/off-the-job/" + NUMBER + "/correction")
def correct_form(
    request: Request, number: int, member: Member = member_who_may(Permission.CHANGE_OWN_TIME)
) -> Response:
    """The form with what was logged in it."""
    with reading(request) as session:
        entry = db.find(session, member.apprenticeship, number)
    insist_own(entry, member.person.id, "correct")
    sheet = _Sheet(typed_of(entry), frozenset(entry.logged.ksbs), correcting=number)
    return _form(request, member, sheet)


@router.post("/a/{apprenticeship}/off-the-job/" + NUMBER + "/correction")
def correct(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Put the entry right: the old one is superseded, the new one waits."""
    try:
        form = checked(LogForm, typed)
        with acting(request) as who:
            new_number = _correct(who, member.apprenticeship, number, form)
    except BadInput as refusal:
        faults = tuple(Fault("reason", f.sentence) if f.path == "note" else f for f in refusal.faults)
        return _form(request, member, _sheet(typed, faults, number), status=422)
    return _logged(request, member, f"Corrected to {hours(form.hours * 60 + form.minutes)}", new_number)


def _log(who: Acting, apprenticeship: UUID, form: LogForm) -> int:
    number = time.log_time(who, apprenticeship, **_said(form))
    _insist_on_counting(who, apprenticeship, number, form)
    return number


def _correct(who: Acting, apprenticeship: UUID, number: int, form: LogForm) -> int:
    new_number = time.correct(who, apprenticeship, number, reason=form.reason, **_said(form))
    _insist_on_counting(who, apprenticeship, new_number, form)
    return new_number


def _said(form: LogForm) -> _Said:
    return {
        "on": form.on,
        "minutes": form.hours * 60 + form.minutes,
        "activity": form.activity,
        "duty": form.duty or None,
        "ksbs": form.ksb,
        "description": form.description,
        "paid_time": form.paid_time,
        "record_only": form.record_only,
    }


def _insist_on_counting(who: Acting, apprenticeship: UUID, number: int, form: LogForm) -> None:
    """Raises BadInput, and so saves nothing, where it does not count and that was not agreed to."""
    counting = db.find(who.session, apprenticeship, number).logged.counting
    if not counting.counts and not form.record_only:
        raise BadInput([Fault("record_only", f"{counting.why_not} Nothing was saved yet.")])


def _logged(request: Request, member: Member, heading: str, number: int) -> Response:
    with reading(request) as session:
        entry = db.find(session, member.apprenticeship, number)
    text = "It waits to be confirmed." if entry.logged.counting.counts else "It is kept as a record only."
    link = Link("See the entry", entry_address(member.apprenticeship, number))
    return redirect(request, record_address(member.apprenticeship, "off-the-job"), "ok", heading, text, link)


def _sheet(typed: Typed, faults: tuple[Fault, ...], correcting: int | None = None) -> _Sheet:
    return _Sheet(dict(typed.fields), frozenset(typed.all("ksb")), _by_field(faults), correcting)


def _by_field(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The action names KSBs `ksbs`; on the form the field is `ksb`."""
    return tuple(Fault("ksb", fault.sentence) if fault.path.startswith("ksb") else fault for fault in faults)


_FIELDS = ("on", "hours", "minutes", "activity", "duty", "description", "paid_time", "reason")


def _form(request: Request, member: Member, sheet: _Sheet, *, status: int = 200) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        rules = time_rules(session, installation(request).catalogue, one, visitor(request).today)
        correcting = _correcting(request, session, member, sheet.correcting)
    view = _view(member, rules, sheet, correcting)
    title = "Correct these hours" if correcting else "Log off-the-job time"
    shown = record_frame(
        request, one, member, "Off-the-job", title, compact=False, form=True, has_error=bool(sheet.faults)
    )
    return page(request, "off_the_job/new.html", shown, status=status, view=view)


def _correcting(request: Request, session: Session, member: Member, number: int | None) -> EntryRow | None:
    if number is None:
        return None
    found = db.entry_listed(session, member.apprenticeship, number, member.person)
    if found is None:
        raise NotFound
    return row_of(installation(request).catalogue, found)


def _view(member: Member, rules: TimeRules, sheet: _Sheet, correcting: EntryRow | None) -> LogView:
    one, plan, standard = rules.apprenticeship, rules.plan, rules.standard
    here = record_address(one.id, "off-the-job")
    typed = {name: sheet.typed.get(name, "") for name in _FIELDS}
    typed["paid_time"] = typed["paid_time"] or PaidTime.IN_PAID_HOURS.value
    why_not = next((fault.sentence for fault in sheet.faults if fault.path == "record_only"), "")
    ticked = bool(sheet.typed.get("record_only", ""))
    return LogView(
        typed=typed,
        chosen=sheet.chosen,
        faults=sheet.faults,
        action=f"{correcting.address}/correction" if correcting else here,
        cancel=correcting.address if correcting else here,
        once=sheet.typed.get("once", "") or secrets.token_urlsafe(16),
        activities=activity_groups(plan),
        conditions=tuple(condition.sentence for condition in plan.conditions),
        duties=tuple((duty.code, f"{duty.code} {duty.short}") for duty in standard.duties),
        ksb_groups=ksb_groups(standard),
        paid_times=paid_options(plan),
        verdict=verdict_view(rules, typed["on"], typed["activity"], typed["paid_time"], ticked=ticked, why=why_not),
        readers=readers_of(one, member),
        latest=rules.today,
        correcting=correcting,
    )
