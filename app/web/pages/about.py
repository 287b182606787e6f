"""Help, accessibility and privacy: the same for everyone, signed in or not."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.concerns import LineToCall, national_lines
from app.web.access import anyone, installation
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class HelpView:
    """The national numbers to call."""

    lines: tuple[LineToCall, ...]


@router.get("/help")
def show_help(request: Request, _: None = anyone()) -> Response:
    """How it works, whom to ask and, without the database, where to call."""
    view = HelpView(national_lines(installation(request).catalogue))
    return page(request, "about/help.html", frame(request, "Help"), view=view)


@router.get("/accessibility")
def show_accessibility(request: Request, _: None = anyone()) -> Response:
    """The accessibility statement."""
    return page(request, "about/accessibility.html", frame(request, "Accessibility"))


@router.get("/privacy")
def show_privacy(request: Request, _: None = anyone()) -> Response:
    """What is kept about people, and who sees it."""
    return page(request, "about/privacy.html", frame(request, "Privacy"))
