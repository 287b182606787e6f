"""Word, Excel and PowerPoint as they were until 2007, and Outlook’s messages: compound files without macros."""

import re
import struct

from app.files.looking.compound import MAGIC, ONE_RECORD, Compound, Entry, records
from app.files.looking.content import Content, Effort
from app.files.looking.endings import is_harmful
from app.files.looking.programs import is_archive, is_program
from app.files.looking.reasons import NotTaken, Why

__all__ = ["MAGIC", "judge"]

_KINDS = {
    "worddocument": "application/msword",
    "workbook": "application/vnd.ms-excel",
    "book": "application/vnd.ms-excel",
    "powerpoint document": "application/vnd.ms-powerpoint",
    "__properties_version1.0": "application/vnd.ms-outlook",
}
_MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur", "projectwm"}
_LOCKED = {"encryptioninfo", "encryptedpackage", "\x06dataspaces", "encryptedsummary"}
_PACKED = {"\x01ole10native", "package"}

# Of an Outlook message: the bytes of an attachment, and its names. [MS-OXPROPS] 2.593, 2.595.
_ATTACHED = re.compile(r"(?i)__substg1\.0_37010102")
_ATTACHED_NAME = re.compile(r"(?i)__substg1\.0_(3704|3707)001[EF]")

# Records of Excel ([MS-XLS] 2.4) and PowerPoint ([MS-PPT] 2.4.10).
_SHEET, _FILE_PASS, _SHEETS_END = 0x85, 0x2F, 0x0A
_VBA_ATOM = 0x0400
_PPT_LOCKED = 0xF3D1C4DF


def judge(content: Content, effort: Effort, depth: int = 0, *, embedded: bool = False) -> str:
    """The type. Raises NotTaken where it is another compound file, encrypted, or holds what may not come in.

    `embedded`: an object inside a document, of any program; then its own kind does not matter.
    """
    compound = Compound(content, effort)
    names = {entry.name.casefold() for entry in compound.entries if entry.kind}
    if names & _LOCKED:
        raise NotTaken(Why.LOCKED)
    if names & _MACROS:
        raise NotTaken(Why.MACROS)
    if names & _PACKED:
        raise NotTaken(Why.INSIDE)
    top = {entry.name.casefold(): entry for entry in compound.root() if entry.is_stream}
    kinds = {kind for name, kind in _KINDS.items() if name in top}
    if len(kinds) > 1:
        raise NotTaken(Why.TWO_IN_ONE)
    if not kinds and not embedded:
        raise NotTaken(Why.UNKNOWN)
    _insist_parts(compound, effort)
    _insist_message(compound, effort, depth)
    return kinds.pop() if kinds else "application/octet-stream"


def _insist_parts(compound: Compound, effort: Effort) -> None:
    """Look at the streams of Word, Excel and PowerPoint, also of those inside another."""
    for entry in compound.entries:
        if not entry.is_stream:
            continue
        match entry.name.casefold():
            case "worddocument":
                _insist_word(compound.stream(entry))
            case "workbook" | "book":
                _insist_excel(compound.stream(entry), effort)
            case "powerpoint document":
                _insist_powerpoint(compound.stream(entry), effort)
            case "current user":
                _insist_open(compound.stream(entry))


def _insist_word(stream: Content) -> None:
    head = stream.at(0, 32)
    if len(head) < 32 or head[:2] not in (b"\xec\xa5", b"\xdc\xa5"):
        raise NotTaken(Why.BROKEN)
    if struct.unpack_from("<H", head, 10)[0] & 0x0100:
        raise NotTaken(Why.LOCKED)


def _insist_excel(stream: Content, effort: Effort) -> None:
    """Macros of Excel 4 are sheets of a kind of their own, hidden or not."""
    place = 0
    while True:
        effort.spend(ONE_RECORD)
        head = stream.at(place, 4)
        if len(head) < 4:
            raise NotTaken(Why.BROKEN)
        kind, length = struct.unpack("<HH", head)
        if place == 0 and kind & 0xFF != 0x09:
            raise NotTaken(Why.BROKEN)
        if kind == _FILE_PASS:
            raise NotTaken(Why.LOCKED)
        if kind == _SHEET and stream.at(place + 9, 1) not in (b"\x00", b"\x02"):
            raise NotTaken(Why.MACROS)
        if kind == _SHEETS_END:
            return
        place += 4 + length


def _insist_powerpoint(stream: Content, effort: Effort) -> None:
    for kind, place, length in records(stream, effort):
        if kind == _VBA_ATOM and length >= 8 and struct.unpack("<I", stream.at(place + 4, 4).ljust(4, b"\xff"))[0]:
            raise NotTaken(Why.MACROS)


def _insist_open(stream: Content) -> None:
    """PowerPoint says beside its document whether that is encrypted."""
    head = stream.at(0, 16)
    if len(head) == 16 and struct.unpack_from("<I", head, 12)[0] == _PPT_LOCKED:
        raise NotTaken(Why.LOCKED)


def _insist_message(compound: Compound, effort: Effort, depth: int) -> None:
    """Look at the attachments of a message: their names and first bytes, and documents of the old kind whole."""
    for entry in compound.entries:
        if entry.is_stream and _ATTACHED.fullmatch(entry.name):
            _insist_attached(compound.stream(entry), effort, depth + 1)
        elif entry.is_stream and _ATTACHED_NAME.fullmatch(entry.name) and is_harmful(_text(compound, entry)):
            raise NotTaken(Why.INSIDE)


def _insist_attached(attached: Content, effort: Effort, depth: int) -> None:
    from app.files.looking import office  # noqa: PLC0415  each looks at what the other may hold

    head = attached.at(0, 512)
    try:
        if depth > 2:
            raise NotTaken(Why.INSIDE)
        if head.startswith(MAGIC):
            judge(attached, effort, depth, embedded=True)
        elif head.startswith(b"PK\x03\x04"):
            office.judge(attached, effort, depth)
        elif is_program(head) or is_archive(head):
            raise NotTaken(Why.INSIDE)
    except NotTaken as refused:
        raise NotTaken(refused.why if refused.why in (Why.MACROS, Why.UNPACKS) else Why.INSIDE) from refused


def _text(compound: Compound, entry: Entry) -> str:
    raw = compound.stream(entry).at(0, 1024)
    coded = "utf-16-le" if entry.name.upper().endswith("001F") else "cp1252"
    return raw.decode(coded, "replace").strip("\x00 ")
