"""Planning sessions from the delivery plan: what, on which days, and for whom."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field, field_validator

from app.actions import sessions as actions
from app.actions.acting import Acting
from app.db import apprenticeships
from app.domain.people import ENDED
from app.domain.refusals import BadInput, Fault
from app.domain.sessions import SessionPlan
from app.rendering.words import plural
from app.web.access import Visitor, acting, reading, signed_in
from app.web.addresses import id_in
from app.web.forms import Form, Typed, checked, typed_form
from app.web.once import form_hash, once
from app.web.pages.sessions.listing import HERE, tutored
from app.web.pages.sessions.plan_view import FIELDS, MOST_TIMES, plan_view
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)


class PlanForm(Form):
    """What is planned. `every` weeks it comes again, `times` in all."""

    on: date
    hours: int = Field(default=0, ge=0, le=24)
    minutes: int = Field(default=0, ge=0, le=1_440)
    activity: str = ""
    title: str = ""
    place: str = ""
    online: bool = False
    duty: str = ""
    ksb: list[str] = Field(default=[])
    every: int = Field(default=0, ge=0, le=52)
    times: int = Field(default=1, ge=1, le=MOST_TIMES)
    apprenticeship: list[str] = Field(default=[])
    programme: str = ""
    once: str = ""

    @field_validator("hours", "minutes", mode="before")
    @classmethod
    def _nothing_is_none(cls, value: object) -> object:
        return 0 if isinstance(value, str) and not value.strip() else value

    @field_validator("times", mode="before")
    @classmethod
    def _once_at_least(cls, value: object) -> object:
        return 1 if isinstance(value, str) and not value.strip() else value

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which it is planned."""
        times = self.times if self.every else 1
        return tuple(self.on + timedelta(weeks=self.every * number) for number in range(times))

    @property
    def plan(self) -> SessionPlan:
        """The first session."""
        return SessionPlan(
            on=self.on,
            minutes=self.hours * 60 + self.minutes,
            activity=self.activity,
            title=self.title,
            place=self.place,
            online=self.online,
            duty=self.duty or None,
            ksbs=tuple(self.ksb),
        )


@router.get(HERE + "/new")
def new(request: Request, who: Visitor = signed_in()) -> Response:
    """The form; what stands in the address is filled in, `who=all` ticks everybody."""
    asked = {name: request.query_params.get(name, "")[:200] for name in FIELDS}
    ticked = None if request.query_params.get("who") == "all" else frozenset[str]()
    return _form(request, who, asked, ticked, request.query_params.get("programme", ""))


@router.post(HERE)
def plan(request: Request, who: Visitor = signed_in(), typed: Typed = Depends(typed_form)) -> Response:
    """Plan them all, or none; sent twice, they are planned once."""
    tutored(who)
    try:
        form = checked(PlanForm, typed)
        with acting(request) as acts:
            key = f"sessions:{form.once}" if form.once else ""
            digest = form_hash(request.url.path, typed.fields)
            done = once(acts, key, digest, lambda: {"sessions": [str(one) for one in _plan(acts, form)]})
    except BadInput as refusal:
        faults = tuple(_by_field(fault) for fault in refusal.faults)
        ticked = frozenset(typed.all("apprenticeship"))
        chosen = frozenset(typed.all("ksb"))
        given = dict(typed.fields)
        return _form(request, who, given, ticked, typed.get("programme"), faults, chosen, status=422)
    planned = done["sessions"]
    heading = f"{plural(len(planned), 'session')} planned"
    text = f"{plural(len(set(form.apprenticeship)), 'apprentice sees', 'apprentices see')} it coming up."
    address = f"{HERE}/{planned[0]}" if len(planned) == 1 else HERE
    return redirect(request, address, "ok", heading, text)


def _plan(acts: Acting, form: PlanForm) -> list[UUID]:
    invited = [id_in(key) for key in form.apprenticeship]
    return [actions.plan_session(acts, replace(form.plan, on=day), invited) for day in form.days]


def _by_field(fault: Fault) -> Fault:
    """The action's names for what the form calls otherwise."""
    names = {"apprenticeships": "apprenticeship", "ksbs": "ksb"}
    return Fault(names.get(fault.path, fault.path), fault.sentence)


def _form(
    request: Request,
    who: Visitor,
    typed: Mapping[str, str],
    ticked: frozenset[str] | None,
    programme: str,
    faults: tuple[Fault, ...] = (),
    chosen: frozenset[str] = frozenset(),
    *,
    status: int = 200,
) -> Response:
    mine = tutored(who)
    with reading(request) as session:
        every = apprenticeships.load_many(session, who.today, mine)
    open_ = [one for one in every if one.status not in ENDED] or every
    known = {one.programme for one in open_}
    shown = (
        programme if programme in known else max(known, key=lambda code: sum(one.programme == code for one in open_))
    )
    people = [one for one in open_ if one.programme == shown]
    view = plan_view(request, who, people, known - {shown}, typed, ticked, faults, chosen)
    around = frame(request, "Plan sessions", current=HERE, has_error=bool(faults), form=True)
    return page(request, "sessions/new.html", around, status=status, view=view)
