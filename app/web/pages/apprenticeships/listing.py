"""Every apprenticeship of the provider, for administrators and quality assurers."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.apprenticeships import page_described
from app.domain.apprenticeships import Apprenticeship
from app.domain.permissions import Permission, may_provider_wide
from app.rendering.words import plural
from app.web.access import Visitor, installation, person_who_may, reading
from app.web.paging import LENGTH, place
from app.web.responses import frame, page

apprenticeships = APIRouter()


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of apprenticeships; `manages` for an administrator, who has one more link a line."""

    search: str
    found: tuple[Apprenticeship, ...]
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
    view = ListView(
        search=here.search,
        found=tuple(one.apprenticeship for one in found),
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
