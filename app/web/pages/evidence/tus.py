"""The words of the tus protocol, version 1.0.0: what its headers say, and how it is answered.

https://tus.io/protocols/resumable-upload says what each header means. Refusals are one sentence of plain text.
"""

import base64
import binascii
from collections.abc import Callable
from email.utils import format_datetime

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response

from app.domain.refusals import BadInput, Fault, Refusal
from app.domain.uploads import Upload
from app.web.refused import status_of

VERSION = "1.0.0"
BYTES = "application/offset+octet-stream"
LONGEST_NUMBER = 15
"""Digits of a count of bytes."""


def answered(request: Request, do: Callable[[], Response], *, versioned: bool = True) -> Response:
    """What is done, where the request speaks our version of the protocol; a refusal in one sentence."""
    if versioned and (answer := other_version(request)):
        return answer
    try:
        return do()
    except Refusal as refusal:
        return refusal_said(refusal)


def other_version(request: Request) -> Response | None:
    """What to answer a request that speaks another version of the protocol, None where it speaks ours."""
    if request.headers.get("tus-resumable") == VERSION:
        return None
    said = f"Send the header Tus-Resumable: {VERSION}."
    return PlainTextResponse(said, 412, {"Tus-Resumable": VERSION, "Tus-Version": VERSION})


def refusal_said(refusal: Refusal) -> Response:
    """A refusal in one sentence of plain text."""
    return PlainTextResponse(refusal.sentence, status_of(refusal), {"Tus-Resumable": VERSION})


def upload_said(upload: Upload, status: int) -> Response:
    """How much of an upload is here, and until when it is kept."""
    headers = {"Tus-Resumable": VERSION, "Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size)}
    if upload.staged is None:
        headers["Upload-Expires"] = format_datetime(upload.forgotten_at, usegmt=True)
    return Response(status_code=status, headers=headers)


def number_in_header(request: Request, name: str) -> int:
    """A count of bytes in this header. Raises BadInput."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise BadInput([Fault(name, f"Send the header {name.title()} with a count of bytes.")])
    return int(text)


def metadata_in(header: str) -> dict[str, str]:
    """`filename dmlzaXQubXA0,form a2V5`: names and values, the values in base64."""
    found = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise BadInput(
                [Fault("upload-metadata", "Send names and values in base64, separated by commas.")]
            ) from None
    return found
