"""Compound files (OLE), a small file system in a file, as old Office and Outlook write them: a small bounded reader.

[MS-CFB], Compound File Binary File Format.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from app.files.looking.content import Content, Effort
from app.files.looking.reasons import NotTaken, Why

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MOST_BYTES = 512 * 1024 * 1024
_MOST_ENTRIES = 65_536
_END = 0xFFFFFFFA  # from here on a number is no sector
_ENTRY = 128
_STREAM, _ROOT = 2, 5

# How long things take, in bytes that would be unpacked meanwhile.
ONE_RECORD = 256
_ONE_STREAM = 2 * 1024
_ONE_LINK = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or a storage: its name, what it is, its neighbours in a tree, and where its bytes are."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int

    @property
    def is_stream(self) -> bool:
        return self.kind == _STREAM


class Compound:
    """What is in a compound file. Raises NotTaken where it does not hold together."""

    def __init__(self, content: Content, effort: Effort) -> None:
        head = content.at(0, 512)
        if len(head) < 512 or not head.startswith(MAGIC) or content.size > _MOST_BYTES:
            raise NotTaken(Why.BROKEN)
        self._content = content
        self._effort = effort
        self._version, _, self._shift = struct.unpack_from("<HHH", head, 26)
        if self._shift not in (9, 12):
            raise NotTaken(Why.BROKEN)
        self._sector = 1 << self._shift
        self._most = content.size // self._sector + 1
        first, _, self._cutoff, mini, _, lists, _ = struct.unpack_from("<7I", head, 48)
        self._table = self._read_table(array("I", head[76:512]), lists)
        self.entries = self._read_entries(first)
        self._mini_table = array("I", self._bytes_of(mini)[: self._most * 64])
        self._mini = self._chain(self.entries[0].start)

    def root(self) -> list[Entry]:
        """What lies directly in the root, each once."""
        found, seen, waiting = [], set[int](), [self.entries[0].child]
        while waiting:
            place = waiting.pop()
            if place < len(self.entries) and place not in seen:
                seen.add(place)
                found.append(self.entries[place])
                waiting += [self.entries[place].left, self.entries[place].right]
        return found

    def stream(self, entry: Entry) -> Content:
        """A stream's bytes, wherever in the file they lie."""
        if entry.size < self._cutoff:
            chain = _followed(self._mini_table, entry.start, len(self._mini_table), self._effort)
            return self._in(chain, 64, entry.size, mini=True)
        return self._in(self._chain(entry.start), self._sector, entry.size)

    def _in(self, chain: array[int], unit: int, size: int, *, mini: bool = False) -> Content:
        def one(place: int, begin: int, end: int) -> bytes:
            if not mini:
                return self._content.at((place + 1 << self._shift) + begin, end - begin)
            start = place * 64
            sector = self._mini[start >> self._shift]
            return self._content.at((sector + 1 << self._shift) + start % self._sector + begin, end - begin)

        def read(start: int, end: int) -> bytes:
            data = bytearray()
            while start < end:
                place, begin = chain[start // unit], start % unit
                piece = one(place, begin, min(unit, begin + end - start))
                if not piece:
                    break
                data += piece
                start += len(piece)
            return bytes(data)

        return Content(read, min(size, len(chain) * unit))

    def _read_table(self, sectors: array[int], more: int) -> array[int]:
        """Which sector follows which; the sectors of this table stand in the head and in lists after it."""
        for _ in range(self._most):
            if more >= _END:
                break
            found = self._sector_at(more)
            sectors.extend(found[:-1])
            more = found[-1]
        table = array("I")
        for sector in sectors:
            if sector >= _END:
                continue
            if len(table) > self._most + self._sector:
                raise NotTaken(Why.BROKEN)
            table.extend(self._sector_at(sector))
        return table

    def _sector_at(self, place: int) -> array[int]:
        data = self._content.at(place + 1 << self._shift, self._sector)
        if len(data) < self._sector:
            raise NotTaken(Why.BROKEN)
        return array("I", data)

    def _read_entries(self, first: int) -> list[Entry]:
        data = self._bytes_of(first)
        if len(data) < _ENTRY or len(data) > _MOST_ENTRIES * _ENTRY:
            raise NotTaken(Why.BROKEN)
        entries = [self._entry(data[at : at + _ENTRY]) for at in range(0, len(data) - _ENTRY + 1, _ENTRY)]
        if entries[0].kind != _ROOT:
            raise NotTaken(Why.BROKEN)
        return entries

    def _entry(self, raw: bytes) -> Entry:
        length, kind = struct.unpack_from("<HB", raw, 64)
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        left, right, child = struct.unpack_from("<3I", raw, 68)
        start, size = struct.unpack_from("<IQ", raw, 116)
        # Of a size in the older version only half is sure to be written.
        return Entry(name, kind, left, right, child, start, size & 0xFFFFFFFF if self._version == 3 else size)

    def _chain(self, start: int) -> array[int]:
        return _followed(self._table, start, self._most, self._effort)

    def _bytes_of(self, start: int) -> bytes:
        pieces, length = [], 0
        for place in self._chain(start):
            pieces.append(self._content.at(place + 1 << self._shift, self._sector))
            length += len(pieces[-1])
            if length > _MOST_ENTRIES * _ENTRY:
                raise NotTaken(Why.BROKEN)
        return b"".join(pieces)


def _followed(table: array[int], start: int, most: int, effort: Effort) -> array[int]:
    """A chain of places to its end. Raises NotTaken where it leads outside, or in a circle."""
    chain = array("I")
    while start < _END:
        if start >= len(table) or len(chain) > most:
            raise NotTaken(Why.BROKEN)
        chain.append(start)
        start = table[start]
    effort.spend(_ONE_STREAM + len(chain) * _ONE_LINK)
    return chain


def records(content: Content, effort: Effort) -> Iterator[tuple[int, int, int]]:
    """PowerPoint's records as (type, place of what they hold, length), those in containers too. [MS-PPT] 2.3.1."""
    place = 0
    while True:
        effort.spend(ONE_RECORD)
        head = content.at(place, 8)
        if len(head) < 8:
            return
        version, kind, length = struct.unpack("<HHI", head)
        yield kind, place + 8, length
        place += 8 if version & 0xF == 0xF else 8 + length
