"""E-mail: a text whose attachments are looked at by their names and first bytes."""

import base64
import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote

from app.files.looking.content import Content
from app.files.looking.endings import is_harmful
from app.files.looking.programs import is_archive, is_program
from app.files.looking.reasons import NotTaken, Why

KIND = "message/rfc822"

# The headers of an attachment that may name it, each with the lines that it goes on in.
_HEADER = re.compile(rb"(?im)^content-(?:type|disposition)[ \t]*:((?:[^\n]|\n[ \t]){0,6000})")
_NAME = re.compile(rb"(?i)[;\s]\s*(?:file)?name(?:\*\d*)?\*?\s*=\s*(\"[^\"\r\n]{1,200}|[^\s;\"]{1,200})")
_PACKED = re.compile(
    rb"(?i)content-transfer-encoding\s*:\s*(base64)[^\n]*\n"
    rb"(?:[!-~][^\n]*\n|[ \t][^\n]*\n){0,20}\r?\n([A-Za-z0-9+/]{8,76})"
)
_UUENCODED = re.compile(
    rb"(?m)^begin [0-7]{3} [^\n]{1,200}\.(exe|scr|com|js|vbs|bat|cmd|zip|rar|7z|docm|xlsm|pptm)\s*$", re.I
)
_OVERLAP = 8 * 1024


def insist_harmless(content: Content) -> None:
    """Raise NotTaken where an attachment is a program, an archive, or is called like one."""
    for piece in content.pieces(_OVERLAP):
        if any(is_harmful(name) for name in _names(piece)) or _UUENCODED.search(piece):
            raise NotTaken(Why.INSIDE)
        for found in _PACKED.finditer(piece):
            if _is_harmful_inside(found[2]):
                raise NotTaken(Why.INSIDE)


def _names(piece: bytes) -> Iterator[str]:
    """What attachments are called, in every way in which a program for e-mail may read it."""
    for header in _HEADER.finditer(piece):
        for found in _NAME.finditer(header[1]):
            name = found[1].strip(b'"').decode("utf-8", "replace")
            yield name.rpartition("''")[2]
        name = message_from_bytes(header[0] + b"\n\n").get_filename("")
        yield from (name, unquote(name), _decoded(name))


def _decoded(name: str) -> str:
    """A name that is written in encoded words (RFC 2047) as it reads; one in letters nobody knows, letter by letter."""
    try:
        parts = decode_header(name)
    except HeaderParseError:
        return name
    return "".join(part if isinstance(part, str) else _letters(part, charset) for part, charset in parts)


def _letters(part: bytes, charset: str | None) -> str:
    try:
        return part.decode(charset or "latin-1", "replace")
    except LookupError:
        return part.decode("latin-1")


def _is_harmful_inside(packed: bytes) -> bool:
    try:
        head = base64.b64decode(packed[: len(packed) // 4 * 4])
    except binascii.Error:
        return False
    if head.startswith(b"PK\x03\x04"):
        # An office document begins with one of these; what it holds is looked at when it is opened, by its program.
        return not head[30:].startswith((b"[Content", b"_rels/", b"mimetype", b"docProps", b"word/", b"xl/", b"ppt/"))
    return is_program(head) or is_archive(head)
