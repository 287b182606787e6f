"""Gateway: every check with its reason and source. Whether an apprentice goes on, people decide and sign."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.readiness import Readiness, readiness_of, restricted_reasons
from app.answers.standards import standard_of
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway import OPEN, Check, CheckState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.standards import Standard
from app.rendering.words import date_words, days_away, hours, hours_number, plural, sentence_case
from app.web.access import installation, member_who_may, reading, visitor
from app.web.gateway_doors import Door, door_to
from app.web.record import record_address, record_frame
from app.web.responses import page

router = APIRouter(include_in_schema=False)

_DECLARATIONS = ("employer-declaration", "apprentice-declaration", "provider-declaration")
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
class Declaration:
    """What one party will be asked to sign."""

    party: str
    name: str
    reason: str


@dataclass(frozen=True)
class GatewayView:
    """Every check, the declarations that come later, and the methods of the end-point assessment."""

    lede: str
    checks: tuple[CheckRow, ...]
    declarations: tuple[Declaration, ...]
    methods: tuple[tuple[str, str], ...]
    split_confirmed: bool
    any_restricted: bool
    shortfall: str
    assessment: str
    waivers: str


@router.get("/a/{apprenticeship}/gateway")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    house, today = installation(request), visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        standard = standard_of(session, house.catalogue, one)
        found = readiness_of(session, house.catalogue, one, today, standard=standard)
    view = _view(one, standard, found, member, today)
    shown = record_frame(request, one, member, "Gateway", "Gateway")
    return page(request, "gateway/show.html", shown, view=view)


def _view(one: Apprenticeship, standard: Standard, found: Readiness, member: Member, today: date) -> GatewayView:
    restricted = restricted_reasons(found.checks, member)
    return GatewayView(
        lede=_lede(one, found, today),
        checks=tuple(
            _row(check, restricted.get(check.id, ""), member, record_address(one.id))
            for check in found.checks
            if check.id not in _DECLARATIONS
        ),
        declarations=_declarations(one, found.checks),
        methods=tuple((method.name, _method(method.weight_percent, method.minutes)) for method in standard.methods),
        split_confirmed=standard.method_mapping_confirmed,
        any_restricted=bool(restricted),
        shortfall=record_address(one.id, "gateway/shortfall"),
        assessment=record_address(one.id, "assessment"),
        waivers=record_address(one.id, "gateway/waivers"),
    )


def _lede(one: Apprenticeship, found: Readiness, today: date) -> str:
    met = sum(check.state is CheckState.MET for check in found.checks)
    other = len(found.checks) - met - found.open
    settled = f", {other} {'does' if other == 1 else 'do'} not apply or {_are(other)} waived" if other else ""
    away = days_away((one.planned_end - today).days)
    return (
        f"{met} of {plural(len(found.checks), 'check')} {_are(met)} met{settled} and {found.open} {_are(found.open)} "
        f"open. Planned gateway is {date_words(one.planned_end)}, {away}."
    )


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


def _method(weight: int | None, minutes: int | None) -> str:
    """A method's weight and length, or that neither is confirmed."""
    parts = [f"{weight}% of the grade"] if weight is not None else []
    parts += [f"{minutes} minutes"] if minutes is not None else []
    return ", ".join(parts) or "Weight and length not confirmed"


def _declarations(one: Apprenticeship, found: tuple[Check, ...]) -> tuple[Declaration, ...]:
    named = {
        "employer-declaration": ("Employer", one.employer_contact),
        "apprentice-declaration": ("Apprentice", one.apprentice),
        "provider-declaration": ("Training provider", one.tutor),
    }
    by_id = {check.id: check for check in found}
    return tuple(
        Declaration(party, person.name if person else "Nobody yet", by_id[check_id].reason)
        for check_id, (party, person) in named.items()
        if check_id in by_id
    )
