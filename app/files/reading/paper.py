"""PDF: the words page by page, and authors, notes, fields, attachments and earlier versions that lie in it, too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from app.files.reading.bounds import MOST_PAGES, TooMuch
from app.files.reading.gathered import Gathered
from app.files.reading.general import extracted
from app.files.reading.properties import inside

KIND = "application/pdf"
_SAYS_NOTHING = ("/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner")
_CALLED = {"/Author": "author", "/Title": "title in the properties", "/Subject": "subject in the properties"}
_MOST_FIELDS = 5_000
_MOST_ATTACHED = 50
_OLDEST = 3
_MOST_DRAWN = 50


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from a PDF."""
    reader = PdfReader(path)
    if _said_count(reader) > MOST_PAGES or (count := len(reader.pages)) > MOST_PAGES:
        raise TooMuch
    gathered.count(count)
    found = {int(page["page_number"]): str(page["content"]) for page in extracted(path, KIND).pages or ()}
    for number in range(1, count + 1):
        gathered.page(f"page {number}", found.get(number, ""))
    _told(reader, gathered)
    for number, page in enumerate(reader.pages, 1):
        for what, words in _annotated(page):
            gathered.hide(what, f"page {number}", words)
        if _has_picture(page):
            gathered.picture()
    for at, (name, field) in enumerate((reader.get_fields() or {}).items()):
        if at >= _MOST_FIELDS:
            raise TooMuch
        gathered.hide("field of a form", name, str(field.get("/V", "") or ""))
    _attached(reader, gathered)
    _earlier(path, "\n".join(found.values()), gathered)


def _said_count(reader: PdfReader) -> int:
    """How many pages it says it has: going through very many takes long."""
    pages: Any = reader.root_object["/Pages"]
    return int(pages.get("/Count", 0))


def _told(reader: PdfReader, gathered: Gathered) -> None:
    for key, value in (reader.metadata or {}).items():
        if key not in _SAYS_NOTHING:
            gathered.hide(_CALLED.get(key, "property of its own"), "properties", str(value))
    xmp = reader.xmp_metadata
    if xmp is not None:
        for name in xmp.dc_creator or ():
            gathered.hide("author", "properties", str(name))
        for text in (*(xmp.dc_title or {}).values(), *(xmp.dc_description or {}).values()):
            gathered.hide("title in the properties", "properties", str(text))


def _annotated(page: Any) -> Iterator[tuple[str, str]]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        if not isinstance(note, dict):
            continue
        if note.get("/Subtype") != "/Widget":
            yield "comment", f"{note.get('/Contents') or ''} {note.get('/T') or ''}"
        action = note.get("/A")
        action = action.get_object() if action is not None else None
        if isinstance(action, dict) and "/URI" in action:
            yield "address behind a link", str(action["/URI"]).removeprefix("mailto:")


def _has_picture(page: Any) -> bool:
    """Whether a page has a picture on it, as far as its first objects tell."""
    drawn: Any = (page.get("/Resources") or {}).get("/XObject")
    some = list(drawn.get_object().values())[:_MOST_DRAWN] if drawn else []
    return any(one.get_object().get("/Subtype") == "/Image" for one in some)


def _attached(reader: PdfReader, gathered: Gathered) -> None:
    for at, (name, contents) in enumerate(reader.attachments.items()):
        if at >= _MOST_ATTACHED:
            raise TooMuch
        gathered.hide("name of an attachment", "attachments", name)
        for data in contents:
            inside(data, name, "attachment", gathered)


def _earlier(path: Path, now: str, gathered: Gathered) -> None:
    """A PDF that was changed by adding to it still holds what it was: up to each earlier end it is whole."""
    data = path.read_bytes()
    ends: list[int] = []
    place = data.find(b"%%EOF")
    while place >= 0:
        ends.append(place + 5)
        place = data.find(b"%%EOF", place + 5)
    lines = {line.strip() for line in now.splitlines()}
    for end in reversed(ends[:-1][-_OLDEST:]):
        before = path.with_suffix(".earlier")
        try:
            before.write_bytes(data[:end] + b"\n")
            words = extracted(before, KIND).content
        except Exception:  # noqa: S112  the first part of a PDF for the web ends so, too, and is no version
            continue
        gathered.hide("earlier version", "", "\n".join(one for one in words.splitlines() if one.strip() not in lines))
