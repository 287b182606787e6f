"""Logging a whole week on one screen: a few fields for each day, empty days left out, all of it saved or nothing."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field, field_validator

from app.actions.off_the_job.many import log_many
from app.answers.time_rules import Entered, TimeRules, time_rules
from app.db import apprenticeships
from app.db.off_the_job.totals import minutes_by_day
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.programmes import PaidTime
from app.domain.refusals import BadInput, Fault
from app.domain.words_beside import Unsettled
from app.rendering.words import date_words, hours, plural
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Form, Typed, typed_form, valid
from app.web.once import form_hash, once
from app.web.pages.off_the_job.choices import activity_groups, paid_options, readers_of
from app.web.pages.off_the_job.week_view import DayFields, WeekView
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/off-the-job/week"
DAYS = 7
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DayForm(Form):
    """The fields of one day."""

    hours: int = Field(default=0, ge=0, le=24)
    minutes: int = Field(default=0, ge=0, le=1_440)
    activity: str = ""
    duty: str = ""
    description: str = ""
    paid_time: str = PaidTime.IN_PAID_HOURS.value

    @field_validator("hours", "minutes", mode="before")
    @classmethod
    def _nothing_is_none(cls, value: object) -> object:
        return 0 if isinstance(value, str) and not value.strip() else value


_FIELDS = tuple(DayForm.model_fields)
_FILLED = ("hours", "minutes", "activity", "duty", "description")
"""A day in which none of these was filled in is left out."""


@router.get(HERE)
def show(request: Request, of: str = "", member: Member = member_who_may(Permission.LOG_TIME)) -> Response:
    """The week of a day, last week where none is named."""
    today = visitor(request).today
    return _shown(request, member, _monday(_day(of) or today - timedelta(DAYS), today), Typed())


@router.post(HERE)
def log(
    request: Request,
    member: Member = member_who_may(Permission.LOG_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Save the week, all of it or nothing; sent twice, it is saved once."""
    today = visitor(request).today
    monday = _monday(_day(typed.get("of")) or today, today)
    try:
        entered = _entered(typed, monday)
        with acting(request) as who:
            key = f"week:{typed.get('once')[:100]}" if typed.get("once") else ""
            places = [place for place, _ in entered]

            def do() -> Mapping[str, int]:
                try:
                    kept = log_many(who, member.apprenticeship, [one for _, one in entered])
                except Unsettled:
                    raise
                except BadInput as wrong:
                    raise BadInput(_at_their_days(wrong.faults, places)) from wrong
                return {"entries": len(kept), "minutes": sum(one.logged.minutes for one in kept)}

            done = once(who, key, form_hash(request.url.path, typed.fields), do)
    except BadInput as refusal:
        return _shown(request, member, monday, typed, tuple(refusal.faults), status=422)
    heading = f"{hours(done['minutes'])} logged"
    entries = plural(done["entries"], "entry", "entries")
    text = f"{entries} in the week of {date_words(monday)}. What counts waits to be confirmed."
    return redirect(request, record_address(member.apprenticeship, "off-the-job"), "ok", heading, text)


def _entered(typed: Typed, monday: date) -> list[tuple[int, Entered]]:
    """The days that were filled in. Raises BadInput with every field that cannot be read."""
    found, faults = [], []
    for place in range(DAYS):
        values = {name: typed.get(f"{name}-{place}") for name in _FIELDS if f"{name}-{place}" in typed}
        if not any(values.get(name, "").strip() for name in _FILLED):
            continue
        try:
            form = valid(DayForm, values)
        except BadInput as wrong:
            faults += [Fault(f"{fault.path}-{place}", fault.sentence) for fault in wrong.faults]
            continue
        found.append((place, _of_form(form, monday + timedelta(place), record_only=typed.get("record_only") == "true")))
    if faults:
        raise BadInput(faults)
    if not found:
        raise BadInput([Fault("minutes-0", "Fill in at least one day.")])
    return found


def _of_form(form: DayForm, on: date, *, record_only: bool) -> Entered:
    return Entered(
        on,
        form.hours * 60 + form.minutes,
        form.activity,
        form.duty or None,
        description=form.description,
        paid_time=form.paid_time,
        record_only=record_only,
    )


def _at_their_days(faults: tuple[Fault, ...], places: list[int]) -> list[Fault]:
    """`2.minutes` of what was sent, at the field of its day. What has no field of its own stands at the time."""
    found = []
    for fault in faults:
        sent, _, field = fault.path.partition(".")
        place = places[int(sent)]
        shown = {"on": "minutes", "record_only": "activity"}.get(field, field)
        found.append(Fault(f"{shown}-{place}", f"{NAMES[place]}: {fault.sentence}"))
        if field == "record_only":
            found.append(Fault("record_only", "Some of this does not count. Tick the box to keep it as a record."))
    return list(dict.fromkeys(found))


def _shown(
    request: Request,
    member: Member,
    monday: date,
    typed: Typed,
    faults: tuple[Fault, ...] = (),
    *,
    status: int = 200,
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        rules = time_rules(session, installation(request).catalogue, one, visitor(request).today)
        already = minutes_by_day(session, one.id, monday, monday + timedelta(DAYS - 1))
    view = _view(member, rules, monday, typed, faults, already)
    shown = record_frame(
        request, one, member, "Off-the-job", "Log a week", compact=False, form=True, has_error=bool(faults)
    )
    return page(request, "off_the_job/week.html", shown, status=status, view=view)


def _view(
    member: Member,
    rules: TimeRules,
    monday: date,
    typed: Typed,
    faults: tuple[Fault, ...],
    already: Mapping[date, int],
) -> WeekView:
    one, here = rules.apprenticeship, record_address(rules.apprenticeship.id, "off-the-job/week")
    days = [monday + timedelta(place) for place in range(DAYS)]
    following = monday + timedelta(DAYS)
    return WeekView(
        heading=f"Week of {date_words(monday)}",
        faults=faults,
        action=here,
        back=record_address(one.id, "off-the-job"),
        monday=monday,
        latest=rules.today,
        before=f"{here}?of={monday - timedelta(DAYS)}",
        after=f"{here}?of={following}" if following <= rules.today else "",
        days=tuple(_fields(place, on, typed, already.get(on, 0)) for place, on in enumerate(days) if on <= rules.today),
        activities=activity_groups(rules.plan),
        duties=tuple((duty.code, f"{duty.code} {duty.short}") for duty in rules.standard.duties),
        paid_times=paid_options(rules.plan),
        keep_records=any(fault.path == "record_only" for fault in faults) or typed.get("record_only") == "true",
        ticked=typed.get("record_only") == "true",
        readers=readers_of(one, member),
        once=typed.get("once") or secrets.token_urlsafe(16),
    )


def _fields(place: int, on: date, typed: Typed, already: int) -> DayFields:
    values = {name: typed.get(f"{name}-{place}") for name in _FIELDS}
    values["paid_time"] = values["paid_time"] or PaidTime.IN_PAID_HOURS.value
    filled = any(values[name] for name in _FILLED)
    return DayFields(place, on, f"{NAMES[place]} {on.day}", values, already, filled)


def _monday(day: date, today: date) -> date:
    """The Monday of a day's week, this week's for a day to come."""
    day = min(day, today)
    return day - timedelta(day.weekday())


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 1 else None
