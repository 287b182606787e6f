"""Evidence files in a bucket of an S3-compatible store: `<prefix>/<apprenticeship>/<sha256>`, as in a folder.

A file's name is its hash, which is known only at its end. So one that is larger than a part goes, part by part, to a
key of its own that nobody looks for; there it is read back and looked at; then the store itself copies it to its name
(measured: a tenth of a second for 256 MB, where sending took three to eight) and the first key is forgotten. A smaller
one, which most are, waits in memory and is sent once, under its name. Either way a name that exists holds the whole of
what it says, and an upload keeps a few parts in memory however long it is.
"""

import hashlib
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from app.files.signed import Signed
from app.files.store import (
    HASH,
    MISSING,
    NO_ROOM,
    UNFINISHED,
    UNREACHABLE,
    Derived,
    KeptFile,
    Pieces,
    Stored,
    StoreFault,
    derived_from,
    insist_hash,
    telling,
)

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


class BucketStore:
    """Files in this bucket, each key beginning with this prefix. Credentials come from the usual AWS variables."""

    def __init__(self, bucket: str, prefix: str = "", endpoint: str = "") -> None:
        given: dict[str, Any] = {"endpoint": endpoint} if endpoint else {}
        self.place = f"s3://{bucket}/{prefix}".rstrip("/")
        self._name, self._prefix = bucket, f"{prefix}/" if prefix else ""
        self._signed = Signed.from_environment(endpoint)
        self.bucket = S3Store(
            bucket,
            prefix=prefix or None,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": timedelta(seconds=60)},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
            **given,
        )

    def key(self, apprenticeship: UUID, sha256: str) -> str:
        """Where a file with this hash lies; ValueError for anything but 64 lower-case hexadecimal digits."""
        return f"{apprenticeship}/{insist_hash(sha256)}"

    def sink(self, apprenticeship: UUID) -> "BucketSink":
        return BucketSink(self.bucket, apprenticeship)

    def size(self, apprenticeship: UUID, sha256: str) -> int | None:
        with _telling():
            try:
                return int(obstore.head(self.bucket, self.key(apprenticeship, sha256))["size"])
            except FileNotFoundError:
                return None

    def read(self, apprenticeship: UUID, sha256: str, start: int = 0, end: int | None = None) -> Pieces:
        return _pieces(self.bucket, self.key(apprenticeship, sha256), start, end)

    def remove(self, apprenticeship: UUID, sha256: str) -> None:
        key = self.key(apprenticeship, sha256)
        with _telling():
            obstore.delete(self.bucket, [*(f"{key}.{kind}" for kind in Derived), key])

    def keep_derived(self, apprenticeship: UUID, sha256: str, kind: Derived, data: bytes) -> None:
        key = f"{self.key(apprenticeship, sha256)}.{kind}"
        if self.size(apprenticeship, sha256) is None:
            raise StoreFault(MISSING)
        with _telling():
            obstore.put(self.bucket, key, data, use_multipart=False)
        # Whoever removed the file meanwhile did not see this.
        if self.size(apprenticeship, sha256) is None:
            self.remove_derived(apprenticeship, sha256, kind)
            raise StoreFault(MISSING)

    def derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> bytes | None:
        with _telling():
            try:
                found = obstore.get(self.bucket, f"{self.key(apprenticeship, sha256)}.{kind}")
            except FileNotFoundError:
                return None
            return bytes(found.bytes())

    def remove_derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> None:
        with _telling():
            obstore.delete(self.bucket, f"{self.key(apprenticeship, sha256)}.{kind}")

    def erase(self, apprenticeship: UUID) -> None:
        for key, _, _ in self._keys(str(apprenticeship)):
            with _telling():
                obstore.delete(self.bucket, key)

    def kept(self, apprenticeship: UUID | None = None) -> Iterator[KeptFile]:
        for key, size, changed in self._keys(str(apprenticeship) if apprenticeship else None):
            folder, _, name = key.partition("/")
            with suppress(ValueError):
                owner = UUID(folder)
                if HASH.fullmatch(name):
                    yield KeptFile(owner, name, size, changed)

    def sweep(self, referenced: Callable[[UUID, str], bool], before: datetime, *, remove: bool) -> tuple[KeptFile, ...]:
        loose = tuple(
            file for file in self.kept() if file.changed < before and not referenced(file.apprenticeship, file.sha256)
        )
        if remove:
            for file in loose:
                self._remove_if_older(self.key(file.apprenticeship, file.sha256), before)
            for key in self.unfinished(before):
                self._remove_if_older(key, before)
            self._end_unsent(before)
        return loose

    def unfinished(self, before: datetime) -> tuple[str, ...]:
        """The keys of what a crash left before this moment: on its way, or made from a file that is gone."""
        found, last = [], ""
        # A file comes right before what was made from it, and both come one after the other.
        for key, _, changed in self._keys():
            folder, _, name = key.partition("/")
            of = derived_from(name)
            if HASH.fullmatch(name):
                last = key
            elif changed < before and (name.startswith(UNFINISHED) or (of and last != f"{folder}/{of}")):
                found.append(key)
        return tuple(found)

    def works(self) -> bool:
        trial = f"{UNFINISHED}{secrets.token_hex(8)}"
        try:
            obstore.put(self.bucket, trial, b"?", use_multipart=False)
            obstore.delete(self.bucket, trial)
        except (BaseError, OSError, ValueError):
            return False
        return True

    def _end_unsent(self, before: datetime) -> None:
        """Have the store forget the parts of uploads whose process died."""
        if self._signed is None:
            return
        with _telling():
            for one in self._signed.unsent(self._name, self._prefix):
                if one.begun < before:
                    self._signed.end(self._name, one)

    def _keys(self, prefix: str | None = None) -> Iterator[tuple[str, int, datetime]]:
        """Key, bytes and moment of the last change of everything there is, in the order of the keys."""
        with _telling():
            for some in obstore.list(self.bucket, prefix):
                for one in some:
                    yield str(one["path"]), int(one["size"]), one["last_modified"]

    def _remove_if_older(self, key: str, before: datetime) -> None:
        # The same file may have been sent again since it was listed: then it is young, and someone's.
        with _telling(), suppress(FileNotFoundError):
            if obstore.head(self.bucket, key)["last_modified"] < before:
                derived = [f"{key}.{kind}" for kind in Derived] if HASH.fullmatch(key.rpartition("/")[2]) else []
                obstore.delete(self.bucket, [*derived, key])


