"""Breaks in learning and the end of an employment, from the page of an apprenticeship."""

from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.acting import Acting
from app.actions.breaks import drop_break, return_from_break
from app.actions.employer import end_employment
from app.answers.agreed import break_shown
from app.domain.people import Member
from app.domain.permissions import Permission
from app.rendering.words import date_words
from app.web.access import member_who_may
from app.web.entered.apprenticeships import Day
from app.web.entered.people import Reason
from app.web.forms import Form, Typed, typed_form
from app.web.pages.apprenticeships.changing import Done, change_of
from app.web.terms_words import break_lines

apprenticeships = APIRouter()


class ReturnForm(Form):
    """From which break somebody comes back, and on which day."""

    break_since: Day
    break_back_on: Day


class DropForm(Form):
    """Which break was none, and why."""

    drop_since: Day
    drop_reason: Reason = ""


class LeavingForm(Form):
    """The first day without an employer, and why."""

    left_on: Day
    left_reason: Reason = ""


@apprenticeships.post("/apprenticeships/{apprenticeship}/breaks/return")
def come_back(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_BREAKS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say on which day learning goes on."""

    def do(a: Acting, form: ReturnForm) -> Done:
        return_from_break(a, member.apprenticeship, form.break_since, form.break_back_on)
        return "The first day back is set", what_follows(a, member, form.break_since)

    return change_of(request, member, typed, ReturnForm, "break", do)


@apprenticeships.post("/apprenticeships/{apprenticeship}/breaks/drop")
def drop(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_BREAKS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say that it was no break."""

    def do(a: Acting, form: DropForm) -> Done:
        drop_break(a, member.apprenticeship, form.drop_since, form.drop_reason)
        said = f"From {date_words(form.drop_since)} there was no break. What lies in that time counts again."
        return "The break is taken off the record", said

    return change_of(request, member, typed, DropForm, "drop", do)


@apprenticeships.post("/apprenticeships/{apprenticeship}/employment/end")
def leave(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say that nobody employs the apprentice from a day on."""

    def do(a: Acting, form: LeavingForm) -> Done:
        end_employment(a, member.apprenticeship, form.left_on, form.left_reason)
        said = f"Whoever acted for the employer ends on {date_words(form.left_on)}. What they confirmed stays."
        return "The employment is ended", said

    return change_of(request, member, typed, LeavingForm, "left", do)


def what_follows(a: Acting, member: Member, since: date) -> str:
    """What is to be said of a break that was just recorded."""
    found = break_shown(a.session, a.catalogue, member.apprenticeship, since, a.today)
    return " ".join(break_lines(found)) if found else ""
