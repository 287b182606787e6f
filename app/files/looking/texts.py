"""Texts: plain, CSV, Markdown, rich text and e-mail. A text is one to its last byte."""

import codecs
import re

from app.files.kinds import text_kind
from app.files.looking.content import Content
from app.files.looking.programs import is_archive, is_program
from app.files.looking.reasons import NotTaken, Why

RICH = "application/rtf"
_RICH_MARK = b"{\\rtf1"
# An object packed into the text, data fetched from elsewhere, or a command: none of them is words.
_RICH_HARM = re.compile(
    rb"(?i)\\obj(data|ect|emb|link|autlink|ocx|html|sub|pub|icemb|update)|\\\*\s*\\template|DDE(AUTO)?\s|\\bin[0-9]"
)

_PAGE = re.compile(
    rb"(?i)(?:\s|(?><!--.*?-->))*+<(\?xml|!doctype|!entity|html|head|body|script|iframe|h[1-6]|div|font|table|a|style"
    rb"|title|b|br|p|i|img|svg|math|xsl|link|meta|form|object|embed)[\s>/:]",
    re.DOTALL,
)
_PAGE_NEAR = re.compile(rb"(?i)<(script|html|svg|iframe|!doctype\s+html|!doctype\s+svg)[\s>/]")
_NEAR = 1024  # as far as browsers look
_SCRIPT = re.compile(rb"(?i)\s*(<\?(php|=)|<%|@echo\s+(off|on)|#!/)")
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BEFORE_PDF = re.compile(rb"%PDF-\d")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def insist_harmless_head(head: bytes) -> None:
    """Raise NotTaken for programs, archives, pages and scripts, before asking whether this is a text at all."""
    if is_program(head):
        raise NotTaken(Why.PROGRAM)
    if is_archive(head):
        raise NotTaken(Why.ARCHIVE)
    plain = _plain(head)
    if _BEFORE_PDF.search(head[:_NEAR]):
        raise NotTaken(Why.TWO_IN_ONE)
    if _PAGE.match(plain):
        raise NotTaken(Why.WEB_PAGE)
    if _SCRIPT.match(plain):
        raise NotTaken(Why.PROGRAM)


def judge(content: Content, head: bytes, name: str) -> str | None:
    """The type of a text by its ending, None where this is no text. Raises NotTaken for pages and packed objects."""
    if not _is_text(content, head):
        return None
    if head.startswith(b"{\\rt"):
        return _rich(content, head)
    kind = text_kind(_plain(head), name)
    if kind != "message/rfc822" and _PAGE_NEAR.search(_plain(head)[:_NEAR]):
        raise NotTaken(Why.WEB_PAGE)
    return kind


def _rich(content: Content, head: bytes) -> str:
    if not head.startswith(_RICH_MARK):
        raise NotTaken(Why.BROKEN)
    if any(_RICH_HARM.search(piece) for piece in content.pieces(64)):
        raise NotTaken(Why.INSIDE)
    return RICH


def _plain(head: bytes) -> bytes:
    """The first bytes without the marks and zeros that some encodings put in."""
    for mark, _ in _MARKS:
        if head.startswith(mark):
            return head[2:].replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8)


def _is_text(content: Content, head: bytes) -> bool:
    coded = next((coded for mark, coded in _MARKS if head.startswith(mark)), None)
    if coded:
        return _reads_as(content, coded)
    return _reads_as(content, "utf-8") or (_mostly_plain(head) and _reads_as(content, "cp1252"))


def _reads_as(content: Content, coded: str) -> bool:
    """Whether the whole file is text in this encoding."""
    decoder = codecs.getincrementaldecoder(coded)()
    try:
        for piece in content.pieces():
            if _HIDDEN.search(decoder.decode(piece)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_plain(head: bytes) -> bool:
    """Old Windows text gives almost any byte a letter; a real one is English with a few of them."""
    return sum(byte >= 0x80 for byte in head) * 4 <= len(head) + 3
