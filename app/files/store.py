"""What a place for evidence files offers: each kept whole, named by its own bytes, under one apprenticeship."""

import errno
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

Pieces = Generator[bytes, None, None]
"""A file's bytes in order; close it to close the file early."""

NO_ROOM = "There is no room left for files, so nothing was kept. Tell your administrator."
LOCKED = "Files cannot be kept or read just now, because their folder is locked. Tell your administrator."
UNREACHABLE = "Files cannot be reached just now. Try again in a few minutes."
MISSING = "A file that should be here cannot be found. Tell your administrator."

HASH = re.compile(r"[0-9a-f]{64}")
UNFINISHED = ".incoming-"
"""What the name of a file begins with that is still on its way."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LOCKED = (errno.EROFS, errno.EACCES, errno.EPERM)


class StoreFault(Exception):
    """The place where files are kept failed: full, read-only, or a file is gone. `sentence` is for people (503)."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Stored:
    """A file kept whole: the SHA-256 of its bytes in lower-case hexadecimal, and how many bytes there are."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as the store finds it. `sha256` is the name it was kept under; `changed` is aware UTC."""

    apprenticeship: UUID
    sha256: str
    size: int
    changed: datetime


class Derived(StrEnum):
    """Small things made from a file, kept beside it as `<sha256>.<kind>`. They can be made again from it at any time.

    `thumb` is a small picture, `text` the words that a machine read.
    """

    THUMB = "thumb"
    TEXT = "text"


class Sink(Protocol):
    """One file on its way in. Ends in `finish` or `abort`; aborting twice, or after finishing, does nothing."""

    def write(self, data: bytes) -> None:
        """Append these bytes. Once any were read, nothing more is written."""

    def read(self, start: int, end: int) -> bytes:
        """What was written, from `start` up to, not including, `end`: for looking at it before it is kept."""

    def finish(self) -> Stored: ...
    def abort(self) -> None: ...


class FileStore(Protocol):
    """A place for files. Every method raises StoreFault when the place fails, ValueError for a hash that is none."""

    @property
    def place(self) -> str:
        """Where it is, for whoever looks after it."""

    def sink(self, apprenticeship: UUID) -> Sink:
        """Somewhere to write one file of this apprenticeship."""

    def size(self, apprenticeship: UUID, sha256: str) -> int | None:
        """How many bytes are kept under this hash; None where there is no such file."""

    def read(self, apprenticeship: UUID, sha256: str, start: int = 0, end: int | None = None) -> Pieces:
        """The bytes from `start` up to, not including, `end`. A missing file is told with the first piece."""

    def remove(self, apprenticeship: UUID, sha256: str) -> None:
        """Forget a file, and before it what was made from it; nothing happens when it is not there."""

    def keep_derived(self, apprenticeship: UUID, sha256: str, kind: Derived, data: bytes) -> None:
        """Keep something small made from a file, in place of what was made before. StoreFault without that file."""

    def derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> bytes | None:
        """What was made from a file; None where nothing was, or not yet."""

    def remove_derived(self, apprenticeship: UUID, sha256: str, kind: Derived) -> None:
        """Forget what was made from a file; nothing happens when it is not there."""

    def kept(self, apprenticeship: UUID | None = None) -> Iterator[KeptFile]:
        """Every whole file, or those of one apprenticeship, by apprenticeship and hash; not what was made from them."""

    def erase(self, apprenticeship: UUID) -> None:
        """Forget everything of an apprenticeship: files, what was made from them, and what is still on its way."""

    def sweep(self, referenced: Callable[[UUID, str], bool], before: datetime, *, remove: bool) -> tuple[KeptFile, ...]:
        """Files last written before `before` that nobody references; removed too when asked.

        With them goes what is as old and stayed of uploads that broke off, or of files that are not there any more.
        """

    def works(self) -> bool:
        """Whether a file could be written just now (for the health page)."""


def insist_hash(sha256: str) -> str:
    """The same hash; ValueError for anything but 64 lower-case hexadecimal digits."""
    if not HASH.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256[:80]!r}")
    return sha256


def derived_from(name: str) -> str | None:
    """The hash of the file that something with this name was made from; None where it is no such name."""
    sha256, dot, kind = name.partition(".")
    return sha256 if dot and HASH.fullmatch(sha256) and kind in set(Derived) else None


@contextmanager
def telling() -> Iterator[None]:
    """Say in one sentence what is wrong with the place, instead of an OSError."""
    try:
        yield
    except FileNotFoundError as error:
        raise StoreFault(MISSING) from error
    except OSError as error:
        said = NO_ROOM if error.errno in _NO_ROOM else LOCKED if error.errno in _LOCKED else UNREACHABLE
        raise StoreFault(said) from error
