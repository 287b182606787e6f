"""The apprentice’s date of birth, from the page of an apprenticeship, where none was recorded."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.acting import Acting
from app.actions.people import record_date_of_birth
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import member_who_may
from app.web.entered.apprenticeships import BirthDay
from app.web.forms import Form, Typed, typed_form
from app.web.pages.apprenticeships.changing import Done, change_of

apprenticeships = APIRouter()


class BirthForm(Form):
    """When the apprentice was born."""

    date_of_birth: BirthDay


@apprenticeships.post("/apprenticeships/{apprenticeship}/date-of-birth")
def record(
    request: Request,
    member: Member = member_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Record it."""

    def do(a: Acting, form: BirthForm) -> Done:
        record_date_of_birth(a, member.apprenticeship, form.date_of_birth)
        return "The date of birth is recorded", "English and maths at gateway go by the age at the original start."

    return change_of(request, member, typed, BirthForm, "", do)
