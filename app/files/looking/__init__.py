"""What may come in: a file that has arrived is looked at, by its content, before it gets its name in the store.

Only what is on the list comes in (`endings.KINDS`); whatever cannot be read, or not within its bounds, stays outside.
Reading is bounded and flat in memory: nothing is unpacked to the disk, and no name or size that a file states of
itself or of its parts is believed further than it can do harm.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from app.files.kinds import HEAD, UNKNOWN, MediaType, may_show_inline, media_type
from app.files.looking import endings, letters, office, old_office, papers, texts, two_in_one
from app.files.looking.content import Content, Effort
from app.files.looking.reasons import NotTaken, Why

__all__ = ["Content", "Looked", "NotTaken", "Why", "look"]

# What the standard library's readers raise at files that were broken, or made, to trouble them.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that may come in: what it is, and its name, whose ending agrees with that."""

    kind: MediaType
    name: str


def look(content: Content, name: str) -> Looked:
    """What this file is, and what it is to be called. Raises NotTaken with the reason; nothing else but StoreFault."""
    if not content.size:
        raise NotTaken(Why.EMPTY, name)
    try:
        kind = _kind(content, name)
        endings.insist_harmless(name, kind)
    except NotTaken as refused:
        raise NotTaken(refused.why, name, refused.detail) from refused
    except _BROKEN as error:
        raise NotTaken(Why.BROKEN, name) from error
    return Looked(MediaType(kind, may_show_inline(kind)), endings.agreeing(name, kind))


def _kind(content: Content, name: str) -> str:
    head = content.at(0, HEAD)
    if judge := _opened(head):
        return judge(content, Effort())
    found = media_type(head, "").type
    if found in (UNKNOWN, "text/plain") or found.startswith("text/"):
        return _text_or_nothing(content, head, name)
    two_in_one.insist_one(content, head, found)
    return papers.judge(content) if found == "application/pdf" else found


def _opened(head: bytes) -> Callable[[Content, Effort], str] | None:
    """Kinds that say what they are only inside."""
    if head.startswith(b"PK\x03\x04"):
        return office.judge
    return old_office.judge if head.startswith(old_office.MAGIC) else None


def _text_or_nothing(content: Content, head: bytes, name: str) -> str:
    texts.insist_harmless_head(head)
    kind = texts.judge(content, head, name)
    if kind is None:
        # A name that says picture or document, and content that is none, is most often a file that was damaged.
        raise NotTaken(Why.BROKEN if endings.ending(name) in endings.KNOWN else Why.UNKNOWN)
    if kind == letters.KIND:
        letters.insist_harmless(content)
    return kind
