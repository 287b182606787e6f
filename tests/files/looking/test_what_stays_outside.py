"""What may not come in, each with a real file, its reason, and what to do instead."""

import base64
import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile

import pytest

from app.files.looking import NotTaken, Why, look
from app.files.looking.content import held
from tests.files.looking.made import (
    LETTER,
    PDF,
    PNG,
    PROGRAM,
    compound,
    excel,
    office,
    open_document,
    record,
    related,
    said,
    sheet,
    slides,
    word,
    zipped,
)

DOC = ("WordDocument", word())
MACRO_TYPE = '<Override PartName="/w" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
VBA = compound(("VBA", None), ("PROJECT", b"ID=x"))


def tar() -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("notes.txt"))
    return sink.getvalue()


def locked_zip() -> bytes:
    """An office file whose parts say that they are encrypted."""
    data = bytearray(office(".docx"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + at] |= 1
    return bytes(data)


def lying(of: bytes, size: int) -> bytes:
    """The same ZIP, whose list says that its last part unpacks to this many bytes."""
    data = bytearray(of)
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, size)
    return bytes(data)


def one_in_many(copies: int) -> bytes:
    """A ZIP whose list leads to the same packed bytes many times, as bombs do."""
    data = office(".docx", ("big.xml", bytes(1_000_000)))
    end = data.rfind(b"PK\x05\x06")
    last = data[data.rfind(b"PK\x01\x02") : end]
    more = b"".join(last.replace(b"big.xml", b"%03d.xml" % at) for at in range(copies))
    parts, size, start = struct.unpack_from("<HII", data, end + 10)
    counts = struct.pack("<HHIIH", parts + copies, parts + copies, size + len(more), start, 0)
    return data[:end] + more + b"PK\x05\x06\x00\x00\x00\x00" + counts


def attached(name: str, data: bytes) -> bytes:
    head = f"Content-Type: application/x; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return LETTER.replace(b"\r\n\r\n", b"\r\nMIME-Version: 1.0\r\n\r\n--b\r\n" + head.encode()) + base64.encodebytes(
        data
    )


def with_attachment(data: bytes) -> bytes:
    head = "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return LETTER + b"\r\n--b\r\n" + head.encode() + base64.encodebytes(data)


