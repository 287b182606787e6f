"""How each organisation's own case numbers look: an administrator writes it, tries it against examples and saves it."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import case_numbers as actions
from app.db import people
from app.db.people import OwnNumbers
from app.domain.confidentiality.own_numbers import faults_of_pattern, numbers_in
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import Visitor, acting, person_who_may, reading
from app.web.addresses import id_in
from app.web.forms import Typed, typed_form
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/case-numbers"
UNDER = "/practice"
MOST_EXAMPLES = 20
LONGEST_EXAMPLE = 200


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation and how its case numbers look, "" where nobody said."""

    name: str
    pattern: str
    address: str


@dataclass(frozen=True, slots=True)
class CaseNumbersView:
    """Every organisation."""

    lines: tuple[OrganisationLine, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """One example and the case numbers that were found in it."""

    words: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseNumberView:
    """One organisation's, first or again with what was typed. `tried` says what the pattern finds in the examples."""

    organisation: str
    address: str
    back: str
    pattern: str
    examples: str
    tried: tuple[Tried, ...]
    faults: tuple[Fault, ...]


@router.get(HERE)
def index(request: Request, _: Visitor = person_who_may(Permission.SET_CASE_NUMBERS)) -> Response:
    """How the case numbers of each organisation look."""
    with reading(request) as session:
        lines = tuple(_line(one) for one in people.case_number_patterns(session))
    around = frame(request, "Case numbers", current=UNDER)
    return page(request, "case_numbers/index.html", around, view=CaseNumbersView(lines))


@router.get(HERE + "/{organisation}")
def show(request: Request, organisation: str, _: Visitor = person_who_may(Permission.SET_CASE_NUMBERS)) -> Response:
    """The form for one organisation."""
    one = _asked(request, id_in(organisation))
    return _shown(request, one, one.pattern, "")


@router.post(HERE + "/{organisation}")
def change(
    request: Request,
    organisation: str,
    _: Visitor = person_who_may(Permission.SET_CASE_NUMBERS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Try a pattern against examples, which changes nothing, or save it."""
    one, pattern, examples = _asked(request, id_in(organisation)), typed.get("pattern").strip(), typed.get("examples")
    if typed.get("do") == "try":
        faults = tuple(faults_of_pattern(pattern)) or _faults_of_trying(pattern, examples)
        return _shown(request, one, pattern, examples, faults, tried=not faults)
    try:
        with acting(request) as who:
            changed = actions.set_case_numbers(who, one.organisation, pattern)
    except BadInput as wrong:
        return _shown(request, one, pattern, examples, wrong.faults)
    if not changed:
        return redirect(request, HERE, "info", heading="Nothing has changed")
    said = f"Case numbers of {one.name} are found from now on" if pattern else f"Nothing is said of {one.name} any more"
    text = "Evidence is held against it whenever it is saved." if pattern else ""
    return redirect(request, HERE, heading=said, text=text)


def _asked(request: Request, organisation: UUID) -> OwnNumbers:
    with reading(request) as session:
        found = next((o for o in people.case_number_patterns(session) if o.organisation == organisation), None)
    if found is None:
        raise NotFound
    return found


def _faults_of_trying(pattern: str, examples: str) -> tuple[Fault, ...]:
    if not pattern:
        return (Fault("pattern", "Write how a case number looks, such as AA-999999, to try it."),)
    if not examples.strip():
        return (Fault("examples", "Write a few invented case numbers to try the pattern against."),)
    return ()


def _shown(
    request: Request,
    one: OwnNumbers,
    pattern: str,
    examples: str,
    faults: tuple[Fault, ...] = (),
    *,
    tried: bool = False,
) -> Response:
    lines = [line.strip()[:LONGEST_EXAMPLE] for line in examples.splitlines() if line.strip()] if tried else []
    view = CaseNumberView(
        one.name,
        f"{HERE}/{one.organisation}",
        HERE,
        pattern,
        examples,
        tuple(Tried(line, numbers_in(pattern, line)) for line in lines[:MOST_EXAMPLES]),
        faults,
    )
    title = f"Case numbers of {one.name}"
    around = frame(request, title, current=UNDER, has_error=bool(faults))
    return page(request, "case_numbers/show.html", around, status=422 if faults else 200, view=view)


def _line(one: OwnNumbers) -> OrganisationLine:
    return OrganisationLine(one.name, one.pattern, f"{HERE}/{one.organisation}")
