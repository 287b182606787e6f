"""A file's bytes, read where they are needed and never all at once."""

import io
from collections import OrderedDict
from collections.abc import Callable, Iterator

from app.files.looking.reasons import NotTaken, Why

PIECE = 256 * 1024
"""Bytes read at once when a whole file is gone through."""

BLOCK = 64 * 1024
BLOCKS = 32
"""Small reads are answered from blocks of this size, the last few of which are kept: a store far away is asked once."""

ReadAt = Callable[[int, int], bytes]
"""The bytes from a start up to, not including, an end; fewer only where the file ends."""


class Content:
    """A file of `size` bytes, wherever it lies."""

    def __init__(self, read: ReadAt, size: int) -> None:
        self._read = read
        self.size = size
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def at(self, start: int, length: int) -> bytes:
        """These bytes; fewer where the file ends, none outside it."""
        if start < 0 or length <= 0 or start >= self.size:
            return b""
        number, within = divmod(start, BLOCK)
        if within + length > BLOCK:
            return self._read(start, min(start + length, self.size))
        return self._block(number)[within : within + length]

    def _block(self, number: int) -> bytes:
        if (found := self._blocks.get(number)) is None:
            start = number * BLOCK
            found = self._blocks[number] = self._read(start, min(start + BLOCK, self.size))
            if len(self._blocks) > BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(number)
        return found

    def pieces(self, overlap: int = 0) -> Iterator[bytes]:
        """The whole file in order, each piece beginning with the last `overlap` bytes of the one before."""
        for start in range(0, self.size, PIECE):
            before = min(start, overlap)
            yield self.at(start - before, PIECE + before)

    def opened(self) -> io.BufferedReader:
        """The same as an open file."""
        return io.BufferedReader(_Opened(self), 64 * 1024)


class Effort:
    """What may be spent on looking at one file and all that is in it, in bytes unpacked or what takes as long."""

    def __init__(self, left: int = 256 * 1024 * 1024) -> None:
        self._left = left

    def spend(self, amount: int) -> None:
        """Raises NotTaken where nothing is left: a file that takes longer was made to."""
        self._left -= amount
        if self._left < 0:
            raise NotTaken(Why.UNPACKS)


def held(data: bytes) -> Content:
    """Bytes that are in memory already."""
    return Content(lambda start, end: data[start:end], len(data))


class _Opened(io.RawIOBase):
    def __init__(self, content: Content) -> None:
        self._content = content
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._content.size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._content.at(self._place, len(buffer))
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)
