"""How much of somebody's ZIP is looked at: its table of contents is read whole, so it may not be of any size."""

import os
import struct
from typing import IO
from zipfile import BadZipFile

MOST_CONTENTS = 8 * 1024 * 1024
"""Bytes of the tables of contents of all parts; a pack of twenty thousand files takes less than a third of it."""
MOST_ENTRIES = 50_000
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = 20
_FARTHEST = 65_535 + _END.size
_OVERFLOWN = 0xFFFFFFFF


def insist_on_short_contents(file: IO[bytes], most: int = MOST_CONTENTS) -> int:
    """How many bytes the table of contents says that it takes. Raises BadZipFile past `most`, or without one."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - _FARTHEST)
    file.seek(start)
    tail = file.read(_FARTHEST)
    # As `zipfile` looks for it: without a comment at the very end, else the last one that there is.
    at = len(tail) - _END.size
    if at < 0 or not (tail[at:].startswith(b"PK\5\6") and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        raise BadZipFile
    taken = _contents(file, start + at, tail[at : at + _END.size])
    if taken > most:
        raise BadZipFile
    file.seek(0)
    return taken


def _contents(file: IO[bytes], end: int, record: bytes) -> int:
    """How many bytes the table of contents takes, by the longer record where there is one before `end`."""
    said = int(_END.unpack(record)[5])
    before = end - _LOCATOR - _END_64.size
    if before < 0:
        return said
    file.seek(before)
    longer = file.read(_END_64.size)
    if longer.startswith(b"PK\6\6") and file.read(_LOCATOR).startswith(b"PK\6\7"):
        return max(said if said != _OVERFLOWN else 0, int(_END_64.unpack(longer)[8]))
    return said
