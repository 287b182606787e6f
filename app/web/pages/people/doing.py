"""Changing people: adding somebody, giving and ending roles, sending a link, ending an account."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions import people as actions
from app.actions.invitations import invite
from app.db import accounts
from app.domain.people import ProviderRole
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.web.access import Visitor, acting, person_who_may
from app.web.addresses import id_in
from app.web.entered.people import PersonBody, placed
from app.web.forms import Typed, checked, typed_form
from app.web.pages.people.listing import new_page
from app.web.pages.people.view import PROVIDER_ROLES
from app.web.responses import redirect

people = APIRouter()


class NewPersonForm(PersonBody):
    """Somebody new, with the roles across the provider."""

    role: list[ProviderRole] = Field(default_factory=list)


@people.post("/people")
def add(
    request: Request,
    _: Visitor = person_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Add somebody and send them a first link."""
    try:
        form = checked(NewPersonForm, typed)
        with acting(request) as a:
            added = actions.add_person(a, form.name, form.email, frozenset(form.role))
            invite(a, added)
    except BadInput as refusal:
        return new_page(request, typed, placed(refusal.faults, ("name", "email")))
    except WrongState as refusal:
        return new_page(request, typed, (Fault("email", refusal.sentence),))
    said = f"A link to set a password is on its way to {form.email}. It works once, for seven days."
    return redirect(request, f"/people/{added}", heading=f"{form.name} is added", text=said)


@people.post("/people/{person}/roles")
def grant(
    request: Request,
    person: str,
    _: Visitor = person_who_may(Permission.MANAGE_PEOPLE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Give a role across the provider from today."""
    role = _role(typed.get("role"))
    with acting(request) as a:
        actions.grant(a, id_in(person), role)
    return redirect(request, f"/people/{id_in(person)}", heading=f"Role given: {PROVIDER_ROLES[role].lower()}")


@people.post("/people/{person}/roles/{role}/end")
def revoke(request: Request, person: str, role: str, _: Visitor = person_who_may(Permission.MANAGE_PEOPLE)) -> Response:
    """End a role across the provider today."""
    ended = _role(role)
    with acting(request) as a:
        actions.revoke(a, id_in(person), ended)
    return redirect(request, f"/people/{id_in(person)}", heading=f"Role ended: {PROVIDER_ROLES[ended].lower()}")


@people.post("/people/{person}/link")
def send_link(request: Request, person: str, _: Visitor = person_who_may(Permission.MANAGE_PEOPLE)) -> Response:
    """Send a link to set a password."""
    with acting(request) as a:
        invite(a, id_in(person))
        email = accounts.account(a.session, id_in(person), a.today).email
    said = f"It goes to {email}, works once, for seven days. Links sent before no longer work."
    return redirect(request, f"/people/{id_in(person)}", heading="A link is on its way", text=said)


@people.post("/people/{person}/end")
def end(request: Request, person: str, _: Visitor = person_who_may(Permission.END_ACCESS)) -> Response:
    """End an account at once."""
    with acting(request) as a:
        actions.end_account(a, id_in(person))
    said = "Signed out everywhere, and tokens and links no longer work."
    return redirect(request, f"/people/{id_in(person)}", heading="The account has ended", text=said)


@people.post("/people/{person}/open")
def open_again(request: Request, person: str, _: Visitor = person_who_may(Permission.END_ACCESS)) -> Response:
    """Open an ended account again."""
    with acting(request) as a:
        actions.open_again(a, id_in(person))
    said = "Their password is the one they had. Send a link if they need a new one."
    return redirect(request, f"/people/{id_in(person)}", heading="The account is open again", text=said)


def _role(text: str) -> ProviderRole:
    try:
        return ProviderRole(text)
    except ValueError:
        raise NotFound("There is no such role.") from None
