"""Files that are two at once: a picture or a PDF that is also a page, a script or an archive."""

import re

from app.files.looking.content import Content
from app.files.looking.reasons import NotTaken, Why
from app.files.looking.zips import END, end_of_archive

_PAGE = re.compile(rb"(?i)<(!doctype\s+html|html|head|body|script|svg|iframe|\?php)[\s>/]")
_FIRST = 1024  # as far as browsers look for a page
_OTHERS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


def insist_one(content: Content, head: bytes, kind: str) -> None:
    """Raise NotTaken where these bytes are of another kind as well."""
    pages = kind in ("application/pdf", "image/gif", "image/webp", "audio/wav")
    if pages and _PAGE.search(head[:_FIRST]):
        raise NotTaken(Why.TWO_IN_ONE)
    if kind == "application/pdf" and any(mark in head for mark in _OTHERS):
        raise NotTaken(Why.TWO_IN_ONE)
    if _ends_as_archive(content):
        raise NotTaken(Why.TWO_IN_ONE)


def _ends_as_archive(content: Content) -> bool:
    """Whether unpackers would take this for a ZIP: they look for its list of contents from the end."""
    start = max(0, content.size - END)
    found = end_of_archive(content, start)
    return found is not None and content.at(found.place - found.size, 4) == b"PK\x01\x02"
