"""Who is at the place of what is due: an employer's contact, signed in or by the link that was e-mailed to them.

A visit by link opens these pages and nothing else: no other route looks at its cookie.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from app.actions import due as doing
from app.actions.acting import Acting
from app.domain.people import Person, Role
from app.domain.permissions import Permission
from app.domain.receipts import Means
from app.domain.refusals import NotPermitted
from app.rendering.frame import PageFrame
from app.web.access import find_visitor, installation
from app.web.came_from import due_tell_address
from app.web.carried import sealed, whose, whose_visit
from app.web.cookies import cookie
from app.web.forms import Typed
from app.web.keeping import noting_what_is_found, reasons_given
from app.web.responses import frame, page

SEAT = "touchmark_due"


@dataclass(frozen=True, slots=True)
class Here:
    """A contact at the place of what is due, and the apprenticeships on which they are one today."""

    person: Person
    apprenticeships: tuple[UUID, ...]
    means: Means

    @property
    def by_link(self) -> str:
        """Their name, where they came by a link; "" where they are signed in, which the page says anyway."""
        return self.person.name if self.means is Means.LINK else ""


@dataclass(frozen=True, slots=True)
class ClosedView:
    """A link or visit that opens nothing: `secret` is the old link's, "" where there is none; `sent` that a new one
    was asked for; `carried` a form that waits, sealed, until its writer is back."""

    secret: str
    sent: bool = False
    email: str = ""
    fault: str = ""
    carried: str = ""


class ContactHere:
    """A dependency: the contact at the place, None where nobody is. Raises NotPermitted to whoever is no contact."""

    permission = Permission.ANSWER_DUE

    async def __call__(self, request: Request) -> Here | None:
        return await run_in_threadpool(_found, request)


def contact_here() -> Any:
    """`here: Here | None = contact_here()` in a route's parameters."""
    return Depends(ContactHere())


def _found(request: Request) -> Here | None:
    visit = doing.visiting(installation(request), cookie(request, SEAT))
    if visit is not None:
        return Here(visit.person, visit.apprenticeships, Means.LINK)
    who = find_visitor(request)
    if who is None:
        return None
    held = tuple(dict.fromkeys(who.apprenticeships_as(Role.EMPLOYER)))
    if not held:
        raise NotPermitted("Only an employer’s contact has this page.")
    return Here(who.person, held, Means.ACCOUNT)


@contextmanager
def acting_here(request: Request, here: Here) -> Iterator[Acting]:
    """A writing transaction in the contact's name."""
    with noting_what_is_found(request), installation(request).acting(here.person, reasons_given(request)) as who:
        yield who


def place_frame(request: Request, here: Here | None, title: str, **more: Any) -> PageFrame:
    """What a page of the place has around it: who came by a link is shown the way to no other page, but to raise a
    concern."""
    around = frame(request, title, **more)
    if here is not None and here.means is Means.ACCOUNT:
        return around
    tell = due_tell_address(request.url.path) if here is not None else ""
    nobody = replace(around, person_name="", person_words="", account_address="", nav=(), person_key="")
    return replace(nobody, concern_address=tell)


def closed(request: Request, view: ClosedView | None = None, status: int = 401) -> Response:
    """The one page for every link and visit that opens nothing. It names nobody.

    What somebody had typed when their visit ended waits in it until they are back in this browser.
    """
    shown = view or ClosedView("", carried=_carried(request))
    around = place_frame(request, None, "Waiting for you", form=True, has_error=bool(shown.fault))
    return page(request, "due/closed.html", around, status=status, view=shown)


def _carried(request: Request) -> str:
    typed: Typed | None = getattr(request.state, "typed", None)
    if typed is None or "hx-request" in request.headers:
        return ""
    person = whose_visit(request, SEAT) or whose(request)
    return sealed(request, person, typed) if person else ""
