"""How long sound and film last, in milliseconds, from what their files say of themselves."""

import struct

from tinytag import TinyTag

from app.files import films
from app.files.looking import Content

_TAGGED = frozenset({"audio/mpeg", "audio/wav", "audio/ogg"})
_INFO, _DURATION, _SCALE = 0x1549A966, 0x4489, 0x2AD7B1
_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
_LONGEST = 1000 * 60 * 60 * 24 * 7
"""A file that says it lasts longer than a week is not believed."""


def milliseconds(content: Content, media_type: str) -> int | None:
    """How long it lasts; None for what has no length, or does not say it."""
    if media_type in films.KINDS:
        found = films.milliseconds(content)
    elif media_type == "video/webm":
        found = _webm(content)
    else:
        found = _tagged(content) if media_type in _TAGGED else None
    return found if found and 0 < found <= _LONGEST else None


def _tagged(content: Content) -> int | None:
    try:
        with content.opened() as file:
            seconds = TinyTag.get(file_obj=file, tags=False).duration
        return round(seconds * 1000) if seconds else None
    except Exception:  # a reader of files that were made to trouble it may raise anything
        return None


def _webm(content: Content) -> int | None:
    """What the head of a WebM file says; one that a browser recorded often says nothing."""
    at, end, scale, length = 0, min(content.size, 1024 * 1024), 1_000_000, 0.0
    while at < end:
        name, at = _number(content, at, keep_mark=True)
        size, at = _number(content, at)
        if name in (_SEGMENT, _INFO):
            continue
        if name == _CLUSTER or at <= 0:
            break
        if name == _SCALE:
            scale = int.from_bytes(content.at(at, min(size, 8)), "big")
        elif name == _DURATION and size in (4, 8):
            raw = content.at(at, size)
            length = struct.unpack(">f" if size == 4 else ">d", raw)[0] if len(raw) == size else 0.0
        at += size
    return round(length * scale / 1_000_000) if 0 < length < 1e15 else None


def _number(content: Content, at: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number as EBML writes it, and where it ends; the whole file where there is none."""
    first = content.at(at, 1)
    if not first or not first[0]:
        return 0, content.size
    length = 9 - first[0].bit_length()
    raw = int.from_bytes(content.at(at, length), "big")
    return raw if keep_mark else raw & ((1 << (7 * length)) - 1), at + length
