"""What a place for evidence files offers: each kept whole, named by its own bytes, under one apprenticeship."""

import errno
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

Pieces = Generator[bytes, None, None]
"""A file's bytes in order; close it to close the file early."""

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


class Sink(Protocol):
    """One file on its way in. Ends in `finish` or `abort`; aborting twice, or after finishing, does nothing."""

    def write(self, data: bytes) -> None: ...
    def read(self, start: int, end: int) -> bytes:
        """What was written already, from `start` up to, not including, `end`: for looking at it before it is kept."""

    def finish(self) -> Stored: ...
    def abort(self) -> None: ...


class FileStore(Protocol):
    """A place for files. Every method raises StoreFault when the place fails; another kind of place fits here."""

    def sink(self, apprenticeship: UUID) -> Sink:
        """Somewhere to write one file of this apprenticeship."""

    def size(self, apprenticeship: UUID, sha256: str) -> int | None:
        """How many bytes are kept under this hash; None where there is no such file."""

    def read(self, apprenticeship: UUID, sha256: str, start: int = 0, end: int | None = None) -> Pieces:
        """The bytes from `start` up to, not including, `end`. A missing file is told with the first piece."""

    def remove(self, apprenticeship: UUID, sha256: str) -> None:
        """Forget a file; nothing happens when it is not there."""

    def kept(self) -> Iterator[KeptFile]:
        """Every whole file, by apprenticeship and hash."""

    def sweep(self, referenced: Callable[[UUID, str], bool], before: datetime, *, remove: bool) -> tuple[KeptFile, ...]:
        """Files last written before `before` that nobody references; removed too when asked."""

    def works(self) -> bool:
        """Whether a file could be written just now (for the health page)."""


@contextmanager
def telling() -> Iterator[None]:
    """Say in one sentence what is wrong with the place, instead of an OSError."""
    try:
        yield
    except FileNotFoundError as error:
        raise StoreFault("A file that should be here cannot be found. Tell your administrator.") from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            said = "There is no room left for files, so nothing was kept. Tell your administrator."
        elif error.errno in _LOCKED:
            said = "Files cannot be kept or read just now, because their folder is locked. Tell your administrator."
        else:
            said = "Files cannot be reached just now. Try again in a few minutes."
        raise StoreFault(said) from error
