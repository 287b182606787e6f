"""Which organisation uses which vocabulary of practice: none until an administrator chooses one for it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import practice as actions
from app.db import people
from app.db import practice as db
from app.db.practice import NamedChoice
from app.domain.permissions import Permission
from app.domain.practice import Vocabulary
from app.domain.refusals import BadInput, Fault
from app.rendering.words import plural
from app.web.access import Visitor, acting, installation, person_who_may, reading
from app.web.addresses import id_in
from app.web.forms import Typed, typed_form
from app.web.practice_words import OWNING, title_of
from app.web.responses import frame, page, redirect

routes = APIRouter()
HERE = "/practice"


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """An organisation that uses a vocabulary, or used it until `ended_on`."""

    organisation: str
    organisation_id: str
    since: date
    ended_on: date | None
    by: str
    uses: bool


@dataclass(frozen=True, slots=True)
class VocabularyCard:
    """One vocabulary, who uses it and who could. `fault` is what was wrong with the organisation chosen."""

    code: str
    title: str
    address: str
    words: str
    lines: tuple[ChoiceLine, ...]
    organisations: tuple[tuple[str, str], ...]
    field: str
    fault: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    """Every vocabulary held here."""

    vocabularies: tuple[VocabularyCard, ...]
    faults: tuple[Fault, ...]


@routes.get(HERE)
def index(request: Request, _: Visitor = person_who_may(Permission.CHOOSE_VOCABULARY)) -> Response:
    """The vocabularies, and who uses them."""
    return _shown(request)


@routes.post(HERE + "/{vocabulary}/choices")
def choose(
    request: Request,
    vocabulary: str,
    _: Visitor = person_who_may(Permission.CHOOSE_VOCABULARY),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Have an organisation use a vocabulary from today."""
    title = installation(request).catalogue.vocabulary(vocabulary).title
    try:
        organisation = _organisation(typed)
        with acting(request) as who:
            actions.choose_vocabulary(who, organisation, vocabulary)
            name = people.organisations(who.session)[organisation]
    except BadInput as wrong:
        faults = tuple(Fault(f"organisation-{vocabulary}", fault.sentence) for fault in wrong.faults)
        return _shown(request, faults, status=422)
    text = "Its apprentices find it on the evidence form. They and their tutors alone see what a piece is marked with."
    return redirect(request, HERE, heading=f"{name} uses “{title}” from today", text=text)


@routes.post(HERE + "/{vocabulary}/choices/end")
def end(
    request: Request,
    vocabulary: str,
    _: Visitor = person_who_may(Permission.CHOOSE_VOCABULARY),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Let an organisation use a vocabulary no more."""
    title = installation(request).catalogue.vocabulary(vocabulary).title
    with acting(request) as who:
        actions.end_vocabulary(who, id_in(typed.get("organisation")), vocabulary)
    text = "What is marked with it stays marked; nothing new can be."
    return redirect(request, HERE, heading=f"“{title}” is not used there any more", text=text)


def _organisation(typed: Typed) -> UUID:
    try:
        return UUID(typed.get("organisation"))
    except ValueError:
        raise BadInput([Fault("organisation", "Choose the organisation that this vocabulary is for.")]) from None


def _shown(request: Request, faults: tuple[Fault, ...] = (), status: int = 200) -> Response:
    today = installation(request).today()
    with reading(request) as session:
        choices = db.choices(session)
        organisations = {str(id_): name for id_, name in people.organisations(session).items()}
    held = installation(request).catalogue.vocabularies
    view = PracticeView(tuple(_card(one, choices, organisations, today, faults) for one in held), faults)
    around = frame(request, "Practice", current=HERE, has_error=bool(faults))
    return page(request, "practice/index.html", around, status=status, view=view)


def _card(
    vocabulary: Vocabulary,
    choices: list[NamedChoice],
    organisations: dict[str, str],
    today: date,
    faults: tuple[Fault, ...],
) -> VocabularyCard:
    lines = tuple(_line(one, today) for one in choices if one.choice.vocabulary == vocabulary.code)
    using = {line.organisation_id for line in lines if line.uses}
    field = f"organisation-{vocabulary.code}"
    return VocabularyCard(
        vocabulary.code,
        title_of(vocabulary),
        f"{HERE}/{vocabulary.code}",
        f"{OWNING[vocabulary.belongs_to]} words: {plural(len(vocabulary.term_by_code), 'term')} in "
        f"{plural(len(vocabulary.facets), 'group')}.",
        lines,
        tuple((id_, name) for id_, name in organisations.items() if id_ not in using),
        field,
        next((fault.sentence for fault in faults if fault.path == field), ""),
    )


def _line(one: NamedChoice, today: date) -> ChoiceLine:
    choice = one.choice
    return ChoiceLine(
        one.organisation, str(choice.organisation), choice.since, choice.ended_on, one.by, choice.holds(today)
    )
