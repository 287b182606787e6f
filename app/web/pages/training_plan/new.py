"""Planning one more activity."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.acting import Acting
from app.actions.training_plan import hold_activity, plan_activity
from app.answers.training_plan import parts_of
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.training_plan.activities import KIND_WORDS
from app.domain.training_plan.planning import Around, codes_of, length_of
from app.domain.training_plan.values import PlanKind
from app.rendering.words import hours
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.training_plan import ActivityForm
from app.web.forms import Typed, checked, typed_form
from app.web.once import form_hash, once
from app.web.plan_words import activity_address, plan_address
from app.web.record import record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/plan/activities"
TITLED = {
    PlanKind.MODULE: "Name of the module",
    PlanKind.TUTORIAL: "What it is about",
}


@dataclass(frozen=True, slots=True)
class NewView:
    """The form. `codes` are what there is to choose from; `title` is the field's label, "" where there is none."""

    heading: str
    action: str
    back: str
    kind: str
    once: str
    codes: tuple[tuple[str, str], ...]
    title: str
    length: str
    typed: Typed
    faults: tuple[Fault, ...]


class NewForm(ActivityForm):
    """An activity, the key of this form, and whether it was held on that day already."""

    once: str = ""
    held: bool = False


@router.get(HERE + "/new")
def new(
    request: Request, kind: str = "", code: str = "", member: Member = member_who_may(Permission.CHANGE_PLAN)
) -> Response:
    """The form, for one kind of activity."""
    given = Typed([("kind", kind), ("code", code), ("once", secrets.token_hex(16))])
    return _shown(request, member, given)


@router.post(HERE)
def add(
    request: Request, member: Member = member_who_may(Permission.CHANGE_PLAN), typed: Typed = Depends(typed_form)
) -> Response:
    """Plan it."""
    try:
        form = checked(NewForm, typed)
        with acting(request) as who:
            key = form_hash(request.url.path, typed.fields)
            said = once(who, form.once, key, lambda: {"number": _plan(who, member.apprenticeship, form)})
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults)
    address = activity_address(member.apprenticeship, int(said["number"]))
    text = "It counts no hours by itself. Hours come from sessions and from time that is logged."
    return redirect(request, address, heading="It is in the plan", text=text)


def _plan(who: Acting, apprenticeship: UUID, form: NewForm) -> int:
    number = plan_activity(
        who, apprenticeship, form.kind, form.on, code=form.code, title=form.title, minutes=form.minutes
    )
    if form.held:
        hold_activity(who, apprenticeship, number, form.on)
    return number


def _kind(typed: Typed) -> PlanKind:
    """A tutorial where none is named. Raises NotFound for none of the kinds."""
    try:
        return PlanKind(typed.get("kind") or PlanKind.TUTORIAL)
    except ValueError:
        raise NotFound from None


def _shown(request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...] = ()) -> Response:
    kind, today = _kind(typed), visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        parts = parts_of(session, installation(request).catalogue, one)
    around = Around(parts.programme, parts.standard, parts.facts, one.start, today)
    codes = codes_of(kind, around)
    length = length_of(kind, typed.get("code"), parts.programme, parts.facts)
    named = codes.get(typed.get("code"), "") if kind is PlanKind.MODULE else ""
    view = NewView(
        heading=f"Plan: {KIND_WORDS[kind].lower()}",
        action=plan_address(one.id, "activities"),
        back=plan_address(one.id),
        kind=kind.value,
        once=typed.get("once"),
        codes=tuple((code, _option(kind, code, name)) for code, name in codes.items()),
        title="" if named else TITLED.get(kind, ""),
        length=f"Leave it empty for {hours(length)}, as the programme says." if length else "If you know it.",
        typed=typed,
        faults=faults,
    )
    shown = record_frame(request, one, member, "Plan", view.heading, form=True, has_error=bool(faults))
    return page(request, "training_plan/new.html", shown, status=422 if faults else 200, view=view)


def _option(kind: PlanKind, code: str, name: str) -> str:
    if kind is PlanKind.MODULE:
        return f"Module {code}" + (f", “{name}”" if name else "")
    return name
