"""A folder that others see only once it is whole: written under another name, which what breaks off keeps."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_UNFINISHED = ".unfinished-"


@contextmanager
def appearing_whole(to: Path) -> Iterator[Path]:
    """A new folder to write into, for its owner alone, that gets this name at the end of the `with`.

    Nothing of it stays after an exception. What a process that was killed left beside it is removed by the next.
    """
    to = to.absolute()
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.parent / f".{to.name}{_UNFINISHED}{secrets.token_hex(4)}"
    with ExitStack() as holding:
        with _held(to.parent, wait=True):
            _clear(to.parent)
            unfinished.mkdir(mode=0o700)
            holding.enter_context(_held(unfinished, wait=False))
        try:
            yield unfinished
            unfinished.rename(to)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    force(to.parent)


def force(path: Path) -> None:
    """Have a file, or the names in a folder, safe on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(folder: Path) -> None:
    """Remove what broke off: whoever still writes holds theirs."""
    for found in folder.glob(f".*{_UNFINISHED}*"):
        with _held(found, wait=False) as free:
            if free:
                shutil.rmtree(found, ignore_errors=True)


@contextmanager
def _held(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold a folder as long as this process lives; False where another does, or where folders cannot be held."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(descriptor)
        yield False
        return
    try:
        yield True
    finally:
        os.close(descriptor)
