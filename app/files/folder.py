"""Evidence files in a local folder: `<apprenticeship>/<sha256>`, never shared between apprenticeships.

A file is written beside its final place while it is hashed, forced to the disk, and only then given its name; so a
name that exists always holds the whole of what it says, whatever broke on the way.
"""

import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.files.store import (
    HASH,
    MISSING,
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

CHUNK = 256 * 1024
"""Bytes in one piece of a file that is read."""


class FolderStore:
    """Files in this folder, made when the first one comes; only this program's user may read them.

    `forced`: whether each file is forced to the disk before it counts as kept. A demonstration being filled is not
    worth a wait for the disk at each of its files, and is made again when a power cut spoils it.
    """

    def __init__(self, folder: Path, *, forced: bool = True) -> None:
        self.folder = folder
        self._forced = forced

    def path(self, apprenticeship: UUID, sha256: str) -> Path:
        """Where a file with this hash lies; ValueError for anything but 64 lower-case hexadecimal digits."""
        return self.folder / str(apprenticeship) / insist_hash(sha256)

    @property
    def place(self) -> str:
        return str(self.folder)

    def sink(self, apprenticeship: UUID) -> "FolderSink":
        with telling():
            folder = self.folder / str(apprenticeship)
            if not folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                folder.mkdir(exist_ok=True, mode=0o700)
                if self._forced:
                    _force(self.folder)
            return FolderSink(folder, forced=self._forced)

    def size(self, apprenticeship: UUID, sha256: str) -> int | None:
        with telling():
            try:
                return self.path(apprenticeship, sha256).stat().st_size
            except FileNotFoundError:
                return None

    def read(self, apprenticeship: UUID, sha256: str, start: int = 0, end: int | None = None) -> Pieces:
        return _pieces(self.path(apprenticeship, sha256), start, end)

    def remove(self, apprenticeship: UUID, sha256: str) -> None:
        path = self.path(apprenticeship, sha256)
        with telling():
            for kind in Derived:
                path.with_name(f"{sha256}.{kind}").unlink(missing_ok=True)
            path.unlink(missing_ok=True)

    def keep_derived(self, apprenticeship: UUID, sha256: str, kind: Derived, data: bytes) -> None:
        path = self._derived(apprenticeship, sha256, kind)
        if self.size(apprenticeship, sha256) is None:
            raise StoreFault(MISSING)
        with telling():
            sink = FolderSink(path.parent, forced=self._forced, name=path.name)
        try:
            sink.write(data)
            sink.finish()
        finally:
            sink.abort()
        # Whoever removed the file meanwhile did not see this.
        if self.size(apprenticeship, sha256) is None:
            self.remove_derived(apprenticeship, sha256, kind)
            raise StoreFault(MISSING)

    def derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> bytes | None:
        with telling():
            try:
                return self._derived(apprenticeship, sha256, kind).read_bytes()
            except FileNotFoundError:
                return None

    def remove_derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> None:
        with telling():
            self._derived(apprenticeship, sha256, kind).unlink(missing_ok=True)

    def erase(self, apprenticeship: UUID) -> None:
        with telling(), suppress(FileNotFoundError):
            shutil.rmtree(self.folder / str(apprenticeship))

    def kept(self, apprenticeship: UUID | None = None) -> Iterator[KeptFile]:
        for folder, owner in self._folders():
            if apprenticeship not in (None, owner):
                continue
            with telling():
                paths = sorted(path for path in folder.iterdir() if HASH.fullmatch(path.name))
            for path in paths:
                found = None
                with telling(), suppress(FileNotFoundError):
                    found = path.stat()
                if found:
                    changed = datetime.fromtimestamp(found.st_mtime, UTC)
                    yield KeptFile(owner, path.name, found.st_size, changed)

    def sweep(self, referenced: Callable[[UUID, str], bool], before: datetime, *, remove: bool) -> tuple[KeptFile, ...]:
        loose = tuple(
            file for file in self.kept() if file.changed < before and not referenced(file.apprenticeship, file.sha256)
        )
        if remove:
            for file in loose:
                self._remove_if_older(self.path(file.apprenticeship, file.sha256), before)
            for path in self.unfinished(before):
                self._remove_if_older(path, before)
        return loose

    def unfinished(self, before: datetime) -> tuple[Path, ...]:
        """What a crash left before this moment: half-written, or made from a file that is gone."""
        found = []
        for folder, _ in self._folders():
            for path in sorted(folder.iterdir()):
                of = derived_from(path.name)
                if not path.name.startswith(UNFINISHED) and (of is None or (folder / of).exists()):
                    continue
                # What is being written just now gets its own name between being listed and being looked at.
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime < before.timestamp():
                        found.append(path)
        return tuple(found)

    def works(self) -> bool:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            trial = self.folder / f"{UNFINISHED}{secrets.token_hex(8)}"
            trial.write_bytes(b"?")
            trial.unlink()
        except OSError:
            return False
        return True

    def _derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> Path:
        return self.path(apprenticeship, sha256).with_name(f"{sha256}.{kind}")

    def _folders(self) -> Iterator[tuple[Path, UUID]]:
        """Every apprenticeship's folder; what else lies in the store's folder is not ours."""
        with telling():
            paths = sorted(path for path in self.folder.iterdir() if path.is_dir()) if self.folder.is_dir() else []
        for path in paths:
            with suppress(ValueError):
                yield path, UUID(path.name)

    def _remove_if_older(self, path: Path, before: datetime) -> None:
        # The same file may have been sent again since it was listed: then it is young, and someone's.
        with telling(), suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()


class FolderSink:
    """One file on its way into a folder; nothing shows under its hash until `finish` has it safe on the disk.

    `name`: what to call it instead of its hash.
    """

    def __init__(self, folder: Path, *, forced: bool = True, name: str = "") -> None:
        self._folder = folder
        self._name = name
        self._forced = forced
        self.unfinished = folder / f"{UNFINISHED}{secrets.token_hex(12)}"
        # Opened by number so that only this program's user may read it, whatever the umask says.
        self._file = os.fdopen(os.open(self.unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b", 0)
        self._hash = hashlib.sha256()
        self._size = 0
        self._spoilt = False

    def write(self, data: bytes) -> None:
        """Append these bytes; raises StoreFault when they do not fit, and none of them are there then."""
        with telling():
            rest = memoryview(data)
            try:
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError:
                self._take_back()
                raise
        self._hash.update(data)
        self._size += len(data)

    def _take_back(self) -> None:
        """What was written of bytes that did not fit is not in the hash, and must not be in what has its name."""
        try:
            self._file.seek(self._size)
            self._file.truncate()
        except OSError:
            self._spoilt = True

    def read(self, start: int, end: int) -> bytes:
        """Bytes written already; fewer where there are no more."""
        found = bytearray()
        with telling():
            while start + len(found) < end:
                piece = os.pread(self._file.fileno(), end - start - len(found), start + len(found))
                if not piece:
                    break
                found += piece
        return bytes(found)

    def finish(self) -> Stored:
        """Force the file to the disk and give it its name; writing over the same bytes makes them young again."""
        if self._spoilt:
            raise StoreFault(UNREACHABLE)
        sha256 = self._hash.hexdigest()
        with telling():
            if self._forced:
                os.fsync(self._file.fileno())
            self._file.close()
            self.unfinished.replace(self._folder / (self._name or sha256))
            if self._forced:
                _force(self._folder)
        return Stored(sha256, self._size)

    def abort(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        with telling():
            self.unfinished.unlink(missing_ok=True)


def _pieces(path: Path, start: int, end: int | None) -> Pieces:
    with telling():
        file = path.open("rb")
    with file:
        left = (sys.maxsize if end is None else end) - start
        file.seek(start)
        while left > 0:
            with telling():
                piece = file.read(min(CHUNK, left))
            if not piece:
                return
            left -= len(piece)
            yield piece


def _force(folder: Path) -> None:
    """Make a new name in this folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
