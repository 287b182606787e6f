"""ZIP files, as office documents are: their list of contents, checked before any of it is believed."""

import struct
import zipfile
from typing import NamedTuple

from app.files.looking.content import Content
from app.files.looking.reasons import NotTaken, Why

END = 65_557
"""The last bytes of a file in which a ZIP's end may begin: 22, and a remark of at most 65,535."""

MOST_PARTS = 10_000
_MOST_LIST = 2 * 1024 * 1024
_MOST_UNPACKED = 2 * 1024 * 1024 * 1024
_PLENTY = 64 * 1024 * 1024  # so much may come of a small file
_MOST_TIMES = 100
_ENCRYPTED = 0x1 | 0x40 | 0x2000


class End(NamedTuple):
    """A ZIP's end: where it stands, how many parts it names, how long its list is and where that begins."""

    place: int
    parts: int
    size: int
    start: int


def end_of_archive(content: Content, start: int) -> End | None:
    """The last thing from `start` on that reads as a ZIP's end."""
    tail = content.at(start, END)
    place = len(tail)
    while (place := tail.rfind(b"PK\x05\x06", 0, place)) >= 0:
        if len(tail) - place >= 22:
            parts, size, begins, remark = struct.unpack_from("<HIIH", tail, place + 10)
            if remark <= len(tail) - place - 22:
                return End(start + place, parts, size, begins)
    return None


def parts_of(content: Content) -> zipfile.ZipFile:
    """The ZIP, once its list of contents holds together. Raises NotTaken.

    Its parts lie side by side from the first byte on, so nothing hides before, between or in several of them; they
    are packed in the one way that office programs use, and together do not unpack to more than they may.
    """
    end = end_of_archive(content, max(0, content.size - END))
    if end is None or end.start + end.size != end.place or end.parts == 0:
        raise NotTaken(Why.BROKEN)
    if end.parts > MOST_PARTS or end.size > _MOST_LIST:
        raise NotTaken(Why.UNPACKS)
    archive = zipfile.ZipFile(content.opened())
    parts = archive.infolist()
    if len(parts) != end.parts or len({part.filename.casefold() for part in parts}) != len(parts):
        raise NotTaken(Why.BROKEN)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise NotTaken(Why.LOCKED)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise NotTaken(Why.BROKEN)
    _insist_bounded(parts, content.size)
    _insist_side_by_side(parts, end)
    return archive


def _insist_bounded(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_UNPACKED or unpacked > max(_PLENTY, _MOST_TIMES * size):
        raise NotTaken(Why.UNPACKS)


def _insist_side_by_side(parts: list[zipfile.ZipInfo], end: End) -> None:
    free = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < free or (free == 0 and part.header_offset != 0):
            raise NotTaken(Why.UNPACKS if free else Why.BROKEN)
        free = part.header_offset + 30 + part.compress_size
    if free > end.start:
        raise NotTaken(Why.UNPACKS)


def beginning(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """The first bytes of a part, unpacked no further than that."""
    with archive.open(part) as file:
        return file.read(most)


def whole(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, why: Why) -> bytes:
    """A part whole. Raises NotTaken where it is longer than `most`, whatever it says of itself."""
    if part.file_size > most:
        raise NotTaken(why)
    with archive.open(part) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise NotTaken(why)
    return data
