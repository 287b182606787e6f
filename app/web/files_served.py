"""A kept file as an answer: whole or in ranges, cheap to ask for again, and never able to act as one of our pages."""

import re
import secrets
from collections.abc import AsyncIterator, Callable
from functools import partial
from urllib.parse import quote
from uuid import UUID

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.files.kinds import UNKNOWN, may_show_inline
from app.files.store import FileStore, Pieces, StoreFault
from app.web.while_allowed import StoppingResponse, WhileAllowed

MOST_RANGES = 16
"""More ranges than this in one request are answered with the whole file."""

# The viewer that a browser builds around a lone picture, film or PDF has its own styles; nothing else loads or runs.
# Our own viewer alone may frame it, and what it shows there stays a stranger to our pages by the sandbox.
_POLICY = (
    "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; object-src 'self'; "
    "style-src 'unsafe-inline'; frame-ancestors 'self'"
)
# What a browser has kept takes over what a 304 says: without these it would take the policy of our pages.
_WITH_304 = ("ETag", "Cache-Control", "Content-Security-Policy", "X-Frame-Options", "Cross-Origin-Resource-Policy")
_ONE_RANGE = re.compile(r"([0-9]{0,18})\s*-\s*([0-9]{0,18})")

Range = tuple[int, int]
"""First byte, and the one after the last."""
Ranges = tuple[Range, ...]
Read = Callable[[int, int], Pieces]


def file_response(
    request: Request,
    store: FileStore,
    apprenticeship: UUID,
    sha256: str,
    *,
    name: str,
    media_type: str,
    inline: bool = False,
    reader: WhileAllowed | None = None,
) -> Response:
    """The answer that sends this file: 200, 206, 304 or 416, as the request's headers ask.

    `inline` asks that a browser shows the file in place, and holds only for types that may. `reader` is given where
    their access can end while the file is sent. Reads the first piece before it returns, so a file that is gone raises
    StoreFault while an error page can still be sent; call it in a thread (a plain `def` route).
    """
    size = store.size(apprenticeship, sha256)
    if size is None:
        raise StoreFault("This file should be here and cannot be found. Tell your administrator.")
    headers = _headers(sha256, name, media_type, inline)
    if _is_known(request, headers["ETag"]):
        return Response(status_code=304, headers={key: headers[key] for key in _WITH_304})
    ranges = _ranges(request, headers["ETag"], size)
    if ranges == ():
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    return _answer(request, partial(store.read, apprenticeship, sha256), headers, ranges, size, reader)


def small_picture_response(request: Request, picture: bytes, sha256: str) -> Response:
    """The answer that sends the small JPEG made from the file with this hash: 200, or 304 where it is known."""
    headers = _headers(sha256, "small.jpg", "image/jpeg", inline=True) | {"ETag": f'"{sha256}.thumb"'}
    del headers["Accept-Ranges"]
    if _is_known(request, headers["ETag"]):
        return Response(status_code=304, headers={key: headers[key] for key in ("ETag", "Cache-Control")})
    return Response(picture, headers=headers)


def _answer(
    request: Request,
    read: Read,
    headers: dict[str, str],
    ranges: Ranges | None,
    size: int,
    reader: WhileAllowed | None,
) -> Response:
    kind = headers["Content-Type"]
    if ranges is None:
        pieces, length = read(0, size), size
    elif len(ranges) == 1:
        start, end = ranges[0]
        pieces, length = read(start, end), end - start
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    else:
        boundary = secrets.token_hex(16)
        parts = [(_preamble(boundary, kind, part, size), part) for part in ranges]
        last = f"--{boundary}--\r\n".encode()
        pieces = _parts(read, parts, last)
        length = sum(len(preamble) + part[1] - part[0] + 2 for preamble, part in parts) + len(last)
        headers["Content-Type"] = f"multipart/byteranges; boundary={boundary}"
    headers["Content-Length"] = str(length)
    status = 200 if ranges is None else 206
    if reader:
        pieces = reader.passed_on(pieces)
    return StoppingResponse(_in_threads(next(pieces, b""), pieces), status_code=status, headers=headers)


def _headers(sha256: str, name: str, media_type: str, inline: bool) -> dict[str, str]:
    shown = inline and may_show_inline(media_type)
    plain = re.sub(r"[^ !#-\[\]-~]", "_", name)
    named = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return {
        "Content-Type": media_type or UNKNOWN,
        "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{plain}"{named}',
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Cross-Origin-Resource-Policy": "same-origin",
        # Whoever asks again is checked again, and gets 304 when they still may.
        "Cache-Control": "private, no-cache",
        "Accept-Ranges": "bytes",
        "ETag": f'"{sha256}"',
    }


def _is_known(request: Request, etag: str) -> bool:
    asked = request.headers.get("if-none-match")
    if asked is None:
        return False
    return asked.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in asked.split(","))


def _ranges(request: Request, etag: str, size: int) -> Ranges | None:
    """The ranges asked for, in order and without overlap; () when none can be met; None for the whole file.

    A Range that makes no sense is not there (RFC 9110, 14.2); so is one for a version of the file that is not this.
    """
    asked = request.headers.get("range", "")
    unit, _, specs = asked.partition("=")
    if unit.strip().lower() != "bytes" or request.headers.get("if-range", etag) != etag:
        return None
    found = [_ONE_RANGE.fullmatch(spec.strip()) for spec in specs.split(",") if spec.strip()]
    if not found or len(found) > MOST_RANGES:
        return None
    ranges = []
    for spec in found:
        if spec is None or spec.groups() == ("", ""):
            return None
        first, last = spec.groups()
        if first and last and int(last) < int(first):
            return None
        start = int(first) if first else max(size - int(last), 0)
        end = min(int(last) + 1, size) if first and last else size
        if start < end:
            ranges.append((start, end))
    return _joined(sorted(ranges))


def _joined(ranges: list[Range]) -> Ranges:
    joined: list[Range] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _preamble(boundary: str, kind: str, part: Range, size: int) -> bytes:
    said = f"--{boundary}\r\nContent-Type: {kind}\r\nContent-Range: bytes {part[0]}-{part[1] - 1}/{size}\r\n\r\n"
    return said.encode()


def _parts(read: Read, parts: list[tuple[bytes, Range]], last: bytes) -> Pieces:
    for preamble, (start, end) in parts:
        yield preamble
        yield from read(start, end)
        yield b"\r\n"
    yield last


async def _in_threads(piece: bytes, pieces: Pieces) -> AsyncIterator[bytes]:
    """Send this piece, then read on in a thread; the file is closed even when the reader has gone."""
    try:
        while piece:
            yield piece
            piece = await to_thread.run_sync(next, pieces, b"")
    finally:
        pieces.close()
