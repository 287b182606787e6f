"""The off-the-job calculator: the minimum for any dates and week, each step of the sum with its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.minimum import MinimumFound, minimum_for
from app.catalogue import Catalogue
from app.domain.refusals import BadInput, Fault
from app.web.access import Visitor, installation, reading, signed_in
from app.web.entered.minimum import asked_of
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)

_FIELDS = (
    "start",
    "planned_end",
    "weekly_hours",
    "standard",
    "prior_learning_hours",
    "planned_hours",
    "weeks_a_year",
    "rounding",
)


@dataclass(frozen=True)
class CalculatorView:
    """What was typed, what is wrong with it, and what came of it (None before anything is asked)."""

    typed: Mapping[str, str]
    faults: tuple[Fault, ...]
    standards: tuple[tuple[str, str], ...]
    roundings: tuple[tuple[str, str], ...]
    found: MinimumFound | None


@router.get("/calculator")
def show(request: Request, _: Visitor = signed_in()) -> Response:
    """The form, and the sum where its fields are in the address."""
    catalogue = installation(request).catalogue
    typed = {name: request.query_params.get(name, "")[:100].strip() for name in _FIELDS}
    found: MinimumFound | None = None
    faults: tuple[Fault, ...] = ()
    if any(typed.values()):
        reference, _slash, version = typed["standard"].partition("/")
        try:
            asked = asked_of(typed | {"standard": reference, "version": version})
            with reading(request) as session:
                found = minimum_for(session, catalogue, asked)
        except BadInput as refusal:
            faults = refusal.faults
    view = CalculatorView(
        typed=typed,
        faults=faults,
        standards=_standards(catalogue),
        roundings=_roundings(catalogue),
        found=found,
    )
    shown = frame(request, "Off-the-job calculator", has_error=bool(faults), form=True)
    return page(request, "calculator/show.html", shown, status=422 if faults else 200, view=view)


def _standards(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{one.reference}/{one.version}", f"{one.reference} version {one.version}, {one.title}")
        for one in catalogue.standards
    )


def _roundings(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Every way of rounding that some rule knows, by its id."""
    named = {way.id: way.name for rule in catalogue.funding_rules.rules for way in rule.roundings}
    return tuple(named.items())
