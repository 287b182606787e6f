"""The files that pages draw on, at addresses that name their content and may be kept for a year."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.domain.refusals import NotFound
from app.rendering.static_files import static_files
from app.web.access import anyone

router = APIRouter(include_in_schema=False)


@router.get("/static/{name:path}")
def static(request: Request, name: str, _: None = anyone()) -> Response:
    """One file, gzipped where that is smaller and the browser takes it."""
    found = static_files().by_address.get(f"/static/{name}")
    if found is None:
        raise NotFound
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if found.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.gzipped, media_type=found.media_type, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


@router.get("/favicon.ico")
def icon(_: None = anyone()) -> Response:
    """Where browsers look for the mark beside a file, which has no page to name it."""
    return RedirectResponse(static_files().address("mark.svg"), status_code=302)
