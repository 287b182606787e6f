"""Films and sound in boxes (MP4, MOV, 3GP, M4A): how long they last, and what in them tells where they were made.

Phones write the place, the device and names into boxes for people and players beside the pictures (`udta`, `meta`,
`uuid`), and a few keep a track of places (`camm`, `gpmd`, `mebx`). Each such box becomes an empty one of the same
length, so that nothing else moves and every player goes on as before. The film itself is not looked into.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from app.files.looking import Content
from app.files.looking.reasons import NotTaken, Why

KINDS = frozenset({"video/mp4", "video/quicktime", "video/3gpp", "audio/mp4"})
_TELLING = (b"udta", b"meta", b"uuid")
_MOST_BOXES = 100_000
"""A film recorded in pieces has two boxes for each second or so."""
_DEEPEST = 8
_SHOWN = (b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"tmcd", b"hint", b"auxv")


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its kind, its first byte, the first of its body, and the one after its last."""

    kind: bytes
    start: int
    body: int
    end: int


def milliseconds(content: Content) -> int | None:
    """How long it lasts; None where it does not say."""
    walk = _Walk(content)
    with suppress(NotTaken):
        for movie in walk.boxes(0, content.size, b"moov"):
            for box in walk.boxes(movie.body, movie.end, b"mvhd"):
                if (found := _lasts(content.at(box.body, 32))) is not None:
                    return found
    return None


def _lasts(head: bytes) -> int | None:
    wide = head[:1] == b"\x01"
    scale = int.from_bytes(head[20:24] if wide else head[12:16], "big")
    length = int.from_bytes(head[24:32] if wide else head[16:20], "big")
    unknown = length in (0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return round(length * 1000 / scale) if scale and not unknown else None


def telling(content: Content) -> list[Box]:
    """The boxes that can tell where, by whom or with what it was made, in order.

    Raises NotTaken for a film of more boxes, or boxes deeper in each other, than any camera makes.
    """
    walk, found = _Walk(content), []
    for box in walk.boxes(0, content.size):
        if box.kind in _TELLING:
            found.append(box)
        elif box.kind == b"moov":
            found += walk.telling_in(box)
    return found


def without(pieces: Iterable[bytes], boxes: list[Box]) -> Iterator[bytes]:
    """The same bytes with each of these boxes emptied: its length stays, its kind is `free`, its body is nothing.

    `boxes` come in order and none lies in another.
    """
    at, left = 0, deque(boxes)
    for piece in pieces:
        changed, end = bytearray(piece), at + len(piece)
        while left and left[0].start < end:
            box = left[0]
            _lay(changed, box.start + 4 - at, b"free")
            first, last = max(box.body - at, 0), min(box.end - at, len(piece))
            _lay(changed, first, bytes(max(0, last - first)))
            if max(box.end, box.start + 8) > end:
                break
            left.popleft()
        at = end
        yield bytes(changed)


def _lay(piece: bytearray, start: int, data: bytes) -> None:
    """Lay these bytes over a piece where they begin at this place, which may be outside it."""
    data = data[max(0, -start) :]
    start = max(start, 0)
    data = data[: max(0, len(piece) - start)]
    piece[start : start + len(data)] = data


class _Walk:
    """A film's boxes, one after another and in each other, so many at most."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._left = _MOST_BOXES

    def boxes(self, start: int, end: int, kind: bytes = b"") -> Iterator[Box]:
        """The boxes between two places, or those of one kind; ends at the first that makes no sense."""
        while True:
            head = self._content.at(start, 16)
            if len(head) < 8 or start + 8 > end:
                return
            size, body = int.from_bytes(head[:4], "big"), start + 8
            if size == 1:
                size, body = int.from_bytes(head[8:16], "big"), start + 16
            stop = end if size == 0 else start + size
            if stop > end or stop < body:
                return
            self._left -= 1
            if self._left < 0:
                raise NotTaken(Why.BROKEN)
            if kind in (b"", head[4:8]):
                yield Box(head[4:8], start, body, stop)
            start = stop

    def telling_in(self, outer: Box, depth: int = 1) -> list[Box]:
        """Those that tell, in a movie or a track."""
        if depth > _DEEPEST:
            raise NotTaken(Why.BROKEN)
        found: list[Box] = []
        for box in self.boxes(outer.body, outer.end):
            if box.kind in _TELLING or (box.kind == b"trak" and not self._is_shown(box)):
                found.append(box)
            elif box.kind == b"trak":
                found += self.telling_in(box, depth + 1)
        return found

    def _is_shown(self, track: Box) -> bool:
        """Whether a track is seen, heard or read; one that says nothing of itself is left as it is."""
        for media in self.boxes(track.body, track.end, b"mdia"):
            for handler in self.boxes(media.body, media.end, b"hdlr"):
                return self._content.at(handler.body + 8, 4) in _SHOWN
        return True
