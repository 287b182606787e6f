"""What the plan states beside the terms, and English and maths: the forms of the tutor."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.training_plan import record_subject, state_details
from app.answers.training_plan import parts_of
from app.db import apprenticeships
from app.domain.funding_rules import FundingException
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.training_plan.subjects import levels_of, subject_record
from app.domain.training_plan.values import FactKey, FunctionalSkill, PlanFacts
from app.rendering.words import date_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.training_plan import DetailsForm, SubjectForm
from app.web.forms import Typed, checked, typed_form
from app.web.plan_words import plan_address
from app.web.record import record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
DETAILS = "/a/{apprenticeship}/plan/details"
SUBJECTS = "/a/{apprenticeship}/plan/english-and-maths"
_LEVELS = {
    "required": "Level {} or above",
    "entry_3": "Entry Level 3, which is enough with an exception",
    "bsl": "A British Sign Language qualification",
}
IN_PLAN = (("yes", "Yes"), ("no", "No"), ("", "Not agreed yet"))


@dataclass(frozen=True, slots=True)
class DetailsView:
    """The details as they are, or as they were typed."""

    here: str
    back: str
    typed: Typed
    shapes: tuple[tuple[str, str], ...]
    named_months: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """The form of one subject. Its fields are told apart by the subject before their names.

    `levels` are what a certificate may show, and `bases` what an exception may rest on, with what is enough then.
    """

    subject: str
    name: str
    action: str
    typed: Typed
    levels: tuple[tuple[str, str], ...]
    bases: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SubjectsView:
    """Both forms."""

    back: str
    parts: tuple[SubjectPart, ...]
    in_plan: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]


@router.get(DETAILS)
def details(request: Request, member: Member = member_who_may(Permission.CHANGE_PLAN)) -> Response:
    """The form."""
    return _details(request, member, None, ())


@router.post(DETAILS)
def state(
    request: Request, member: Member = member_who_may(Permission.CHANGE_PLAN), typed: Typed = Depends(typed_form)
) -> Response:
    """Keep what changed."""
    try:
        form = checked(DetailsForm, typed)
        with acting(request) as who:
            state_details(who, member.apprenticeship, form.said())
    except BadInput as wrong:
        return _details(request, member, typed, wrong.faults)
    return redirect(request, plan_address(member.apprenticeship), heading="The details are saved")


@router.get(SUBJECTS)
def subjects(request: Request, member: Member = member_who_may(Permission.CHANGE_PLAN)) -> Response:
    """The forms of both subjects."""
    return _subjects(request, member, "", Typed(), ())


@router.post(SUBJECTS + "/{subject}")
def record(
    request: Request,
    subject: str,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep what is said of one of them."""
    named = subject_named(subject)
    try:
        form = checked(SubjectForm, _without_blank_day(typed))
        with acting(request) as who:
            record_subject(who, member.apprenticeship, named, form.said())
    except BadInput as wrong:
        return _subjects(request, member, named.value, typed, wrong.faults)
    heading = f"What is recorded of {named.word} is saved"
    return redirect(request, plan_address(member.apprenticeship), heading=heading)


def subject_named(text: str) -> FunctionalSkill:
    """Raises NotFound for anything but a subject."""
    try:
        return FunctionalSkill(text)
    except ValueError:
        raise NotFound from None


def _details(request: Request, member: Member, typed: Typed | None, faults: tuple[Fault, ...]) -> Response:
    catalogue = installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        parts = parts_of(session, catalogue, one)
    held = Typed([(name, parts.facts.value(FactKey(name))) for name in DetailsForm.model_fields])
    view = DetailsView(
        here=plan_address(one.id, "details"),
        back=plan_address(one.id),
        typed=typed or held,
        shapes=tuple((shape.name, shape.name) for shape in parts.programme.induction.shapes),
        named_months=catalogue.funding_rules.training_plan.organisation_named_months,
        faults=faults,
    )
    shown = record_frame(request, one, member, "Plan", "Details of the plan", form=True, has_error=bool(faults))
    return page(request, "training_plan/details.html", shown, status=422 if faults else 200, view=view)


def _subjects(request: Request, member: Member, sent: str, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        facts = parts_of(session, installation(request).catalogue, one).facts
    rule = installation(request).catalogue.funding_rules.english_and_maths
    bases = {subject: rule.exceptions_for(subject.value) for subject in FunctionalSkill}
    view = SubjectsView(
        back=plan_address(one.id),
        parts=tuple(
            SubjectPart(
                subject.value,
                subject.word[0].upper() + subject.word[1:],
                plan_address(one.id, f"english-and-maths/{subject.value}"),
                typed if sent == subject.value else _held(facts, subject),
                tuple((level, _LEVELS[level].format(rule.required_level)) for level in levels_of(bases[subject])),
                (("", "Nothing: no exception was agreed", ""), *_bases(bases[subject])),
            )
            for subject in FunctionalSkill
        ),
        in_plan=IN_PLAN,
        faults=tuple(Fault(f"{sent}-{fault.path}" if fault.path else "", fault.sentence) for fault in faults),
    )
    shown = record_frame(request, one, member, "Plan", "English and maths", form=True, has_error=bool(faults))
    return page(request, "training_plan/subjects.html", shown, status=422 if faults else 200, view=view)


def _bases(exceptions: Mapping[str, FundingException]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.id, one.name, f"{one.requirement}.{_dated(one)}") for one in exceptions.values())


def _dated(one: FundingException) -> str:
    since = f" For starts from {date_words(one.start_from)}." if one.start_from else ""
    until = f" Not confirmed for starts after {date_words(one.confirmed_to)}." if one.confirmed_to else ""
    return since + until


def _held(facts: PlanFacts, subject: FunctionalSkill) -> Typed:
    certificate, exception = (facts.one(key, subject.value) for key in (FactKey.CERTIFICATE, FactKey.EXCEPTION))
    record = subject_record(facts, subject)
    return Typed(
        [
            ("in_plan", facts.value(FactKey.IN_PLAN, subject.value)),
            ("certificate", record.certificate),
            ("level", record.level.value),
            ("seen_on", certificate.on.isoformat() if certificate and certificate.on else ""),
            ("basis", record.basis),
            ("exception", record.exception),
            ("evidence_seen_on", exception.on.isoformat() if exception and exception.on else ""),
        ]
    )


def _without_blank_day(typed: Typed) -> Typed:
    days = ("seen_on", "evidence_seen_on")
    return Typed([(name, value) for name, value in typed.fields if name not in days or value.strip()])
