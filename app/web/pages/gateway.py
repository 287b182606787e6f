"""Gateway: every check with its reason and source. Whether an apprentice goes on, people decide and sign."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.gateway import put_declaration
from app.answers.finished import finished_of
from app.answers.readiness import Readiness, readiness_of, restricted_reasons
from app.answers.standards import plan_of, standard_of
from app.db import adjustments, apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import AssessmentPlan, longest_minutes
from app.domain.gateway import DECLARATIONS, OPEN, Check, CheckState
from app.domain.gateway.declaration import NUMBER
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.standards import AssessmentMethod, Standard
from app.rendering.words import date_words, days_away, hours, hours_number, plural, sentence_case
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.adjustment_words import AgreedLine, agreed_lines
from app.web.forms import Typed, typed_form
from app.web.gateway_doors import Door, door_to
from app.web.pages.declaration import DeclarationView, declaration_view
from app.web.pages.plan_facts.listed import address_of
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)

_COUNTS = {
    "ksb-coverage": ("accepted", "total", False),
    "off-the-job": ("confirmed_minutes", "minimum_minutes", True),
    "training-plan-hours": ("confirmed_minutes", "planned_minutes", True),
    "reviews": ("complete", "due", False),
    "mock-assessment": ("held", "methods", False),
}
"""For checks that count: the figure reached, the figure asked, and whether both are minutes."""


@dataclass(frozen=True)
class CheckRow:
    """One check. `count` is "9 of 38" or ""; `restricted` is for the apprentice and the provider alone."""

    id: str
    title: str
    state: str
    reason: str
    count: str
    restricted: str
    figures: tuple[tuple[str, str], ...]
    source: str
    to_do: str = ""
    door: Door | None = None


@dataclass(frozen=True)
class GatewayView:
    """Every check, the declaration, and the methods of the assessment, which the plan calls `assessed`; `plan` is where
    the plan itself is shown."""

    title: str
    assessed: str
    lede: str
    checks: tuple[CheckRow, ...]
    declaration: DeclarationView
    methods: tuple[tuple[str, str], ...]
    split_confirmed: bool
    any_restricted: bool
    shortfall: str
    assessment: str
    waivers: str
    forecast: str
    components: str
    plan: str
    agreed: tuple[AgreedLine, ...]
    adjustments: str


@router.get("/a/{apprenticeship}/gateway")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    return _shown(request, member)


@router.post("/a/{apprenticeship}/gateway/declaration")
def put(
    request: Request, member: Member = member_who_may(Permission.PUT_DECLARATION), typed: Typed = Depends(typed_form)
) -> Response:
    """Put a version of the declaration before its three signers."""
    made_sure = typed.get("made_sure")
    version = number_in(typed.get("version")) or 0
    try:
        with acting(request) as who:
            put_declaration(who, member.apprenticeship, version, made_sure)
    except BadInput as wrong:
        return _shown(request, member, made_sure, wrong.faults, 422)
    except WrongState as wrong:
        return _shown(request, member, made_sure, (Fault("made_sure", wrong.sentence),), 409)
    text = "The employer and the apprentice were told by mail. Each signs under their own name; you sign it, too."
    address = record_address(member.apprenticeship, f"signing/declaration/{NUMBER}/{version}")
    return redirect(request, address, heading="The declaration waits for its signatures", text=text)


def _shown(
    request: Request, member: Member, made_sure: str = "", faults: tuple[Fault, ...] = (), status: int = 200
) -> Response:
    house, today = installation(request), visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        standard = standard_of(session, house.catalogue, one)
        found = readiness_of(session, house.catalogue, one, today, standard=standard)
        plan = plan_of(session, house.catalogue, one)
        is_over = finished_of(session, house.catalogue, one) is not None
        agreed = () if is_over else agreed_lines(adjustments.all_of(session, one.id), standard, plan)
    declaration = declaration_view(one, found, member, made_sure, faults, is_over=is_over)
    lede = _lede(one, found, plan, today, is_over=is_over)
    view = _view(one, lede, standard, plan, found, member, declaration, agreed)
    shown = record_frame(request, one, member, "Gateway", "Gateway", has_error=bool(faults))
    return page(request, "gateway/show.html", shown, status=status, view=view)


def _view(
    one: Apprenticeship,
    lede: str,
    standard: Standard,
    plan: AssessmentPlan,
    found: Readiness,
    member: Member,
    declaration: DeclarationView,
    agreed: tuple[AgreedLine, ...],
) -> GatewayView:
    restricted = restricted_reasons(found.checks, member)
    return GatewayView(
        title=sentence_case(plan.gateway),
        assessed=plan.assessment,
        lede=lede,
        checks=tuple(
            _row(check, restricted.get(check.id, ""), member, record_address(one.id))
            for check in found.checks
            if check.id not in DECLARATIONS
        ),
        declaration=declaration,
        methods=tuple((method.name, _method(method, plan)) for method in standard.methods),
        split_confirmed=standard.method_mapping_confirmed,
        any_restricted=bool(restricted),
        shortfall=record_address(one.id, "gateway/shortfall"),
        assessment=record_address(one.id, "assessment"),
        waivers=record_address(one.id, "gateway/waivers"),
        forecast=record_address(one.id, "gateway/forecast") if found.open else "",
        components=record_address(one.id, "gateway/components"),
        plan=address_of(standard),
        agreed=agreed,
        adjustments=record_address(one.id, "portfolio/adjustments"),
    )


def _lede(one: Apprenticeship, found: Readiness, plan: AssessmentPlan, today: date, *, is_over: bool) -> str:
    """How many checks are met, and how far off the planned day is for whoever it still lies before."""
    met = sum(check.state is CheckState.MET for check in found.checks)
    other = len(found.checks) - met - found.open
    settled = f", {other} {'does' if other == 1 else 'do'} not apply or {_are(other)} waived" if other else ""
    away, was = days_away((one.planned_end - today).days), "was" if one.planned_end < today else "is"
    left = f"{found.open} {_are(found.open)} open"
    said = f"{met} of {plural(len(found.checks), 'check')} {_are(met)} met{settled} and {left}"
    if met == len(found.checks):
        said = f"All {plural(met, 'check')} are met"
    if is_over:
        return f"{said}. Planned {plan.gateway} was {date_words(one.planned_end)}."
    return f"{said}. Planned {plan.gateway} {was} {date_words(one.planned_end)}, {away}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _row(check: Check, restricted: str, member: Member, address: str) -> CheckRow:
    return CheckRow(
        check.id,
        check.title,
        check.state.value,
        check.reason,
        _count(check),
        restricted,
        tuple(_figure(name, value) for name, value in check.figures.items()),
        check.source,
        check.to_do,
        door_to(check.id, member, address) if check.state in OPEN else None,
    )


def _count(check: Check) -> str:
    if check.id not in _COUNTS or check.state is CheckState.MET:
        return ""
    reached_name, asked_name, minutes = _COUNTS[check.id]
    reached, asked = check.figures.get(reached_name), check.figures.get(asked_name)
    if not isinstance(reached, int) or not isinstance(asked, int):
        return ""
    return f"{hours_number(reached)} of {hours_number(asked)} h" if minutes else f"{reached} of {asked}"


def _figure(name: str, value: int | str | None) -> tuple[str, str]:
    words = sentence_case(name.removesuffix("_minutes").replace("_", " "))
    if value is None:
        return words, "Not recorded"
    if name.endswith("_minutes") and isinstance(value, int):
        return words, hours(value)
    if isinstance(value, str):
        try:
            return words, date_words(date.fromisoformat(value))
        except ValueError:
            pass
    return words, str(value)


def _method(method: AssessmentMethod, plan: AssessmentPlan) -> str:
    """A method's weight and length with what the assessor may add, or that neither is confirmed."""
    parts = [f"{method.weight_percent}% of the grade"] if method.weight_percent is not None else []
    if method.minutes is not None:
        parts.append(f"{method.minutes} minutes")
        if plan.tolerance_percent:
            most = longest_minutes(method.minutes, plan.tolerance_percent).normalize()
            doubt = "" if plan.confirmed("tolerance_percent") else ", which is not confirmed"
            parts.append(f"up to {most:f} where the assessor adds {plan.tolerance_percent}%{doubt}")
    return ", ".join(parts) or "Weight and length not confirmed"
