"""Every fact of a standard’s assessment plan on one page, and whose word each is."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.plan_facts import FactStanding, PlanStanding, plan_standing
from app.domain.permissions import Permission, may_provider_wide
from app.domain.standards import Standard
from app.rendering.words import plural
from app.web.access import Visitor, installation, reading, signed_in, visitor
from app.web.plan_fact_words import Kinds, value_words, whose_word
from app.web.responses import frame, page

routes = APIRouter()
PLAN = "/standards/{reference}/{version}/assessment-plan"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact. `value` is "" where nobody knows it; `here`: an administrator confirmed it here."""

    title: str
    address: str
    value: str
    confirmed: bool
    whose: str
    here: bool
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan. `may_confirm` says “Confirm” where others read “Look at it”."""

    standard: str
    back: str
    lede: str
    rows: tuple[FactRow, ...]
    may_confirm: bool


@routes.get(PLAN)
def show(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> Response:
    """The facts of the plan."""
    catalogue = installation(request).catalogue
    with reading(request) as session:
        found = plan_standing(session, catalogue, reference, version)
    may_confirm = may_provider_wide(visitor(request).person, Permission.CONFIRM_FACT)
    around = frame(request, f"Assessment plan of {found.standard.reference}")
    return page(request, "standards/plan.html", around, view=_view(found, catalogue.evidence_kind_names, may_confirm))


def address_of(standard: Standard) -> str:
    """Where the plan of a standard is shown."""
    return f"/standards/{standard.reference}/{standard.version}/assessment-plan"


def named(standard: Standard) -> str:
    """A standard by its reference, version and title."""
    return f"{standard.reference} version {standard.version}, {standard.title}"


def fact_row(one: FactStanding, standard: Standard, kinds: Kinds) -> FactRow:
    """A fact in words."""
    return FactRow(
        one.fact.title,
        f"{address_of(standard)}/{one.fact.name}",
        value_words(one.fact, one.value, standard, kinds, known=one.confirmed),
        one.confirmed,
        whose_word(one.source, here=one.holds is not None),
        one.holds is not None,
        one.conflicts,
    )


def _view(found: PlanStanding, kinds: Kinds, may_confirm: bool) -> PlanView:
    standard = found.standard
    rows = tuple(fact_row(one, standard, kinds) for one in found.facts)
    open_ones = sum(not row.confirmed for row in rows)
    lede = f"{plural(len(rows), 'fact')}, {open_ones} of them not confirmed for this standard itself."
    return PlanView(named(standard), f"/standards/{standard.reference}/{standard.version}", lede, rows, may_confirm)
