"""One line for each request: its id, method, route, status, milliseconds, bytes and statements. No personal data.

It stands outside everything else, so that it sees also what nothing foresaw, and costs about as much as one header.
"""

import logging
import os
import re
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db.database import Database
from app.logs import Asked, asked, error_facts
from app.web.routers import API

log = logging.getLogger("touchmark.requests")
NOWHERE = "none"
"""The route of a request that met none; what was asked for instead may be anybody's words."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_WELL_FORMED = re.compile(rb"[0-9a-f][0-9a-f-]{15,63}")  # hexadecimal alone, so that nobody's words can be sent so
_UPLOAD = (b"multipart/form-data", b"application/offset+octet-stream")

Tell = Callable[[str, str, int, float], None]
"""Takes a request's method, route, status and seconds."""


class RequestLog:
    """ASGI middleware. The id is the proxy's where it sent a well-formed one (X-Request-ID), and is given back.

    `tell` is called with the figures of each request, `uploads` with +1 and −1 around each that brings files.
    """

    def __init__(self, app: ASGIApp, tell: Tell | None = None, uploads: Callable[[int], None] | None = None) -> None:
        self.app = app
        self.tell = tell
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it once it is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, received, brings_files = _headers(scope)
        this = _Request(Asked(request_id), scope, received)
        token = asked.set(this.asked)
        if brings_files and self.uploads:
            self.uploads(1)
        try:
            await self.app(scope, receive, this.noting(send))
        except BaseException as error:
            this.fault = error
            raise
        finally:
            if brings_files and self.uploads:
                self.uploads(-1)
            if self.tell:
                self.tell(_method(scope), template(scope), this.status, this.seconds())
            this.tell()
            asked.reset(token)


class _Request:
    """One request while it is answered."""

    __slots__ = ("asked", "begun", "fault", "received", "scope", "sent", "status")

    def __init__(self, this: Asked, scope: Scope, received: int) -> None:
        self.asked = this
        self.scope = scope
        self.received = received
        self.sent = self.status = 0
        self.fault: BaseException | None = None
        self.begun = time.perf_counter()

    def noting(self, send: Send) -> Send:
        """Note what is sent on its way, and give the id back."""
        given = (b"x-request-id", self.asked.id.encode())

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                message["headers"] = [*message.get("headers", ()), given]
            elif message["type"] == "http.response.body":
                self.sent += len(message.get("body", b""))
            await send(message)

        return noted

    def seconds(self) -> float:
        """Since it came."""
        return time.perf_counter() - self.begun

    def tell(self) -> None:
        """Write its line."""
        level = logging.ERROR if self.fault or self.status >= 500 else logging.INFO
        if not log.isEnabledFor(level):
            return
        told: dict[str, Any] = {
            "request": self.asked.id,
            "method": _method(self.scope),
            "route": template(self.scope),
            "status": self.status or None,
            "ms": round(self.seconds() * 1000, 1),
            "received": self.received,
            "sent": self.sent,
            "statements": self.asked.statements,
        }
        if self.fault is not None:
            told |= error_facts(self.fault)
        # Made here, since `log.log` would look through the stack for whoever called it, at a third of the whole cost.
        record = logging.LogRecord(log.name, level, __file__, 0, "request", None, None)
        record.told = told
        log.handle(record)


def template(scope: Scope) -> str:
    """The template of the route that took a request, as `/a/{apprenticeship}/coverage`; `none` where none did."""
    path: str | None = getattr(scope.get("route"), "path_format", None)
    if path is None:
        return NOWHERE
    # A route knows its path within its router, and calls are included below one prefix.
    return API + path if scope["path"].startswith(f"{API}/") and not path.startswith(API) else path


def count_statements(database: Database) -> None:
    """Count each statement for the request that it is run for."""
    if not event.contains(database.engine, "before_cursor_execute", _count):
        event.listen(database.engine, "before_cursor_execute", _count)


def _count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    if (this := asked.get()) is not None and not statement.startswith(("PRAGMA", "BEGIN")):
        this.statements += 1


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in _METHODS else "OTHER"


def _headers(scope: Scope) -> tuple[str, int, bool]:
    """The id, the body's length as announced, and whether files may be in it."""
    request_id, received, brings_files = "", 0, False
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _WELL_FORMED.fullmatch(value):
            request_id = value.decode()
        elif name == b"content-length" and value.isdigit():
            received = int(value)
        elif name == b"content-type":
            brings_files = value.startswith(_UPLOAD)
    return request_id or os.urandom(8).hex(), received, brings_files
