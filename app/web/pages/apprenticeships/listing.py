"""Every apprenticeship of the provider, for administrators and quality assurers."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.apprenticeships import page_described
from app.answers.waiting import waiting
from app.domain.apprenticeships import Apprenticeship
from app.domain.permissions import Permission, may_provider_wide
from app.rendering.words import plural
from app.web.access import Visitor, installation, person_who_may, reading
from app.web.paging import LENGTH, place
from app.web.responses import frame, page
from app.web.waits_words import waits_words

apprenticeships = APIRouter()
MOST_COUNTED = 500
"""Of more apprenticeships what waits is not counted beside their list, which is to open at once; the overview does."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of apprenticeships; `waits` says what waits on whom, "" of very many; `manages`
    for an administrator, who has one more link a line."""

    search: str
    found: tuple[Apprenticeship, ...]
    waits: str
    words: str
    earlier: str
    later: str
    manages: bool


@apprenticeships.get("/apprenticeships")
def index(request: Request, who: Visitor = person_who_may(Permission.VIEW_APPRENTICESHIP)) -> Response:
    """Every apprenticeship, by the apprentice's name."""
    here = place(request)
    with reading(request) as session:
        found, total = page_described(
            session,
            installation(request).catalogue,
            who.today,
            search=here.search,
            first=here.first,
            count=LENGTH,
        )
        every = total <= MOST_COUNTED and not here.search
        waits = waiting(session, installation(request).catalogue, None, who.today).waits if every else None
    view = ListView(
        search=here.search,
        found=tuple(one.apprenticeship for one in found),
        waits=waits_words(waits, who.today) if waits is not None else "",
        words=here.words(len(found), total) or _words(total, here.search),
        earlier=here.earlier(),
        later=here.later(total),
        manages=may_provider_wide(who.person, Permission.MANAGE_PEOPLE),
    )
    title = "Apprenticeships" if view.manages else "Apprentices"
    around = frame(request, title, current="/apprenticeships", compact=True, wide=True)
    return page(request, "apprenticeships/index.html", around, view=view)


def manage_address(apprenticeship: UUID) -> str:
    """Where an administrator changes who is on an apprenticeship and what it is."""
    return f"/apprenticeships/{apprenticeship}"


def _words(total: int, search: str) -> str:
    many = plural(total, "apprenticeship")
    return f"{many} with “{search}” in a name, an email address, the employer or the standard" if search else many
