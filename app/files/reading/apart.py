"""A process of its own for each file: told where the file lies, it answers in JSON, and is ended in any case."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import app
from app.files.reading.bounds import Bounds

_AT_ONCE = 64 * 1024


def answer(pieces: Iterable[bytes], media_type: str, bounds: Bounds) -> dict[str, Any] | None:
    """What the reader said, or None where it did not answer: too large, too long, too much, or it broke."""
    with tempfile.TemporaryDirectory(prefix="touchmark-reading-") as name:
        folder = Path(name)
        if not _written(pieces, folder / "file", bounds.file):
            return None
        said = _asked(folder, media_type, bounds)
    try:
        found = json.loads(said) if said else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "pages" in found else None


def _written(pieces: Iterable[bytes], place: Path, most: int) -> bool:
    size = 0
    with place.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > most:
                return False
            file.write(piece)
    return True


def _asked(folder: Path, media_type: str, bounds: Bounds) -> bytes:
    """The bytes of the answer; none where there was none in time, too much of it, or the process broke."""
    limits = (bounds.processor, bounds.memory)
    process = subprocess.Popen(  # noqa: S603  our own module, with two numbers, a type from our table and a fixed path
        [sys.executable, "-P", "-m", "app.files.reading", media_type, str(folder / "file"), *map(str, limits)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_surroundings(folder),
        start_new_session=True,
    )
    try:
        said = _listened(process, time.monotonic() + bounds.wall, bounds.answer)
        return said if said and process.wait(timeout=5) == 0 else b""
    except subprocess.TimeoutExpired:
        return b""
    finally:
        _ended(process)


def _surroundings(folder: Path) -> dict[str, str]:
    """No settings, secrets or proxies of ours; what it writes, it writes where it is thrown away."""
    path = os.pathsep.join(dict.fromkeys([str(Path(app.__file__).parent.parent), *filter(None, sys.path)]))
    return {"PYTHONPATH": path, "HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}


def _listened(process: "subprocess.Popen[bytes]", until: float, most: int) -> bytes:
    assert process.stdout is not None
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0 and len(said) <= most:
            if not selector.select(left):
                return b""
            piece = os.read(process.stdout.fileno(), _AT_ONCE)
            if not piece:
                return bytes(said)
            said += piece
    return b""


def _ended(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
    process.wait()
