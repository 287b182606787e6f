"""One fact of an assessment plan: every word on it, the form that confirms it, and the one that takes that back."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.plan_facts import confirm_plan_fact, take_back_plan_fact
from app.answers.plan_facts import FactStanding, fact_standing, value_said
from app.domain.assessment import Marks, plan_fact
from app.domain.confirmed_facts import ConfirmedFact
from app.domain.permissions import Permission, may_provider_wide
from app.domain.refusals import BadInput, Fault
from app.domain.standards import Ksb, Standard
from app.rendering.words import date_words
from app.web.access import Visitor, acting, installation, person_who_may, reading, signed_in, visitor
from app.web.entered.plan_facts import as_typed, confirmation_typed, lines_typed, seen_typed, without_empty_lines
from app.web.forms import Typed, typed_form
from app.web.pages.plan_facts.listed import PLAN, FactRow, address_of, fact_row, named
from app.web.plan_fact_words import MARKERS, Kinds, value_words
from app.web.responses import frame, page, redirect

routes = APIRouter()
FACT = PLAN + "/{fact}"


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One word on the fact. `value` is "" where it takes back, and `source` is then the reason."""

    value: str
    source: str
    found_on: str
    by: str
    at: datetime
    holds: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form lets choose among: pairs of a code and its words."""

    methods: tuple[tuple[str, str], ...]
    grades: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    markers: tuple[tuple[str, str], ...]
    ksbs: tuple[tuple[str, tuple[Ksb, ...]], ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact. `typed` fills the form; `lines` is how many lines it shows, `sort` says which form it is."""

    standard: str
    back: str
    here: str
    sort: str
    hint: str
    row: FactRow
    said: tuple[SaidLine, ...]
    seen: int
    may_confirm: bool
    choices: Choices
    typed: Typed
    lines: int
    faults: tuple[Fault, ...]


@routes.get(FACT)
def show(request: Request, reference: str, version: str, fact: str, _: Visitor = signed_in()) -> Response:
    """One fact, as it stands and stood."""
    return _shown(request, reference, version, fact)


@routes.post(FACT)
def confirm(
    request: Request,
    reference: str,
    version: str,
    fact: str,
    _: Visitor = person_who_may(Permission.CONFIRM_FACT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Confirm it. What stood there before stays to be read."""
    standard, asked = installation(request).catalogue.standard(reference, version), plan_fact(fact)
    typed = without_empty_lines(asked, typed)
    try:
        told = confirmation_typed(asked, standard, typed)
        with acting(request) as who:
            confirm_plan_fact(who, reference, version, fact, told)
    except BadInput as wrong:
        return _shown(request, reference, version, fact, typed, wrong.faults)
    return redirect(
        request,
        f"{address_of(standard)}/{fact}",
        heading=f"{asked.title}: confirmed",
        text="Every page goes by it from now on, and says that it is your word.",
    )


@routes.post(FACT + "/taking-back")
def take_back(
    request: Request,
    reference: str,
    version: str,
    fact: str,
    _: Visitor = person_who_may(Permission.CONFIRM_FACT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take the confirmation back."""
    standard, asked = installation(request).catalogue.standard(reference, version), plan_fact(fact)
    try:
        with acting(request) as who:
            take_back_plan_fact(who, reference, version, fact, typed.get("reason"), seen_typed(typed))
    except BadInput as wrong:
        return _shown(request, reference, version, fact, typed, wrong.faults)
    return redirect(
        request,
        f"{address_of(standard)}/{fact}",
        heading=f"{asked.title}: no longer confirmed here",
        text="Every page goes again by what was published.",
    )


def _shown(
    request: Request,
    reference: str,
    version: str,
    name: str,
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
) -> Response:
    catalogue = installation(request).catalogue
    with reading(request) as session:
        standard, one = fact_standing(session, catalogue, reference, version, name)
    kinds = catalogue.evidence_kind_names
    filled = typed if typed is not None and "reason" not in typed else as_typed(one.fact, one.value)
    view = FactView(
        standard=named(standard),
        back=address_of(standard),
        here=f"{address_of(standard)}/{name}",
        sort=one.fact.sort.value,
        hint=one.fact.hint,
        row=fact_row(one, standard, kinds),
        said=tuple(map(partial(_said, one, standard, kinds), one.said)),
        seen=one.seen,
        may_confirm=may_provider_wide(visitor(request).person, Permission.CONFIRM_FACT),
        choices=_choices(standard, kinds),
        typed=Typed(filled.fields + ([("reason", typed.get("reason"))] if typed is not None else [])),
        lines=lines_typed(filled),
        faults=faults,
    )
    around = frame(request, one.fact.title, has_error=bool(faults))
    return page(request, "standards/plan_fact.html", around, status=422 if faults else 200, view=view)


def _said(one: FactStanding, standard: Standard, kinds: Kinds, said: ConfirmedFact) -> SaidLine:
    words = "" if said.taken_back else value_words(one.fact, value_said(said), standard, kinds, known=True)
    return SaidLine(words, said.source, date_words(said.found_on), said.by, said.at, said is one.holds)


def _choices(standard: Standard, kinds: Kinds) -> Choices:
    grades = dict.fromkeys(grade for method in standard.methods for grade in method.grades)
    return Choices(
        tuple((method.code, method.short) for method in standard.methods),
        tuple((grade, grade.capitalize()) for grade in grades),
        tuple(kinds.items()),
        tuple((who.value, MARKERS[who.value].capitalize()) for who in Marks),
        tuple((kind.name, standard.ksbs_of(kind.code)) for kind in standard.kinds),
    )
