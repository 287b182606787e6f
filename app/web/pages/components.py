"""The components that the assessment organisation asks for at gateway: each with every attempt and what came of it."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.gateway import decide_component, submit_component, waive_component
from app.answers.components import components_of
from app.answers.standards import plan_of
from app.db import apprenticeships
from app.domain.assessment import AssessmentPlan
from app.domain.gateway.components import Attempt, ComponentStanding, ComponentState, settled
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.states import COMPONENT_STATES, Shown
from app.rendering.words import stamp_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/gateway/components"
VERDICTS = (("accepted", "It was accepted"), ("returned", "It was returned"))


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt. `came` says what the organisation decided, "" while it decides."""

    name: str
    sent: str
    note: str
    came: str
    reason: str


@dataclass(frozen=True, slots=True)
class ComponentCard:
    """One component. `next` is the number of the attempt that can be recorded, 0 where none can; `waits` the attempt
    of which the decision can be recorded, 0 where none is."""

    code: str
    name: str
    state: Shown
    asked_by: str
    doubt: str
    attempts: tuple[AttemptRow, ...]
    next: int
    waits: int
    may_be_waived: bool
    waiving: str


@dataclass(frozen=True, slots=True)
class ComponentsView:
    """`faulty` is the code of the component whose form has a fault."""

    back: str
    here: str
    lede: str
    cards: tuple[ComponentCard, ...]
    verdicts: tuple[tuple[str, str], ...]
    typed: Typed
    faulty: str
    faults: tuple[Fault, ...]


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    return _shown(request, member)


@router.post(HERE + "/{component}/submission")
def submit(
    request: Request,
    component: str,
    member: Member = member_who_may(Permission.SUBMIT_COMPONENT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Record that it was handed over."""
    try:
        with acting(request) as who:
            attempt = number_in(typed.get("attempt")) or 0
            submit_component(who, member.apprenticeship, component, attempt, typed.get("note"))
    except (BadInput, WrongState) as wrong:
        return _again(request, member, component, typed, wrong)
    return redirect(request, _address(member), heading="It is recorded as handed over")


@router.post(HERE + "/{component}/decision")
def decide(
    request: Request,
    component: str,
    member: Member = member_who_may(Permission.RECORD_COMPONENT_DECISION),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Record what the organisation decided."""
    try:
        with acting(request) as who:
            attempt = number_in(typed.get("attempt")) or 0
            decide_component(who, member.apprenticeship, component, attempt, typed.get("verdict"), typed.get("reason"))
    except (BadInput, WrongState) as wrong:
        return _again(request, member, component, typed, wrong)
    return redirect(request, _address(member), heading="The decision is recorded")


@router.post(HERE + "/{component}/waiver")
def waive(
    request: Request,
    component: str,
    member: Member = member_who_may(Permission.SUBMIT_COMPONENT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Waive it."""
    try:
        with acting(request) as who:
            waive_component(who, member.apprenticeship, component, typed.get("reason"))
    except (BadInput, WrongState) as wrong:
        return _again(request, member, component, typed, wrong)
    return redirect(request, _address(member), heading="The component is waived")


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "gateway/components")


def _again(request: Request, member: Member, code: str, typed: Typed, wrong: BadInput | WrongState) -> Response:
    """The page with what was typed; a fault is named by its field and the component it is about."""
    if isinstance(wrong, BadInput):
        faults = tuple(Fault(f"{fault.path}-{code}", fault.sentence) for fault in wrong.faults)
        return _shown(request, member, code, typed, faults, 422)
    return _shown(request, member, code, typed, (Fault(f"component-{code}", wrong.sentence),), 409)


def _shown(
    request: Request,
    member: Member,
    faulty: str = "",
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    catalogue = installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        standings = components_of(session, catalogue, one)
        plan = plan_of(session, catalogue, one)
    view = ComponentsView(
        back=record_address(one.id, "gateway"),
        here=_address(member),
        lede=_lede(standings, plan),
        cards=tuple(_card(each, plan, member) for each in standings),
        verdicts=VERDICTS,
        typed=typed or Typed(),
        faulty=faulty,
        faults=faults,
    )
    around = record_frame(request, one, member, "Gateway", "Gateway components", has_error=bool(faults))
    return page(request, "gateway/components.html", around, status=status, view=view)


def _lede(standings: tuple[ComponentStanding, ...], plan: AssessmentPlan) -> str:
    if not standings:
        return "Nobody has entered what the assessment organisation asks for at gateway."
    return f"{settled(standings)} of {len(standings)} that the {plan.organisation} asks for are accepted or waived."


def _card(standing: ComponentStanding, plan: AssessmentPlan, member: Member) -> ComponentCard:
    one = standing.component
    source = plan.source(f"gateway_components.{one.code}")
    submits = may(member, Permission.SUBMIT_COMPONENT)
    decides = may(member, Permission.RECORD_COMPONENT_DECISION) and standing.state is ComponentState.SUBMITTED
    waiving = {
        True: "It may be waived.",
        False: "It is not waived.",
        None: "Whether it may be waived is not confirmed.",
    }
    return ComponentCard(
        code=one.code,
        name=one.name,
        state=COMPONENT_STATES[standing.state.value],
        asked_by=source.name if source else "The training provider",
        doubt="" if source is None or source.confirmed else "Not confirmed for this standard: check its own plan.",
        attempts=tuple(_attempt(each) for each in standing.attempts),
        next=standing.attempt + 1 if submits and standing.may_be_submitted else 0,
        waits=standing.attempt if decides else 0,
        may_be_waived=submits and standing.may_be_waived,
        waiving=waiving[one.may_be_waived],
    )


def _attempt(each: Attempt) -> AttemptRow:
    done = f"{each.by.name}, {stamp_words(each.at)}"
    if each.state is ComponentState.WAIVED:
        return AttemptRow("Waiver", done, "", "Waived", each.reason)
    came = ""
    if each.decided_by and each.decided_at:
        word = COMPONENT_STATES[each.state.value].word
        came = f"{word}. Recorded by {each.decided_by.name}, {stamp_words(each.decided_at)}"
    return AttemptRow(f"Attempt {each.number}", done, each.note, came, each.reason)
