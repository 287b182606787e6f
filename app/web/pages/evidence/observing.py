"""An observation by the tutor, added to an apprentice's evidence: the page with its form."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field, field_validator

from app.actions import evidence as actions
from app.answers.confidentiality import known_of
from app.db import apprenticeships
from app.domain.confidentiality import Known
from app.domain.evidence import EvidenceDetails, EvidenceKind
from app.domain.evidence.findings import DESCRIPTION, REASON, TITLE, spotted_in_text
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.rendering.words import in_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.evidence import read_form
from app.web.forms import Form, Typed, typed_form
from app.web.pages.evidence.form_view import KsbChoices, chosen_in, duty_choices, ksb_groups
from app.web.record import evidence_address, record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence/observation", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class KeepRow:
    """Words of the form that may identify somebody: what they look like, where, and the reason to keep them."""

    field: str
    where: str
    words: str
    looks: str
    reason: str


class ObservationForm(Form):
    """What a tutor saw."""

    title: str = ""
    description: str = ""
    happened_on: date | None = None
    duty: str = ""
    ksb: list[str] = Field(default_factory=list)
    confidentiality_statement: bool = False

    @field_validator("happened_on", mode="before")
    @classmethod
    def _blank_is_nothing(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value


@dataclass(frozen=True, slots=True)
class ObservationView:
    """The form, first or again with what was typed. `keeps` is what may identify somebody in that."""

    first_name: str
    address: str
    cancel_address: str
    title: str
    description: str
    happened_on: str
    duty: str
    duties: tuple[tuple[str, str], ...]
    groups: tuple[KsbChoices, ...]
    statement: bool
    statement_words: str
    keeps: tuple[KeepRow, ...]
    faults: tuple[Fault, ...]


@routes.get("/new")
def new(request: Request, member: Member = member_who_may(Permission.ADD_OBSERVATION)) -> Response:
    """The form for an observation."""
    return _page(request, member, Typed([("happened_on", visitor(request).today.isoformat())]), ())


@routes.post("/new")
def add(
    request: Request,
    member: Member = member_who_may(Permission.ADD_OBSERVATION),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Add an observation."""
    keeping = {name: value for name, value in typed.fields if name.startswith(REASON)}
    written = Typed([(name, value) for name, value in typed.fields if name not in keeping])
    form, faults = read_form(ObservationForm, written)
    if not form.confidentiality_statement:
        said = "Tick the statement on confidentiality: nobody may be known from what you saw."
        faults.append(Fault("confidentiality_statement", said))
    details = EvidenceDetails(
        title=" ".join(form.title.split()),
        kind=EvidenceKind.OBSERVATION,
        happened_on=form.happened_on,
        description=form.description,
        statement=form.confidentiality_statement,
        duties=(form.duty,) if form.duty else (),
        ksbs=tuple(dict.fromkeys(code for code in form.ksb if code)),
    )
    try:
        if faults:
            raise BadInput(faults)
        with acting(request) as who:
            number = actions.add_observation(who, member.apprenticeship, details, keeping)
            one = apprenticeships.load(who.session, member.apprenticeship, who.today)
    except BadInput as wrong:
        return _page(request, member, typed, wrong.faults, 422)
    first = one.apprentice.name.split()[0]
    text = f"{in_words(details.ksbs)} count for nothing until {first} agrees to claim them and you decide."
    return redirect(request, evidence_address(member.apprenticeship, number), heading=f"E{number} added", text=text)


def _page(request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...], status: int = 200) -> Response:
    catalogue = installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        known = known_of(session, installation(request).settings, one.id) if status == 422 else None
    standard, programme = catalogue.standard(one.standard, one.version), catalogue.programme(one.programme)
    first = one.apprentice.name.split()[0]
    view = ObservationView(
        first_name=first,
        address=record_address(one.id, "evidence/observation/new"),
        cancel_address=record_address(one.id, "evidence"),
        title=typed.get("title"),
        description=typed.get("description"),
        happened_on=typed.get("happened_on"),
        duty=typed.get("duty"),
        duties=tuple((duty.code, duty.words) for duty in duty_choices(standard, ())),
        groups=ksb_groups(standard, (), (), chosen_in(typed, "ksb")),
        statement=bool(typed.get("confidentiality_statement")),
        statement_words=programme.confidentiality_statement,
        keeps=_keeps(typed, known) if known is not None else (),
        faults=faults,
    )
    title = f"Add an observation of {first}"
    around = record_frame(request, one, member, "Evidence", title, compact=False, form=True, has_error=bool(faults))
    return page(request, "evidence/observation.html", around, status=status, view=view)


def _keeps(typed: Typed, known: Known) -> tuple[KeepRow, ...]:
    words = (
        (TITLE, "Title", " ".join(typed.get("title").split())),
        (DESCRIPTION, "What you saw", typed.get("description")),
    )
    return tuple(
        KeepRow(one.field_of_reason, where, one.words, one.why, typed.get(one.field_of_reason))
        for field, where, text in words
        for one in spotted_in_text(field, text, known)
    )
