"""A form with one small file in it, read whole and bounded: a spreadsheet, never evidence."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.domain.refusals import BadInput, Fault, TooLarge
from app.files.names import tidy_name

MOST_BYTES = 4_000_000
_ROUND_IT = 100_000
"""What the rest of the form may take."""


@dataclass(frozen=True, slots=True)
class SmallFile:
    """A file as it was sent; no name and no bytes where none was chosen."""

    name: str
    data: bytes


async def small_file(request: Request) -> SmallFile:
    """A dependency: the file in the field `file`. Raises TooLarge, or BadInput for what is no form."""
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        # Read on, so that the browser gets to show why.
        if size <= MOST_BYTES + _ROUND_IT:
            body += chunk
        elif size > 3 * MOST_BYTES:
            break
    if size > MOST_BYTES + _ROUND_IT:
        raise TooLarge("A file of hours may have at most 4 MB. Split it, or leave out columns that are not needed.")
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return SmallFile("", b"")

    async def once() -> AsyncGenerator[bytes, None]:
        yield bytes(body)

    try:
        form = await MultiPartParser(request.headers, once(), max_files=1, max_fields=20).parse()
    except (MultiPartException, KeyError, ValueError) as wrong:
        raise BadInput([Fault("", "This form could not be read. Go back and send it again.")]) from wrong
    found = form.get("file")
    if not isinstance(found, UploadFile):
        await form.close()
        return SmallFile("", b"")
    data = await found.read()
    name = tidy_name(found.filename or "")
    await form.close()
    return SmallFile(name, data)
