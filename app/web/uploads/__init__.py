"""The body of a form, streamed: each file goes straight to the store while it is hashed, each field is kept small.

Nothing is held whole in memory and nothing is written twice. What is wrong with a body becomes a fault beside what
could be read, so that the page can be shown again with everything that arrived; only a failing store raises.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from threading import Lock
from uuid import UUID

import anyio
from anyio import to_thread
from starlette.requests import ClientDisconnect, Request

from app.domain.refusals import Fault
from app.files.gate import Gate
from app.files.scanning import Scanner
from app.files.store import FileStore
from app.web.uploads.readers import Reader, reader_for
from app.web.uploads.received import (
    BROKE_OFF,
    MOST_FIELDS_BYTES,
    UNREADABLE,
    Collected,
    Limits,
    ReceivedFile,
    ReceivedForm,
)

__all__ = ["Limits", "ReceivedFile", "ReceivedForm", "receive_form", "receive_pieces"]

BATCH = 1024 * 1024
"""Bytes handed to a thread at once."""
PIECES = 256
"""Of these at most, however small they are."""
IDLE_SECONDS = 300.0
"""A sender who is silent for longer is taken to have gone."""
DRAIN_SECONDS = 600.0
"""How long a refused body is read on, so that a browser gets to show why."""


async def receive_form(
    request: Request,
    store: FileStore,
    apprenticeship: UUID,
    *,
    max_bytes: int,
    max_fields: int = 1_000,
    max_files: int = 50,
    scanner: Scanner | None = None,
) -> ReceivedForm:
    """Read a form's body to its end. Raises StoreFault, once the body is read, when the store cannot keep a file.

    `max_bytes` is the most that one file, and all files of the form together, may hold. A sender who goes away leaves
    a fault, and the files that were complete by then.
    """
    collected = Collected(Limits(max_bytes, max_fields, max_files))
    if _is_told_before_sending(request, collected):
        return collected.form
    content_type = request.headers.get("content-type", "")
    reader = _OneAtATime(reader_for(content_type, collected, Gate(store, apprenticeship, scanner)))
    try:
        if await _feed(request, reader, collected):
            await to_thread.run_sync(reader.finish)
    finally:
        # Not in a thread: whoever breaks a request off may do so again while it is waited for.
        reader.stop()
    if collected.store_fault:
        raise collected.store_fault
    return collected.form


async def receive_pieces(request: Request, reader: Reader, *, most_bytes: int) -> None:
    """Hand a body of bytes to a reader that keeps as much of it as comes: its end is told of a broken body too.

    Raises what the reader raises; the rest is not read then.
    """
    one = _OneAtATime(reader)
    try:
        await _feed(request, one, Collected(Limits(most_bytes, 0, 0)))
    finally:
        try:
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(one.finish)
        finally:
            one.stop()


def _is_told_before_sending(request: Request, collected: Collected) -> bool:
    """Whether a sender who asks first ("Expect: 100-continue") is refused unheard; anyone else is heard out."""
    length = request.headers.get("content-length", "")
    asks = request.headers.get("expect", "").lower() == "100-continue"
    if not (asks and length.isdecimal() and int(length) > collected.limits.bytes + 4 * MOST_FIELDS_BYTES):
        return False
    collected.form.too_large = True
    collected.say(Fault("", f"This is more than {collected.limits.words}, the most that can be sent at once."))
    return True


async def _feed(request: Request, reader: Reader, collected: Collected) -> bool:
    """Hand the body over in batches, in a thread. False when it was left, or broke off, before its end."""
    read, refused_at = 0, None
    stream = request.stream()
    async with _Hand(reader) as hand:
        while batch := await _next(stream, collected):
            await hand.over(batch)
            read += sum(map(len, batch))
            refused_at = refused_at or (time.monotonic() if collected.refused else None)
            if read > collected.limits.body or (refused_at and time.monotonic() - refused_at > DRAIN_SECONDS):
                if not collected.form.faults:
                    collected.cannot_read(UNREADABLE)
                return False
    return not collected.broke_off


class _OneAtATime:
    """A reader that is not stopped while it reads, and reads nothing once it was stopped.

    A request may be broken off a second time while its end waits for the thread that reads.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._turn = Lock()
        self._stopped = False

    def feed(self, data: bytes) -> None:
        with self._turn:
            if not self._stopped:
                self._reader.feed(data)

    def finish(self) -> None:
        with self._turn:
            if not self._stopped:
                self._reader.finish()

    def stop(self) -> None:
        with self._turn:
            self._stopped = True
            self._reader.stop()


class _Hand:
    """Gives a reader one batch after another, in a thread: while it reads one, the next arrives, and no more than that.

    Leaving it waits for the last, also where the request was broken off: nobody may stop a reader that is reading.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._under_way: asyncio.Future[None] | None = None

    async def __aenter__(self) -> "_Hand":
        return self

    async def __aexit__(self, *_: object) -> None:
        with anyio.CancelScope(shield=True):
            await self._done()

    async def over(self, batch: list[bytes]) -> None:
        """Hand a batch over, once the one before has been read."""
        await self._done()
        self._under_way = asyncio.ensure_future(to_thread.run_sync(self._read, batch))

    async def _done(self) -> None:
        if self._under_way is not None:
            await asyncio.shield(self._under_way)
            self._under_way = None

    def _read(self, batch: list[bytes]) -> None:
        for piece in batch:
            self._reader.feed(piece)


async def _next(stream: AsyncGenerator[bytes, None], collected: Collected) -> list[bytes]:
    """The next pieces of the body as they came; none at its end, or once its sender has gone."""
    batch: list[bytes] = []
    size, renewed = 0, time.monotonic()
    try:
        with anyio.fail_after(IDLE_SECONDS) as patience:
            async for chunk in stream:
                batch.append(chunk)
                size += len(chunk)
                if size >= BATCH or len(batch) >= PIECES:
                    return batch
                if (now := time.monotonic()) > renewed + 1:
                    patience.deadline, renewed = anyio.current_time() + IDLE_SECONDS, now
    except (ClientDisconnect, TimeoutError):
        collected.broke_off = True
        collected.say(BROKE_OFF)
    return batch