class BucketSink:
    """One file on its way into a bucket; nothing shows under its hash until `finish` has it there whole."""

    def __init__(self, bucket: S3Store, apprenticeship: UUID) -> None:
        self._bucket = bucket
        self._folder = str(apprenticeship)
        self.unfinished = f"{apprenticeship}/{UNFINISHED}{secrets.token_hex(12)}"
        self._first = bytearray()
        self._parts: Any = None  # an upload in parts, begun once there is more than one
        self._sent = False
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        """Append these bytes; raises StoreFault when they cannot be sent."""
        if self._sent:
            raise ValueError("what was read already is not written on")
        self._hash.update(data)
        self._size += len(data)
        if self._parts is None:
            self._first += data
            if len(self._first) <= PART:
                return
            self._parts = obstore.open_writer(self._bucket, self.unfinished, buffer_size=PART, max_concurrency=AT_ONCE)
            data, self._first = bytes(self._first), bytearray()
        with _telling():
            self._parts.write(data)

    def read(self, start: int, end: int) -> bytes:
        """Bytes written; fewer where there are no more."""
        if self._parts is None:
            return bytes(self._first[start:end])
        self._send()
        return b"".join(_pieces(self._bucket, self.unfinished, start, min(end, self._size)))

    def finish(self) -> Stored:
        """Have the file under its name; writing over the same bytes makes them young again."""
        sha256 = self._hash.hexdigest()
        key = f"{self._folder}/{sha256}"
        with _telling():
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
        with _telling():
            self._send()
            obstore.delete(self._bucket, self.unfinished)
        self._parts = None

    def _send(self) -> None:
        if not self._sent:
            with _telling():
                self._parts.close()
            self._sent = True

    def _copy(self, key: str) -> None:
        if self._size <= MOST_COPIED:
            obstore.copy(self._bucket, self.unfinished, key)
        else:
            with obstore.open_writer(self._bucket, key, buffer_size=PART, max_concurrency=AT_ONCE) as again:
                for piece in _pieces(self._bucket, self.unfinished, 0, self._size):
                    again.write(piece)


def _pieces(bucket: S3Store, key: str, start: int, end: int | None) -> Pieces:
    """Some bytes of an object, asked for piece by piece."""
    with _telling():
        size = int(obstore.head(bucket, key)["size"])
    end = min(sys.maxsize if end is None else end, size)
    for at in range(start, end, CHUNK):
        with _telling():
            piece = bytes(obstore.get_range(bucket, key, start=at, end=min(at + CHUNK, end)))
        yield piece


@contextmanager
def _telling() -> Iterator[None]:
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
