"""Looking at people: the list, one of them, and the form for somebody new."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.db import accounts
from app.db.accounts import Account
from app.domain.permissions import Permission
from app.domain.refusals import Fault
from app.web.access import Visitor, person_who_may, reading
from app.web.addresses import id_in
from app.web.forms import Typed
from app.web.pages.people.view import (
    NewPersonView,
    PeopleView,
    PersonView,
    choices,
    found_words,
    held_line,
    line,
)
from app.web.paging import LENGTH, place
from app.web.responses import frame, page

people = APIRouter()


@people.get("/people")
def index(request: Request, who: Visitor = person_who_may(Permission.MANAGE_PEOPLE)) -> Response:
    """Everybody with an account, by name."""
    here = place(request)
    with reading(request) as session:
        found, total = accounts.page_of_accounts(session, who.today, search=here.search, first=here.first, count=LENGTH)
    view = PeopleView(
        search=here.search,
        lines=tuple(line(account) for account in found),
        total=total,
        words=here.words(len(found), total) or found_words(total, here.search),
        earlier=here.earlier(),
        later=here.later(total),
    )
    return page(request, "people/index.html", frame(request, "People", current="/people", compact=True), view=view)


@people.get("/people/new")
def new(request: Request, _: Visitor = person_who_may(Permission.MANAGE_PEOPLE)) -> Response:
    """The form for somebody new."""
    return new_page(request, Typed(), ())


@people.get("/people/{person}")
def show(request: Request, person: str, who: Visitor = person_who_may(Permission.MANAGE_PEOPLE)) -> Response:
    """One person's account, roles and apprenticeships."""
    with reading(request) as session:
        found = accounts.account(session, id_in(person), who.today)
        held = accounts.held_roles(session, found.id)
        until = accounts.link_open_until(session, found.id, who.now)
    view = PersonView(
        account=found,
        address=f"/people/{found.id}",
        roles=choices(found.provider_roles),
        held=tuple(held_line(one) for one in held),
        link_until=until,
        is_self=found.id == who.person.id,
    )
    return page(request, "people/show.html", frame(request, found.name, current="/people"), view=view)


@people.get("/people/{person}/end")
def ask_end(request: Request, person: str, who: Visitor = person_who_may(Permission.END_ACCESS)) -> Response:
    """What ending an account does, with the button that does it."""
    with reading(request) as session:
        found = accounts.account(session, id_in(person), who.today)
    return end_page(request, found)


def new_page(request: Request, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    """The form for somebody new, with what was typed."""
    around = frame(request, "Add a person", current="/people", form=True, has_error=bool(faults))
    view = NewPersonView(typed, faults, choices(()))
    return page(request, "people/new.html", around, status=422 if faults else 200, view=view)


def end_page(request: Request, account: Account) -> Response:
    """The page that asks before an account is ended."""
    around = frame(request, f"End the account of {account.name}", current="/people", form=True)
    return page(request, "people/end.html", around, view=account)
