"""One file on its way into a bucket, and what its store's own errors mean.

A file's name is its hash, which is known only at its end. So one that is larger than a part goes, part by part, to a
key of its own that nobody looks for; there it is read back and looked at; then the store itself copies it to its name
(measured: a tenth of a second for 256 MB, where sending took three to eight) and the first key is forgotten. A smaller
one, which most are, waits in memory and is sent once, under its name. Either way a name that exists holds the whole of
what it says, and an upload keeps a few parts in memory however long it is.
"""

import hashlib
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from app.files.store import NO_ROOM, UNFINISHED, UNREACHABLE, Pieces, Stored, StoreFault, telling

PART = 9 * 1024 * 1024
"""Bytes in one part of an upload; a file of no more is sent whole, so the pieces of a resumed upload are too."""
AT_ONCE = 2
"""Parts of one upload that are under way at once."""
CHUNK = 1024 * 1024
"""Bytes asked for at once when a file is read: a slow reader then holds no request of the store's open."""
MOST_COPIED = 5 * 1024**3
"""Bytes of the largest file that S3 copies at once; a larger one goes through here again."""

_SHUT = "Files cannot be kept or read just now, because their store does not let Touchmark in. Tell your administrator."
_REFUSED = ("401 Unauthorized", "403 Forbidden")
_FULL = ("QuotaExceeded", "InsufficientStorage", "507 Insufficient Storage")


class BucketSink:
    """One file on its way into a bucket; nothing shows under its hash until `finish` has it there whole."""

    def __init__(self, bucket: S3Store, apprenticeship: UUID) -> None:
        self._bucket = bucket
        self._folder = str(apprenticeship)
        self.unfinished = f"{apprenticeship}/{UNFINISHED}{secrets.token_hex(12)}"
        self._first = bytearray()
        self._parts: Any = None  # an upload in parts, begun once there is more than one
        self._sent = False
        self._broken = False
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        """Append these bytes; raises StoreFault when they cannot be sent."""
        if self._sent:
            raise ValueError("what was read already is not written on")
        self._insist_unbroken()
        self._hash.update(data)
        self._size += len(data)
        if self._parts is None:
            self._first += data
            if len(self._first) <= PART:
                return
        # Until the store has all of it: what it has of a part that failed is not known.
        self._broken = True
        if self._parts is None:
            self._parts = obstore.open_writer(self._bucket, self.unfinished, buffer_size=PART, max_concurrency=AT_ONCE)
            data, self._first = bytes(self._first), bytearray()
        with telling_of_bucket():
            self._parts.write(data)
        self._broken = False

    def read(self, start: int, end: int) -> bytes:
        """Bytes written; fewer where there are no more."""
        if self._parts is None:
            return bytes(self._first[start:end])
        self._send()
        return b"".join(pieces_of(self._bucket, self.unfinished, start, min(end, self._size)))

    def finish(self) -> Stored:
        """Have the file under its name; writing over the same bytes makes them young again."""
        self._insist_unbroken()
        sha256 = self._hash.hexdigest()
        key = f"{self._folder}/{sha256}"
        with telling_of_bucket():
            if self._parts is None:
                obstore.put(self._bucket, key, bytes(self._first), use_multipart=False)
            else:
                self._send()
                self._copy(key)
                obstore.delete(self._bucket, self.unfinished)
                self._parts = None
        self._first.clear()
        return Stored(sha256, self._size)

    def abort(self) -> None:
        """Leave nothing behind. What was sent in parts can only be put away once it is whole."""
        self._first.clear()
        if self._parts is None:
            return
        with telling_of_bucket():
            self._send()
            obstore.delete(self._bucket, self.unfinished)
        self._parts = None

    def _insist_unbroken(self) -> None:
        if self._broken:
            raise StoreFault(UNREACHABLE)

    def _send(self) -> None:
        if not self._sent:
            with telling_of_bucket():
                self._parts.close()
            self._sent = True

    def _copy(self, key: str) -> None:
        if self._size <= MOST_COPIED:
            obstore.copy(self._bucket, self.unfinished, key)
        else:
            with obstore.open_writer(self._bucket, key, buffer_size=PART, max_concurrency=AT_ONCE) as again:
                for piece in pieces_of(self._bucket, self.unfinished, 0, self._size):
                    again.write(piece)


def pieces_of(bucket: S3Store, key: str, start: int, end: int | None) -> Pieces:
    """Some bytes of an object, asked for piece by piece."""
    with telling_of_bucket():
        size = int(obstore.head(bucket, key)["size"])
    end = min(sys.maxsize if end is None else end, size)
    for at in range(start, end, CHUNK):
        with telling_of_bucket():
            piece = bytes(obstore.get_range(bucket, key, start=at, end=min(at + CHUNK, end)))
        yield piece


@contextmanager
def telling_of_bucket() -> Iterator[None]:
    """Say in one sentence what is wrong with the store, instead of its own error."""
    try:
        with telling():
            yield
    except BaseError as error:
        shut = isinstance(error, (PermissionDeniedError, UnauthenticatedError))
        raise StoreFault(_SHUT if shut else _sentence(str(error))) from error


def _sentence(said: str) -> str:
    """What to say for an error that has no kind of its own."""
    if any(word in said for word in _FULL):
        return NO_ROOM
    return _SHUT if any(word in said for word in _REFUSED) else UNREACHABLE
