"""The lead's list of concerns, and every concern as a file."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.concerns import export_concerns
from app.answers.concerns import concern_words, listed
from app.db import concerns
from app.domain.concerns import ConcernSettings, ConcernState
from app.domain.permissions import Permission
from app.rendering.environment import render
from app.rendering.words import plural
from app.web.access import Visitor, acting, installation, person_who_may, reading
from app.web.pages.concerns.shown import file_view
from app.web.pages.concerns.view import ConcernsView
from app.web.responses import frame, page

routes = APIRouter()
HERE = "/concerns"


@routes.get(HERE)
def index(request: Request, who: Visitor = person_who_may(Permission.READ_CONCERN)) -> Response:
    """Every concern by number, newest first: nothing of what was written, so that looking here is no reading."""
    with reading(request) as session:
        found, settings = listed(session, who.today), concerns.current(session)
    view = ConcernsView(
        open=tuple(one for one in found if one.line.state is ConcernState.OPEN),
        closed=tuple(one for one in found if one.line.state is ConcernState.CLOSED),
        erased=tuple(one for one in found if one.line.state is ConcernState.ERASED),
        past=sum(1 for one in found if one.past),
        keep=keep_words(settings),
    )
    return page(request, "concerns/index.html", frame(request, "Concerns", current=HERE), view=view)


@routes.post(HERE + "/file")
def take_all(request: Request, who: Visitor = person_who_may(Permission.READ_CONCERN)) -> Response:
    """Every concern as one file; each is noted as read, and that they were taken out."""
    return sent_as_file(request, None, f"concerns-{who.today.isoformat()}.txt")


def sent_as_file(request: Request, number: str | None, name: str) -> Response:
    """One concern, or every one, as a text that people read."""
    with acting(request) as a:
        found = export_concerns(a, number)
        outcomes = concern_words(installation(request).catalogue).outcome_by_code
        who, now, provider = a.person.name, a.now, a.settings.provider_name
    concerns_in_words = tuple(file_view(one, outcomes) for one in found)
    text = render("concerns/file.txt", concerns=concerns_in_words, by=who, at=now, provider=provider)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)


def keep_words(settings: ConcernSettings) -> str:
    """How long concerns are kept, in a sentence."""
    if settings.keep_years is None:
        return "Not confirmed: nobody has set how long concerns are kept, so none can be erased."
    return f"Kept for {plural(settings.keep_years, 'year')} after they are closed ({settings.keep_source})."
