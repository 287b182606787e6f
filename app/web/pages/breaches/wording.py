"""Erasing words that stand beside evidence and identify somebody: by the name of what they stand with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.breaches import erase_words
from app.db import apprenticeships, breaches
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.words_erased import WHAT, Worded, WordsOf, named
from app.rendering.words import date_words, sentence_case
from app.web.access import acting, member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/erasure"
SIGNED = (WordsOf.STATEMENT, WordsOf.DECLARATION, WordsOf.PLAN)
STAYS_OF_SIGNED = (
    "Its hash and its signatures stay. What it said cannot be read any more, so what rests on it is open again until a "
    "new version is signed."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing whose words are about to be erased: what tells it from others, its words, and what stays."""

    name: str
    what: str
    facts: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasureView:
    """Everything that has words, as (name, its address here, kind of words), and what was typed.

    `chosen` is what was asked for by name: only its own words go, and they are shown before they do.
    """

    here: str
    back: str
    lines: tuple[tuple[str, str, str], ...]
    chosen: Chosen | None
    typed: str
    faults: tuple[Fault, ...]


@routes.get(HERE)
def ask(request: Request, what: str = "", member: Member = member_who_may(Permission.ERASE_WORDS)) -> Response:
    """What can be erased; with a name, the words that would go."""
    return _shown(request, member, what)


@routes.post(HERE)
def erase(
    request: Request, member: Member = member_who_may(Permission.ERASE_WORDS), typed: Typed = Depends(typed_form)
) -> Response:
    """Erase the words of one thing."""
    try:
        with acting(request) as who:
            name = erase_words(who, member.apprenticeship, typed.get("what"))
    except BadInput as wrong:
        return _shown(request, member, typed.get("what"), wrong.faults)
    text = STAYS_OF_SIGNED if name.startswith(SIGNED) else "Its days, its state and who did it stay."
    address = record_address(member.apprenticeship, "erasure")
    return redirect(request, address, heading=f"The words of {name} are erased", text=text)


def _lines(there: Sequence[Worded], here: str) -> tuple[tuple[str, str, str], ...]:
    """Each with where its words are shown; hours, of which there are hundreds, on one line that is no link."""
    lines = [
        (each.name, f"{here}?what={quote(each.name)}", WHAT[each.of]) for each in there if each.of is not WordsOf.ENTRY
    ]
    if entry := next((each for each in there if each.of is WordsOf.ENTRY), None):
        lines.append((f"{entry.name}, or any other", "", WHAT[WordsOf.ENTRY]))
    return tuple(lines)


def _chosen(one: Worded, facts: Sequence[str | date], words: tuple[str, ...]) -> Chosen:
    """`facts` are days, and codes of the plan such as “case-study”."""
    said = (date_words(each) if isinstance(each, date) else sentence_case(each.replace("-", " ")) for each in facts)
    return Chosen(one.name, WHAT[one.of], tuple(said), words)


def _shown(request: Request, member: Member, typed: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        there = breaches.worded_here(session, one.id)
        chosen = None
        if typed and not faults:
            try:
                found = named(typed, there)
                chosen = _chosen(found, *breaches.words_there(session, one.id, found))
            except BadInput as wrong:
                faults = wrong.faults
    here = record_address(one.id, "erasure")
    view = ErasureView(here, record_address(one.id, "breaches"), _lines(there, here), chosen, typed, faults)
    shown = record_frame(request, one, member, "Evidence", "Erase words", compact=False, has_error=bool(faults))
    return page(request, "breaches/erasure.html", shown, status=422 if faults else 200, view=view)
