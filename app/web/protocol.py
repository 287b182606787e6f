"""HTTP as it comes over a socket, with an end to what a sender may take: how large a request's head, and how slowly.

uvicorn bounds neither where httptools parses, and a connection that sends nothing at all it would keep for ever.
What an application can bound by itself, a body, is in `patience`.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES = 64 * 1024
"""The most that a request's first line and headers may hold."""
HEAD_SECONDS = 30.0
"""How long they may take, from the opening of a connection or from their first byte."""
LEFTOVER_SECONDS = 600.0
"""How long a body may go on to come once it is answered; a browser shows an answer only after it has sent it all."""
FAREWELL_SECONDS = 1.0
"""How long a connection stays that was refused, so that its end is not lost on the way."""
_SENTENCES = {
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The address and headers of a request may hold at most 64 KiB.",
    HTTPStatus.REQUEST_TIMEOUT: "This arrived too slowly, so it was not waited for.",
}


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol on httptools, that waits for a head and for an answered body so long and no longer."""

    head_seconds = HEAD_SECONDS
    leftover_seconds = LEFTOVER_SECONDS

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._timer: asyncio.TimerHandle | None = None
        self._in_head = True
        self._head_bytes = 0
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait_for_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless more came than a head may hold."""
        if self._refused:
            return
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if not self._in_head or not self._head_bytes or self._refused:
            return
        if self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._timer is None:
            self._wait_for_a_head()

    def on_headers_complete(self) -> None:
        """The head is there: hand it on, where it is no larger than it may be."""
        if self._refused:
            return
        self._in_head = False
        self._stop_waiting()
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > MOST_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of a body."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is complete, answered or not: what comes next is a head."""
        self._in_head = True
        self._head_bytes = 0
        if self._refused:
            return
        answered = self.cycle.response_complete
        super().on_message_complete()
        if answered:
            # uvicorn's own wait for the next request ended with the first byte of what was left of this one.
            self._wait_for_a_head()

    def on_response_complete(self) -> None:
        """An answer is sent; what is left of its request's body has so long and no longer."""
        super().on_response_complete()
        if self.cycle.response_complete and self.cycle.more_body and not self.transport.is_closing():
            self._wait(self.leftover_seconds, self.transport.close)

    @property
    def _busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait_for_a_head(self) -> None:
        self._wait(self.head_seconds, self._head_is_late)

    def _head_is_late(self) -> None:
        if self._busy:
            # Somebody who sends requests ahead waits for an answer of ours.
            self._wait_for_a_head()
        elif self._head_bytes:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.transport.close()

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(seconds, then)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: HTTPStatus) -> None:
        """Say why, where no answer is under way, and let the connection go."""
        self._refused = True
        if self.transport.is_closing() or self._busy:
            self._stop_waiting()
            self.transport.close()
            return
        said = _SENTENCES[status].encode()
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
        end = f"x-content-type-options: nosniff\r\ncontent-length: {len(said)}\r\nconnection: close\r\n\r\n"
        self.transport.write(head.encode() + end.encode() + said)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._wait(FAREWELL_SECONDS, self.transport.close)
