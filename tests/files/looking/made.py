"""Small real files, good and bad, made by hand for the tests of what may come in."""

import io
import struct
import zipfile

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
MAINS = {
    ".docx": ("word/document.xml", OOXML + "wordprocessingml.document"),
    ".xlsx": ("xl/workbook.xml", OOXML + "spreadsheetml.sheet"),
    ".pptx": ("ppt/presentation.xml", OOXML + "presentationml.presentation"),
}
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 100
LETTER = b"From: Mark Ellis <mark@example.org>\r\nTo: chloe@example.org\r\nSubject: Visit\r\n\r\nThank you."


def zipped(*parts: tuple[str, bytes], stored: int = 0) -> bytes:
    """A ZIP of these parts; the first `stored` of them as they are."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (name, content) in enumerate(parts):
            archive.writestr(name, content, zipfile.ZIP_STORED if at < stored else zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def said(ending: str, *more: str) -> bytes:
    """What an office document says of its parts."""
    name, kind = MAINS[ending]
    types = [f'<Override PartName="/{name}" ContentType="{kind}.main+xml"/>', *more]
    return ("<?xml version='1.0' encoding='UTF-8'?><Types>" + "".join(types) + "</Types>").encode()


def office(ending: str, *parts: tuple[str, bytes], types: tuple[str, ...] = ()) -> bytes:
    """A Word, Excel or PowerPoint file with these parts beside its own."""
    main = (MAINS[ending][0], b"<document/>")
    return zipped(("[Content_Types].xml", said(ending, *types)), ("_rels/.rels", b"<Relationships/>"), main, *parts)


def related(kind: str, target: str) -> tuple[str, bytes]:
    """What a Word file says of something outside of it."""
    office_document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    said = f'<Relationship Id="r1" Type="{office_document}{kind}" Target="{target}" TargetMode="External"/>'
    return "word/_rels/settings.xml.rels", f"<Relationships>{said}</Relationships>".encode()


def open_document(what: str, *parts: tuple[str, bytes], manifest: bytes = b"<manifest:manifest/>") -> bytes:
    return zipped(
        ("mimetype", (ODF + what).encode()),
        ("content.xml", b"<office:document-content/>"),
        ("META-INF/manifest.xml", manifest),
        *parts,
        stored=1,
    )


def compound(*entries: tuple[str, bytes | None], sector: int = 512) -> bytes:
    """A compound file of these streams (None for a storage), all in its root, each at least 4,096 bytes long."""
    streams = [(name, data if data is None else data.ljust(4096, b"\x00")) for name, data in entries]
    table: list[int] = []
    body = b""

    def put(data: bytes) -> int:
        nonlocal body
        first, count = len(table), -(-len(data) // sector)
        table.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        body += data.ljust(count * sector, b"\x00")
        return first

    placed = [(name, None if data is None else (put(data), len(data))) for name, data in streams]
    none = 0xFFFFFFFF
    listed = _entry("Root Entry", 5, none, 1 if placed else none, 0xFFFFFFFE, 0)
    for at, (name, place) in enumerate(placed, 1):
        right = at + 1 if at < len(placed) else none
        listed += _entry(name, 2, right, none, *place) if place else _entry(name, 1, right, none, 0, 0)
    directory = put(listed)
    tables = 1
    while len(table) + tables > tables * sector // 4:
        tables += 1
    first = len(table)
    table.extend([0xFFFFFFFD] * tables)
    written = struct.pack(f"<{len(table)}I", *table).ljust(tables * sector, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *[first + one if one < tables else none for one in range(109)])
    return head + body + written


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = raw.ljust(64, b"\x00") + struct.pack("<HBB3I", len(raw) + 2, kind, 1, 0xFFFFFFFF, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def word(flags: int = 0) -> bytes:
    """How the stream of an old Word document begins."""
    return b"\xec\xa5\xc1\x00" + bytes(6) + struct.pack("<H", flags) + bytes(100)


def record(kind: int, body: bytes) -> bytes:
    """A record of Excel."""
    return struct.pack("<HH", kind, len(body)) + body


def excel(*records: bytes) -> bytes:
    return record(0x0809, bytes(16)) + b"".join(records) + record(0x0A, b"")


def sheet(kind: int) -> bytes:
    """Excel's record of a sheet of this kind: 0 is a worksheet, 1 one of macros."""
    return record(0x85, struct.pack("<IBB", 0, 0, kind) + b"\x05\x00Sheet")


def slides(*, macros: bool = False) -> bytes:
    """How the stream of an old PowerPoint document begins, with macros inside a list inside the document."""
    atom = struct.pack("<HHIIII", 2, 0x0400, 12, 1, int(macros), 2)
    inner = struct.pack("<HHI", 0xF, 0x03FF, len(atom)) + atom
    return struct.pack("<HHI", 0xF, 0x03E8, len(inner)) + inner
