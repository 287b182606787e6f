"""The plan: its page, and the ticks of its checklists."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions.training_plan import tick, untick
from app.answers.sessions import sessions_of
from app.answers.training_plan import training_plan_of
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.rendering.words import plural
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.apprenticeships import Day
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.training_plan.view import Sent, plan_view
from app.web.plan_words import plan_address
from app.web.record import record_frame
from app.web.responses import page, redirect
from app.web.scan_in_brief import scan_brief_of

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/plan"
MOST_TICKS = 100


class TicksForm(Form):
    """What was gone through, on which day."""

    checklist: str = ""
    topic: list[str] = Field(default_factory=list)
    on: Day


class UntickForm(Form):
    """Whose tick is taken back, by its topic; the other fields of the form it stands in come along."""

    take_back: str = ""
    checklist: str = ""
    topic: list[str] = Field(default_factory=list)
    on: str = ""


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_PLAN)) -> Response:
    """The plan."""
    return _shown(request, member, Sent())


@router.post(HERE + "/ticks")
def tick_topics(
    request: Request, member: Member = member_who_may(Permission.TICK_PLAN), typed: Typed = Depends(typed_form)
) -> Response:
    """Tick what was gone through on a day."""
    try:
        form = checked(TicksForm, typed)
        if not form.topic:
            raise BadInput([Fault("topic", "Tick at least one of them.")])
        with acting(request) as who:
            for topic in form.topic[:MOST_TICKS]:
                tick(who, member.apprenticeship, topic, form.on)
    except BadInput as wrong:
        return _shown(request, member, Sent(_list_of(typed), typed, wrong.faults))
    heading = f"{plural(len(form.topic), 'tick')} recorded"
    return redirect(request, plan_address(member.apprenticeship), heading=heading)


@router.post(HERE + "/ticks/withdrawal")
def take_back(
    request: Request, member: Member = member_who_may(Permission.TICK_PLAN), typed: Typed = Depends(typed_form)
) -> Response:
    """Take back one's own tick."""
    try:
        with acting(request) as who:
            untick(who, member.apprenticeship, checked(UntickForm, typed).take_back)
    except BadInput as wrong:
        return _shown(request, member, Sent(_list_of(typed), typed, wrong.faults))
    return redirect(request, plan_address(member.apprenticeship), heading="Your tick is taken back")


def _list_of(typed: Typed) -> str:
    """The checklist that a form was of; the page has no others."""
    return typed.get("checklist") if typed.get("checklist") in ("initial_assessment", "induction") else "induction"


def _shown(request: Request, member: Member, sent: Sent) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        plan = training_plan_of(session, catalogue, one, today)
        sessions = sessions_of(session, one.id, today)
        scan = scan_brief_of(session, catalogue, one, member.roles)
    view = replace(plan_view(plan, sessions, member, today, sent), scan=scan)
    around = record_frame(request, one, member, "Plan", "Training plan", has_error=bool(sent.faults))
    return page(request, "training_plan/show.html", around, status=422 if sent.faults else 200, view=view)
