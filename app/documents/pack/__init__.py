"""The pack: a frozen portfolio as a ZIP that opens offline in any browser, and the check of such a file."""

from app.documents.pack.checked import CheckedPack, check_pack
from app.documents.pack.entries import PackFile, entries_of, part_of, split
from app.documents.pack.pages import HEADER, STATEMENT, STATEMENT_SIGNED, PackView, page_name, pages_of
from app.documents.pack.zipped import Entry, zipped

__all__ = [
    "HEADER",
    "STATEMENT",
    "STATEMENT_SIGNED",
    "CheckedPack",
    "Entry",
    "PackFile",
    "PackView",
    "check_pack",
    "entries_of",
    "page_name",
    "pages_of",
    "part_of",
    "split",
    "zipped",
]