BAD = [
    ("macros", "a.docx", office(".docx", ("word/vbaProject.bin", VBA)), Why.MACROS),
    ("macros, said only in the types", "a.docx", office(".docx", types=(MACRO_TYPE,)), Why.MACROS),
    (
        "macros, said in numbers",
        "a.docx",
        office(".docx", types=(MACRO_TYPE.replace("macroE", "&#109;acroE"),)),
        Why.MACROS,
    ),
    ("macros under another name", "a.docx", office(".docx", ("word/media/image1.png", VBA)), Why.MACROS),
    ("sheets of macros", "a.xlsx", office(".xlsx", ("xl/macrosheets/sheet1.xml", b"<x/>")), Why.MACROS),
    ("macros of OpenDocument", "a.odt", open_document("text", ("Basic/Standard/Module1.xml", b"<x/>")), Why.MACROS),
    ("scripts of OpenDocument", "a.odt", open_document("text", ("Scripts/python/a.py", b"x=1")), Why.MACROS),
    ("macros in an old Word file", "a.doc", compound(DOC, ("Macros", None), ("VBA", None)), Why.MACROS),
    ("macros in an old Excel file", "a.xls", compound(("Workbook", excel()), ("_VBA_PROJECT_CUR", None)), Why.MACROS),
    ("a sheet of macros in an old Excel file", "a.xls", compound(("Workbook", excel(sheet(0), sheet(1)))), Why.MACROS),
    ("macros in an old PowerPoint file", "a.ppt", compound(("PowerPoint Document", slides(macros=True))), Why.MACROS),
    (
        "macros in a chart's workbook",
        "a.pptx",
        office(".pptx", ("ppt/embeddings/b.xlsx", office(".xlsx", ("xl/vbaProject.bin", VBA)))),
        Why.MACROS,
    ),
    ("a Windows program", "setup.exe", PROGRAM, Why.PROGRAM),
    ("a program called a picture", "photo.jpg", PROGRAM, Why.PROGRAM),
    ("a Linux program", "tool", b"\x7fELF\x02\x01\x01" + bytes(50), Why.PROGRAM),
    ("a Mac program", "tool", b"\xcf\xfa\xed\xfe\x07\x00\x00\x01", Why.PROGRAM),
    ("a shortcut", "a.pdf", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), Why.PROGRAM),
    ("a shell script", "notes.txt", b"#!/bin/sh\nrm -r ~\n", Why.PROGRAM),
    ("a PHP script", "notes.txt", b"<?php system('x');", Why.PROGRAM),
    ("a script by its name", "run.js", b"alert(1)", Why.PROGRAM),
    ("a batch file", "run.bat", b"del c:\\", Why.PROGRAM),
    ("a page", "page.html", b"<!DOCTYPE html><script>alert(1)</script>", Why.WEB_PAGE),
    ("a page called a PDF", "page.pdf", b"  <html><body>", Why.WEB_PAGE),
    ("a page behind a remark", "a.txt", b"<!-- " + b"x" * 3000 + b" --><html>", Why.WEB_PAGE),
    ("a page in UTF-16", "a.txt", "<html>".encode("utf-16"), Why.WEB_PAGE),
    ("a page after words", "a.txt", b"Hello <script>alert(1)</script>", Why.WEB_PAGE),
    ("a drawing", "mark.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Why.WEB_PAGE),
    ("a drawing called a picture", "mark.png", b"<?xml version='1.0'?><svg/>", Why.WEB_PAGE),
    ("words called a page", "notes.html", b"I listened.", Why.WEB_PAGE),
    ("a ZIP", "a.zip", zipped(("notes.txt", b"words")), Why.ARCHIVE),
    ("a ZIP called Word", "a.docx", zipped(("setup.exe", PROGRAM)), Why.ARCHIVE),
    ("an e-book", "a.odt", zipped(("mimetype", b"application/epub+zip"), stored=1), Why.ARCHIVE),
    ("a RAR", "a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(30), Why.ARCHIVE),
    ("a 7z", "a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(30), Why.ARCHIVE),
    ("a tar", "a.tar", tar(), Why.ARCHIVE),
    ("gzip", "a.gz", gzip.compress(b"words"), Why.ARCHIVE),
    ("bzip2", "a.txt", bz2.compress(b"words"), Why.ARCHIVE),
    ("xz", "a.txt", lzma.compress(b"words"), Why.ARCHIVE),
    ("a locked Word file", "a.docx", compound(("EncryptionInfo", b"\x04\x00"), ("EncryptedPackage", b"x")), Why.LOCKED),
    ("locked parts", "a.docx", locked_zip(), Why.LOCKED),
    ("a locked OpenDocument", "a.odt", open_document("text", manifest=b"<manifest:encryption-data/>"), Why.LOCKED),
    ("a locked old Word file", "a.doc", compound(("WordDocument", word(0x0100))), Why.LOCKED),
    ("a locked old Excel file", "a.xls", compound(("Workbook", excel(record(0x2F, bytes(6))))), Why.LOCKED),
    (
        "a locked old PowerPoint file",
        "a.ppt",
        compound(("PowerPoint Document", slides()), ("Current User", struct.pack("<4I", 20, 0, 0, 0xF3D1C4DF))),
        Why.LOCKED,
    ),
    ("a locked PDF", "a.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root"), Why.LOCKED),
    ("a locked PDF that spells it", "a.pdf", PDF.replace(b"/Root", b"/#45ncryp#74<</V 4>> /Root"), Why.LOCKED),
    ("a locked PDF, said far inside", "a.pdf", PDF + b"x" * 262_100 + b"/Encrypt 5 0 R" + b"x" * 100_000, Why.LOCKED),
    ("an archive in a Word file", "a.docx", office(".docx", ("word/media/a.png", zipped(("b.txt", b"c")))), Why.INSIDE),
    ("a RAR in a Word file", "a.docx", office(".docx", ("word/media/a.png", b"Rar!\x1a\x07\x01\x00")), Why.INSIDE),
    ("a program in a Word file", "a.docx", office(".docx", ("word/media/a.png", PROGRAM)), Why.INSIDE),
    ("a program by its name", "a.docx", office(".docx", ("word/a.exe", b"x")), Why.INSIDE),
    (
        "a packed attachment in a Word file",
        "a.docx",
        office(".docx", ("word/embeddings/o.bin", compound(("\x01Ole10Native", b"x")))),
        Why.INSIDE,
    ),
    ("a packed attachment in an old Word file", "a.doc", compound(DOC, ("\x01Ole10Native", b"x")), Why.INSIDE),
    (
        "Word files in one another",
        "a.docx",
        office(".docx", ("b.docx", office(".docx", ("c.docx", office(".docx", ("d.docx", office(".docx"))))))),
        Why.INSIDE,
    ),
    ("an object in rich text", "a.rtf", b"{\\rtf1{\\object\\objocx{\\*\\objdata 0105}}}", Why.INSIDE),
    (
        "a script whose name is on the next line",
        "a.eml",
        LETTER + b"\r\nContent-Disposition: attachment;\r\n\tfilename*=UTF-8''a.js",
        Why.INSIDE,
    ),
    ("a script in encoded words", "a.eml", attached('"=?utf-8?B?ZXZpbC5qcw==?="', b"x"), Why.INSIDE),
    ("a script in unknown letters", "a.eml", attached('"=?x-none?Q?evil.?= =?x-none?Q?js?="', b"x"), Why.INSIDE),
    ("a script with its dot in code", "a.eml", attached('"evil%2Ejs"', b"x"), Why.INSIDE),
    (
        "a script with its name in two",
        "a.eml",
        LETTER + b"\r\nContent-Disposition: attachment; filename*0=evil.;\r\n filename*1=js",
        Why.INSIDE,
    ),
    (
        "a script with its name in two, in code",
        "a.eml",
        LETTER + b"\r\nContent-Disposition: attachment; filename*0*=UTF-8''evil%2E;\r\n filename*1*=%6As",
        Why.INSIDE,
    ),
    ("a program with an e-mail", "a.eml", attached('"invoice.exe"', b"words"), Why.INSIDE),
    ("a program with an e-mail, called a PDF", "a.eml", with_attachment(PROGRAM), Why.INSIDE),
    ("an archive with an e-mail", "a.eml", with_attachment(zipped(("a.exe", b"x"))), Why.INSIDE),
    (
        "a program with a message",
        "a.msg",
        compound(("__properties_version1.0", b"x"), ("__substg1.0_37010102", PROGRAM)),
        Why.INSIDE,
    ),
    (
        "a script with a message",
        "a.msg",
        compound(("__properties_version1.0", b"x"), ("__substg1.0_3707001F", "a.vbs".encode("utf-16-le"))),
        Why.INSIDE,
    ),
    (
        "a template from elsewhere",
        "a.docx",
        office(".docx", related("attachedTemplate", "https://example.org/a.dotm")),
        Why.FETCHES,
    ),
    (
        "a template from another computer",
        "a.docx",
        office(".docx", related("attachedTemplate", "file:///\\\\example.org\\a.dotm")),
        Why.FETCHES,
    ),
    (
        "a template from a computer that has no name",
        "a.docx",
        office(".docx", related("attachedTemplate", "\\\\203.0.113.9\\a.dotm")),
        Why.FETCHES,
    ),
    (
        "a template from a web folder",
        "a.docx",
        office(".docx", related("attachedTemplate", "\\\\example@SSL\\a.dotm")),
        Why.FETCHES,
    ),
    (
        "an object from elsewhere, said in numbers",
        "a.docx",
        office(".docx", related("oleObject", "ht&#116;p://example.org/a.html!")),
        Why.FETCHES,
    ),
    ("a bomb", "a.docx", office(".docx", ("word/big.xml", bytes(80_000_000))), Why.UNPACKS),
    ("a bomb that says so", "a.docx", lying(office(".docx"), 0xFFFFFFF0), Why.UNPACKS),
    ("a bomb of one part many times over", "a.docx", one_in_many(50), Why.UNPACKS),
    (
        "more parts than a document has",
        "a.docx",
        office(".docx", *((f"word/{at}.xml", b"") for at in range(10_001))),
        Why.UNPACKS,
    ),
    (
        "OpenDocument with macros, called Word",
        "a.docx",
        open_document("text", ("[Content_Types].xml", said(".docx")), ("Basic/Standard/Module1.xml", b"<x/>")),
        Why.TWO_IN_ONE,
    ),
    ("a page before a PDF", "a.pdf", b"junk<html><script>alert(1)</script>" + PDF, Why.TWO_IN_ONE),
    ("words before a PDF", "a.pdf", b"words " + PDF, Why.TWO_IN_ONE),
    ("a page in a PDF's first line", "a.pdf", b"%PDF-1.4 <script>alert(1)</script>" + PDF, Why.TWO_IN_ONE),
    ("a PDF that is an archive", "a.pdf", PDF + zipped(("a.exe", PROGRAM)), Why.TWO_IN_ONE),
    ("a picture that is an archive", "a.gif", b"GIF89a\x01\x00\x01\x00" + zipped(("a.class", b"x")), Why.TWO_IN_ONE),
    ("a picture that is a page", "a.gif", b"GIF89a<script>alert(1)</script>", Why.TWO_IN_ONE),
    (
        "a document of two kinds",
        "a.docx",
        office(".docx", types=(said(".xlsx").decode().partition("<Types>")[2],)),
        Why.TWO_IN_ONE,
    ),
    ("a picture called a program", "photo.exe", PNG, Why.ENDING),
    ("a PDF called a page", "plan.html", PDF, Why.ENDING),
    ("a Word file called one with macros", "plan.docm", office(".docx"), Why.ENDING),
    ("nothing", "a.pdf", b"", Why.EMPTY),
    ("half a Word file", "a.docx", office(".docx")[:-30], Why.BROKEN),
    ("a program before a Word file's parts", "a.docx", b"PK\x03\x04" + PROGRAM + office(".docx"), Why.BROKEN),
    ("parts named outside", "a.docx", office(".docx", ("../../etc/passwd", b"x")), Why.BROKEN),
    (
        "types that declare what they say",
        "a.docx",
        zipped(("[Content_Types].xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + said(".docx"))),
        Why.BROKEN,
    ),
    ("half an old Word file", "a.doc", compound(DOC)[:600], Why.BROKEN),
    ("zeros", "clip.mp4", bytes(200), Why.BROKEN),
    ("zeros of no kind", "a.dat", bytes(200), Why.UNKNOWN),
    ("an installer", "a.doc", compound(("Property", b"x")), Why.UNKNOWN),
    ("an AVIF picture", "a", b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1", Why.UNKNOWN),
]


@pytest.mark.parametrize(("name", "data", "why"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_it_stays_outside_and_is_told_why_and_what_to_do(name: str, data: bytes, why: Why) -> None:
    with pytest.raises(NotTaken) as refused:
        look(held(data), name)
    assert refused.value.why is why
    assert refused.value.sentence.startswith(f"“{name}” ")
    assert any(word in refused.value.sentence for word in ("Choose", "choose"))
    assert "{" not in refused.value.sentence


def test_every_reason_is_met_by_some_file() -> None:
    """Too large a picture is met in tests/files/test_pictures.py, a virus in tests/web/test_files_made_ready.py."""
    assert {why for *_, why in BAD} == set(Why) - {Why.LARGE_PICTURE, Why.INFECTED}


def test_parts_packed_in_rare_ways_are_not_unpacked() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", said(".docx"))
        archive.writestr("word/document.xml", b"<d/>")
    with pytest.raises(NotTaken) as refused:
        look(held(sink.getvalue()), "a.docx")
    assert refused.value.why is Why.BROKEN
