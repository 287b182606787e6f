"""Changing who is on an apprenticeship and what it is, each from a date on. What was before is kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import field_validator

from app.actions import apprenticeships as actions
from app.actions.acting import Acting
from app.actions.apprenticeships import Newcomer
from app.actions.employer import change_employer
from app.actions.invitations import invite_newcomers
from app.actions.status import change_status
from app.answers.agreed import break_shown
from app.domain.employment import employment_gap
from app.domain.people import ApprenticeshipStatus, Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import date_words, in_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.apprenticeships import Day
from app.web.entered.people import EmailAddress, PersonName, Reason, placed
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.apprenticeships.view import manage_view
from app.web.responses import frame, page, redirect
from app.web.terms_words import break_lines

apprenticeships = APIRouter()


class TutorForm(Form):
    """Who teaches from a date on."""

    tutor_name: PersonName
    tutor_email: EmailAddress
    tutor_since: Day


class EmployerForm(Form):
    """Who employs from a date on, and who acts for them."""

    employer_organisation: PersonName
    employer_name: PersonName
    employer_email: EmailAddress
    employer_since: Day
    employer_ended_on: Day | None = None
    employer_reason: Reason = ""

    @field_validator("employer_ended_on", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return value or None


class CoverForm(Form):
    """Who acts beside the leading one for a time."""

    cover_role: Literal["tutor", "employer"]
    cover_name: PersonName
    cover_email: EmailAddress
    cover_since: Day
    cover_until: Day


class EndForm(Form):
    """Whose role ends when."""

    person: UUID
    role: Role
    on: Day


class StatusForm(Form):
    """What the apprenticeship is from a date on."""

    status: ApprenticeshipStatus
    status_since: Day
    status_back_on: Day | None = None
    status_reason: Reason = ""

    @field_validator("status_back_on", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return value or None


FIELDS = (
    *(name for form in (TutorForm, EmployerForm, CoverForm, StatusForm) for name in form.model_fields),
    *("date_of_birth", "break_since", "break_back_on", "drop_since", "drop_reason", "left_on", "left_reason"),
)
"""Every field of the page, in its order; the last ones are of a birth, of breaks and of an employment that ends."""
F = TypeVar("F", bound=Form)
Done = tuple[str, str]
"""The heading and the sentence of the message that follows."""


@apprenticeships.get("/apprenticeships/{apprenticeship}")
def manage(request: Request, member: Member = member_who_may(Permission.MANAGE_PEOPLE)) -> Response:
    """Who is on it, and the forms that change that."""
    return _manage_page(request, member, Typed(), ())


@apprenticeships.post("/apprenticeships/{apprenticeship}/tutor")
def change_tutor(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """From a date on, somebody else teaches."""

    def do(a: Acting, form: TutorForm) -> Done:
        who = Newcomer(form.tutor_name, form.tutor_email)
        actions.change_member(a, member.apprenticeship, Role.TUTOR, who, form.tutor_since)
        return "The tutor is changed", f"From {date_words(form.tutor_since)}. Earlier decisions keep their author."

    return change_of(request, member, typed, TutorForm, "tutor", do)


@apprenticeships.post("/apprenticeships/{apprenticeship}/employer")
def change_the_employer(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """From a date on, another employer, or another contact of the same one."""

    def do(a: Acting, form: EmployerForm) -> Done:
        who = Newcomer(form.employer_name, form.employer_email)
        since, ended_on = form.employer_since, form.employer_ended_on
        named = member.apprenticeship, form.employer_organisation, who, since
        change_employer(a, *named, form.employer_reason, ended_on=ended_on)
        said = f"From {date_words(since)}. Earlier confirmations stay."
        if ended_on is not None and ended_on < since:
            said += f" {employment_gap(a.catalogue.funding_rules.employment_gap, ended_on, since, a.today).reason}"
        return "The employer is changed", said

    return change_of(request, member, typed, EmployerForm, "employer", do)


@apprenticeships.post("/apprenticeships/{apprenticeship}/cover")
def add_cover(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """For a time, somebody acts beside the leading one."""

    def do(a: Acting, form: CoverForm) -> Done:
        who = Newcomer(form.cover_name, form.cover_email)
        role = Role(form.cover_role)
        actions.add_cover(a, member.apprenticeship, role, who, form.cover_since, form.cover_until)
        return "Cover is added", f"From {date_words(form.cover_since)} until {date_words(form.cover_until)}."

    return change_of(request, member, typed, CoverForm, "cover", do)


@apprenticeships.post("/apprenticeships/{apprenticeship}/members/end")
def end_access(
    request: Request,
    member: Member = member_who_may(Permission.END_ACCESS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """End somebody's role on a day."""

    def do(a: Acting, form: EndForm) -> Done:
        actions.end_access(a, member.apprenticeship, form.person, form.role, form.on)
        return "The access is ended", f"{date_words(form.on)} is the first day without it."

    return change_of(request, member, typed, EndForm, "", do)


@apprenticeships.post("/apprenticeships/{apprenticeship}/status")
def set_status(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say what it is from a date on."""

    def do(a: Acting, form: StatusForm) -> Done:
        change_status(
            a,
            member.apprenticeship,
            form.status,
            form.status_since,
            back_on=form.status_back_on,
            reason=form.status_reason,
        )
        said = f"From {date_words(form.status_since)}."
        if form.status is ApprenticeshipStatus.ON_A_BREAK:
            found = break_shown(a.session, a.catalogue, member.apprenticeship, form.status_since, a.today)
            said = " ".join((said, *(break_lines(found) if found else ())))
        return "The status is set", said

    return change_of(request, member, typed, StatusForm, "status", do)


def change_of(
    request: Request, member: Member, typed: Typed, form: type[F], name: str, do: Callable[[Acting, F], Done]
) -> Response:
    """Check the form, do it, invite whoever is new; or show the page again with everything that was typed."""
    try:
        entered = checked(form, typed)
        with acting(request) as a:
            heading, said = do(a, entered)
            invited = invite_newcomers(a, member.apprenticeship)
    except BadInput as refusal:
        faults = (_own(fault, name, form) for fault in refusal.faults)
        return _manage_page(request, member, typed, placed(faults, FIELDS))
    except WrongState as refusal:
        return _manage_page(request, member, typed, (Fault("", refusal.sentence),), 409)
    if invited:
        said += f" Links to set a password are on their way to {in_words(invited)}."
    return redirect(request, f"/apprenticeships/{member.apprenticeship}", heading=heading, text=said)


def _own(fault: Fault, name: str, form: type[Form]) -> Fault:
    """A fault that an action found, at the field of the form that was sent."""
    own = f"{name}_{fault.path}"
    return replace(fault, path=own) if own in form.model_fields else fault


def _manage_page(
    request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...], status: int = 422
) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        view = manage_view(session, catalogue, member.apprenticeship, today, typed, faults)
    title = f"Manage {view.apprenticeship.apprentice.name}"
    around = frame(request, title, current="/apprenticeships", form=True, has_error=bool(faults))
    return page(request, "apprenticeships/show.html", around, status=status if faults else 200, view=view)
