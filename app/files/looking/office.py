"""Word, Excel, PowerPoint and OpenDocument: ZIP files that say inside what they are, and what else they may hold."""

import html
import re
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

from app.files.looking import old_office
from app.files.looking.content import Content, Effort, held
from app.files.looking.endings import is_harmful
from app.files.looking.programs import is_archive, is_program
from app.files.looking.reasons import NotTaken, Why
from app.files.looking.zips import beginning, parts_of, whole

_MOST_SAYING = 2 * 1024 * 1024  # of the parts that say what the others are
_MOST_INSIDE = 32 * 1024 * 1024  # of one document inside another
_DEEPEST = 2
_ONE_LOOK = 16 * 1024

_OOXML = "application/vnd.openxmlformats-officedocument."
_MAINS = {
    _OOXML + "wordprocessingml.document.main+xml": _OOXML + "wordprocessingml.document",
    _OOXML + "spreadsheetml.sheet.main+xml": _OOXML + "spreadsheetml.sheet",
    _OOXML + "presentationml.presentation.main+xml": _OOXML + "presentationml.presentation",
    _OOXML + "presentationml.slideshow.main+xml": _OOXML + "presentationml.slideshow",
}
_ODF = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {_ODF + what for what in ("text", "spreadsheet", "presentation", "graphics")}

_OPEN_DOCUMENT_PARTS = {"mimetype", "META-INF/manifest.xml"}  # by which programs know an OpenDocument file

_FETCHED = {"attachedtemplate", "oleobject", "subdocument", "frame", "afchunk"}
_ON_THIS_COMPUTER = re.compile(r"(?i)(file:/{0,3})?[a-z]:[\\/]|(?![\\/]{2}|[a-z][a-z0-9+.-]*:)")
# The letter of a council was begun from a template that lies on the council's own server.
_ON_THE_OFFICE_NETWORK = re.compile(
    r"(?i)(file:/{0,3})?[\\/]{2}[a-z][a-z0-9-]*((\.[a-z0-9-]+)*\.(local|internal|lan|gov\.uk|nhs\.uk|ac\.uk|sch\.uk))?[\\/]"
)

_MACRO_TYPES = re.compile(r"(?i)macroenabled|vbaproject|macrosheet|activex")
_MACRO_PARTS = re.compile(r"(?i)(^|/)(vbaproject[^/]*|vbadata\.xml|macrosheets/.*|activex/.*)$")
_ODF_MACRO_PARTS = re.compile(r"(?i)^(basic|scripts|dialogs)/.+")
_SCRIPT_PARTS = re.compile(r"(?i)\.(svg|xml|rels|htm|html|mht|bin)$")  # these may be in a document, and say no more
_PACKED_DRAWINGS = (".wmz", ".emz")  # drawings of old versions, packed with gzip
_FONTS = (".odttf", ".fntdata", ".obfuscated")  # disguised by being mixed with a key: their bytes mean nothing


def judge(content: Content, effort: Effort, depth: int = 0) -> str:
    """The type. Raises NotTaken where it is another ZIP, encrypted, or holds what may not come in."""
    with parts_of(content) as archive:
        names = {part.filename: part for part in archive.infolist()}
        if "[Content_Types].xml" in names:
            if _OPEN_DOCUMENT_PARTS & names.keys():
                raise NotTaken(Why.TWO_IN_ONE)
            kind = _office(archive, names)
        elif archive.infolist()[0].filename == "mimetype":
            kind = _open_document(archive, names)
        else:
            raise NotTaken(Why.ARCHIVE)
        for part in archive.infolist():
            _insist_harmless(archive, part, effort, depth)
            if part.filename.lower().endswith(".rels"):
                _insist_fetches_nothing(archive, part, effort)
    return kind


