"""Pictures, before anybody can fetch them: upright, without place and device, HEIC as JPEG, and a small one beside.

Every picture is decoded and written anew, which is the only way to be sure of what is in it: the colours and their
profile, and nothing else. That is done in a process of its own with little memory and time, since a picture may have
been made to break its reader. One that cannot be read there stays outside: what another program could still show of it
may hold the place.
"""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from app.files.looking.reasons import NotTaken, Why
from app.files.pictures.treating import KINDS, THUMB_SIDE, TOO_MUCH

__all__ = ["MOST_BYTES", "THUMB_SIDE", "Treated", "is_picture", "thumbnail", "treated"]

MOST_BYTES = 200 * 1024 * 1024
"""Bytes of the largest picture that is taken."""
SECONDS = 60
"""How long one picture may take, whatever else the machine does."""
PIECE = 1024 * 1024

_PROGRAM = str(Path(__file__).with_name("treating.py"))
_AT_ONCE = BoundedSemaphore(2)  # each may take hundreds of megabytes

Write = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Treated:
    """A picture that may be fetched. `media_type` is its kind now, `original_sha256` the hash of what was sent."""

    media_type: str
    original_sha256: str
    thumb: bytes


def is_picture(media_type: str) -> bool:
    """Whether files of this type are treated."""
    return media_type in KINDS


def treated(pieces: Iterable[bytes], media_type: str, write: Write) -> Treated:
    """Write the picture that these pieces are, as it may be fetched. Raises NotTaken with the reason."""
    digest = hashlib.sha256()
    with _done(_counted(pieces, digest.update), media_type) as (out, thumb):
        with out.open("rb") as file:
            while piece := file.read(PIECE):
                write(piece)
        return Treated(KINDS[media_type], digest.hexdigest(), thumb.read_bytes())


def thumbnail(pieces: Iterable[bytes], media_type: str) -> bytes | None:
    """The small picture of one that is kept, as a JPEG; None where none can be made."""
    try:
        with _done(_counted(pieces, lambda _: None), media_type) as (_, thumb):
            return thumb.read_bytes()
    except NotTaken:
        return None


def _counted(pieces: Iterable[bytes], note: Callable[[bytes], object]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise NotTaken(Why.LARGE_PICTURE)
        note(piece)
        yield piece


@contextmanager
def _done(pieces: Iterable[bytes], media_type: str) -> Iterator[tuple[Path, Path]]:
    """The files that hold the new picture and the small one, in a folder of their own that is gone afterwards."""
    with _AT_ONCE, TemporaryDirectory(prefix="touchmark-picture-") as name:
        folder = Path(name)
        with (folder / "in").open("wb") as file:
            for piece in pieces:
                file.write(piece)
        command = [sys.executable, "-I", _PROGRAM, media_type, name]
        try:
            ran = subprocess.run(command, cwd=name, env={}, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise NotTaken(Why.LARGE_PICTURE) from error
        if ran.returncode:
            raise NotTaken(Why.LARGE_PICTURE if ran.returncode == TOO_MUCH else Why.BROKEN)
        yield folder / "out", folder / "thumb"
