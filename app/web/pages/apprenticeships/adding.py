"""Adding an apprenticeship: one form for the apprentice, the tutor, the employer and what was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions.apprenticeships import add_apprenticeship
from app.actions.invitations import invite_newcomers
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import in_words
from app.web.access import Visitor, acting, installation, person_who_may
from app.web.entered.apprenticeships import AgreedBody
from app.web.entered.hours import minutes_of
from app.web.entered.people import placed
from app.web.forms import Typed, typed_form, valid
from app.web.pages.apprenticeships.listing import manage_address
from app.web.responses import frame, page, redirect

apprenticeships = APIRouter()
Option = tuple[str, str]

_BLANK = {
    "apprentice.name": "Enter the apprentice’s name.",
    "apprentice.email": "Enter the apprentice’s email address, such as name@example.org.",
    "tutor.name": "Enter the tutor’s name.",
    "tutor.email": "Enter the tutor’s email address, such as name@example.org.",
    "employer.organisation": "Enter the employer’s name, such as Calder Vale Council.",
    "employer.name": "Enter the name of the employer’s contact.",
    "employer.email": "Enter the email address of the employer’s contact, such as name@example.org.",
    "standard": "Choose a standard.",
    "start": "Enter the day the apprenticeship starts.",
    "planned_end": "Enter the day the apprentice plans to reach gateway.",
    "weekly_hours": "Enter the paid hours a week, such as 35 or 37.5.",
}
_NOT_A_NUMBER = {
    "weekly_hours": "Enter the paid hours a week as a number from 1 to 168, such as 35 or 37.5.",
    "days_a_week": "Enter the days a week as a number from 0.1 to 7, such as 5 or 2.5.",
    "weeks_a_year": "Enter the weeks a year as a number from 1 to 53, such as 52 or 39.",
    "planned_hours": "Enter the planned hours as a number, such as 469, or leave it empty.",
}
FIELDS = (
    "apprentice.name",
    "apprentice.email",
    "apprentice.date_of_birth",
    "standard",
    "programme",
    "start",
    "original_start",
    "planned_end",
    "weekly_hours",
    "days_a_week",
    "weeks_a_year",
    "planned_hours",
    "tutor.name",
    "tutor.email",
    "employer.organisation",
    "employer.name",
    "employer.email",
)
"""Every field of the form by its name, in the order of the page."""


class NewApprenticeshipForm(AgreedBody):
    """The same as the call takes, with hours for minutes and the standard with its version in one choice."""

    standard: str = Field(min_length=1, max_length=100)
    programme: str = Field(default="", max_length=100)
    planned_hours: Decimal | None = Field(default=None, gt=0, le=16_000, allow_inf_nan=False)


@dataclass(frozen=True, slots=True)
class NewApprenticeshipView:
    """The form: what may be chosen, what was typed, what is wrong with it."""

    standards: tuple[Option, ...]
    programmes: tuple[Option, ...]
    typed: Typed
    faults: tuple[Fault, ...]


@apprenticeships.get("/apprenticeships/new")
def new(request: Request, _: Visitor = person_who_may(Permission.ADD_APPRENTICESHIP)) -> Response:
    """The form for a new apprenticeship."""
    return _form_page(request, Typed(), ())


@apprenticeships.post("/apprenticeships")
def add(
    request: Request,
    _: Visitor = person_who_may(Permission.ADD_APPRENTICESHIP),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Add it, and send everybody new a first link."""
    try:
        form = valid(NewApprenticeshipForm, _nested(typed))
        standard, _slash, version = form.standard.partition("/")
        planned = minutes_of(form.planned_hours) if form.planned_hours is not None else None
        new_one = form.as_new(standard, version, planned, form.programme)
        with acting(request) as a:
            added = add_apprenticeship(a, new_one)
            invited = invite_newcomers(a, added)
    except BadInput as refusal:
        return _form_page(request, typed, placed((_said(fault, typed) for fault in refusal.faults), FIELDS))
    except WrongState as refusal:
        return _form_page(request, typed, (Fault("apprentice.email", refusal.sentence),))
    said = (
        f"Links to set a password are on their way to {in_words(invited)}." if invited else "Everybody had an account."
    )
    return redirect(request, manage_address(added), heading=f"{form.apprentice.name} is added", text=said)


def _form_page(request: Request, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    catalogue = installation(request).catalogue
    view = NewApprenticeshipView(
        standards=tuple(
            (
                f"{one.reference}/{one.version}",
                f"{one.title}, level {one.level} ({one.reference} version {one.version})",
            )
            for one in catalogue.standards
        ),
        programmes=tuple((one.code, f"{one.title} ({one.standard})") for one in catalogue.programmes),
        typed=typed,
        faults=faults,
    )
    around = frame(request, "Add an apprenticeship", current="/apprenticeships", form=True, has_error=bool(faults))
    return page(request, "apprenticeships/new.html", around, status=422 if faults else 200, view=view)


def _nested(typed: Typed) -> Mapping[str, Any]:
    """Fields named `tutor.name` as the form's parts; an optional field left blank is left out."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(key for key, _ in typed.fields):
        value = typed.get(name)
        if not value.strip() and name not in _BLANK:
            continue
        whole, dot, part = name.partition(".")
        if dot:
            found.setdefault(whole, {})
            if isinstance(found[whole], dict):
                found[whole][part] = value
        else:
            found.setdefault(name, value)
    return found


def _said(fault: Fault, typed: Typed) -> Fault:
    """A fault in this form's own words: what to enter where nothing was, or where a number was asked for."""
    if not typed.get(fault.path).strip() and fault.path in _BLANK:
        return replace(fault, sentence=_BLANK[fault.path])
    if fault.path in _NOT_A_NUMBER:
        return replace(fault, sentence=_NOT_A_NUMBER[fault.path])
    return fault