def _office(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    said = _words(whole(archive, names["[Content_Types].xml"], _MOST_SAYING, Why.UNPACKS))
    if _MACRO_TYPES.search(said) or any(_MACRO_PARTS.search(name) for name in names):
        raise NotTaken(Why.MACROS)
    kinds = {kind for main, kind in _MAINS.items() if re.search(rf"""["']{re.escape(main)}["']""", said)}
    if not kinds:
        raise NotTaken(Why.UNKNOWN)
    if len(kinds) > 1:
        raise NotTaken(Why.TWO_IN_ONE)
    return kinds.pop()


def _open_document(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    kind = whole(archive, names["mimetype"], 100, Why.ARCHIVE).decode("ascii", "replace").strip()
    if kind not in _OPEN_DOCUMENTS:
        raise NotTaken(Why.UNKNOWN if kind.startswith(_ODF) else Why.ARCHIVE)
    manifest = names.get("META-INF/manifest.xml")
    said = _words(whole(archive, manifest, _MOST_SAYING, Why.UNPACKS)) if manifest else ""
    if "encryption-data" in said or "encrypted-package" in names:
        raise NotTaken(Why.LOCKED)
    if any(_ODF_MACRO_PARTS.search(name) for name in names):
        raise NotTaken(Why.MACROS)
    return kind


def _insist_fetches_nothing(archive: zipfile.ZipFile, part: zipfile.ZipInfo, effort: Effort) -> None:
    """A template or an object that is fetched from another computer may hold anything; where a link leads is words."""
    effort.spend(part.file_size * 4)
    said = _undeclared(whole(archive, part, _MOST_SAYING, Why.UNPACKS))
    try:
        related = list(ElementTree.fromstring(said).iter())  # noqa: S314  it declares nothing, so it says no more
    except ElementTree.ParseError as error:
        raise NotTaken(Why.BROKEN) from error
    for one in related:
        kind = one.get("Type", "").strip().rpartition("/")[2].lower()
        outside = one.get("TargetMode", "").strip().lower() == "external"
        if outside and kind in _FETCHED and not _is_near(unquote(one.get("Target", "").strip())):
            raise NotTaken(Why.FETCHES)


def _is_near(target: str) -> bool:
    return bool(_ON_THIS_COMPUTER.match(target) or _ON_THE_OFFICE_NETWORK.match(target))


def _words(data: bytes) -> str:
    """XML as words to search in."""
    return html.unescape(_undeclared(data))


def _undeclared(data: bytes) -> str:
    """XML; what is declared in it could say anything, so it may declare nothing."""
    coded = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    words = data.decode(coded)
    if (
        "<!DOCTYPE" in words
        or "<!ENTITY" in words
        or re.search(r"""encoding=["'](?!utf-?(8|16)\b)""", words[:200], re.I)
    ):
        raise NotTaken(Why.BROKEN)
    return words


def _insist_harmless(archive: zipfile.ZipFile, part: zipfile.ZipInfo, effort: Effort, depth: int) -> None:
    """Look at one part, by its first bytes; a document inside the document is looked at whole, in memory."""
    name = part.filename
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise NotTaken(Why.BROKEN)
    if part.is_dir():
        return
    if is_harmful(name) and not _SCRIPT_PARTS.search(name):
        raise NotTaken(Why.INSIDE)
    effort.spend(_ONE_LOOK)
    head = beginning(archive, part, 512)
    if name.lower().endswith(_FONTS):
        return
    if head.startswith((old_office.MAGIC, b"PK\x03\x04")):
        effort.spend(part.file_size)
        _insist_document(whole(archive, part, _MOST_INSIDE, Why.INSIDE), effort, depth + 1)
    elif is_program(head) or (is_archive(head) and not name.lower().endswith(_PACKED_DRAWINGS)):
        raise NotTaken(Why.INSIDE)


def _insist_document(data: bytes, effort: Effort, depth: int) -> None:
    if depth > _DEEPEST:
        raise NotTaken(Why.INSIDE)
    inside = held(data)
    try:
        if data.startswith(b"PK"):
            judge(inside, effort, depth)
        else:
            old_office.judge(inside, effort, depth, embedded=True)
    except NotTaken as refused:
        raise NotTaken(refused.why if refused.why in (Why.MACROS, Why.UNPACKS) else Why.INSIDE) from refused
