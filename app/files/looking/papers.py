"""PDFs. One is known by its first bytes; here only whether it is encrypted."""

import re

from app.files.looking.content import Content
from app.files.looking.reasons import NotTaken, Why

KIND = "application/pdf"

_OVERLAP = 1024


def _name(letters: str) -> bytes:
    """A PDF name, in which each letter may be written as its number."""
    return b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % ((ord(one),) * 3) for one in letters)


# The trailer's entry leads to a dictionary, there or elsewhere; in a form's words neither stands behind it.
_ENCRYPT = re.compile(
    _name("Encrypt") + rb"[\s\x00]*(?:%[^\r\n]{0,100}[\r\n]\s*)?(?:<<|\d{1,10}[\s\x00]+\d{1,5}[\s\x00]+R)"
)


def judge(content: Content) -> str:
    """The type. Raises NotTaken where the PDF is encrypted, with a password to open it or without.

    A trailer is never packed, and that of any revision may be the one that counts, so the whole file is gone through.
    """
    for piece in content.pieces(_OVERLAP):
        if _ENCRYPT.search(piece):
            raise NotTaken(Why.LOCKED)
    return KIND
