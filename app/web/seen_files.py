"""A file that a visitor from outside opened, as an answer; its opening is recorded already."""

from fastapi import Request
from fastapi.responses import Response

from app.actions.visits import FileSeen
from app.web.access import installation, visitor
from app.web.files_served import file_response
from app.web.while_allowed import while_shown


def seen_file_response(request: Request, found: FileSeen, *, inline: bool = False) -> Response:
    """The bytes of it; `inline` asks that a browser shows them in place."""
    return file_response(
        request,
        installation(request).store,
        found.piece.apprenticeship,
        found.file.sha256,
        name=found.file.name,
        media_type=found.file.media_type,
        inline=inline,
        reader=while_shown(request, visitor(request).person, found.visit, found.piece),
    )
