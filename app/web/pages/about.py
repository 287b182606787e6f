"""Help, accessibility and privacy: the same for everyone, signed in or not."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.web.access import anyone
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)


@router.get("/help")
def show_help(request: Request, _: None = anyone()) -> Response:
    """How it works and whom to ask."""
    return page(request, "about/help.html", frame(request, "Help"))


@router.get("/accessibility")
def show_accessibility(request: Request, _: None = anyone()) -> Response:
    """The accessibility statement."""
    return page(request, "about/accessibility.html", frame(request, "Accessibility"))


@router.get("/privacy")
def show_privacy(request: Request, _: None = anyone()) -> Response:
    """What is kept about people, and who sees it."""
    return page(request, "about/privacy.html", frame(request, "Privacy"))
