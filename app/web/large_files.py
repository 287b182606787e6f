"""A form with files that are looked at and not kept: each lies in a temporary file until it was answered."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.domain.refusals import BadInput, Fault, TooLarge
from app.web.access import installation

MOST_FILES = 50
_ROUND_IT = 1_000_000
"""What the rest of the form may take."""


@dataclass(frozen=True, slots=True)
class LargeFiles:
    """The files of the field `file`, in order, and what was typed into the other fields."""

    files: tuple[SpooledTemporaryFile[bytes], ...]
    fields: dict[str, str]


async def large_files(request: Request) -> AsyncGenerator[LargeFiles, None]:
    """A dependency. Raises TooLarge past the most that may be sent at once, or BadInput for what is no form."""
    settings = installation(request).settings
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        yield LargeFiles((), {})
        return

    async def bounded() -> AsyncGenerator[bytes, None]:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > settings.max_upload_bytes + _ROUND_IT:
                raise TooLarge(f"More than {settings.max_upload_mb:,} MB cannot be sent at once.")
            yield chunk

    try:
        form = await MultiPartParser(request.headers, bounded(), max_files=MOST_FILES, max_fields=20).parse()
    except (MultiPartException, KeyError, ValueError) as wrong:
        raise BadInput([Fault("", "This form could not be read. Go back and send it again.")]) from wrong
    sent = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    try:
        fields = {name: _encodable(value) for name, value in form.items() if isinstance(value, str)}
        yield LargeFiles(tuple(one.file for one in sent if isinstance(one.file, SpooledTemporaryFile)), fields)
    finally:
        await form.close()


def _encodable(typed: str) -> str:
    """What was typed, without halves of pairs of UTF-16: a form names its own encoding, and some yield them."""
    return typed.encode(errors="replace").decode()
