"""What may come in is on a list, and known by its content; its name gets an ending that agrees."""

import pytest

from app.files.looking import look
from app.files.looking.content import held
from app.files.looking.endings import ACCEPT, KINDS
from tests.files.looking.made import (
    LETTER,
    MAINS,
    ODF,
    PDF,
    PNG,
    compound,
    excel,
    office,
    open_document,
    related,
    sheet,
    slides,
    word,
)


def boxed(brand: bytes, *compatible: bytes) -> bytes:
    box = b"ftyp" + brand + b"\x00\x00\x00\x00" + b"".join(compatible)
    return (len(box) + 4).to_bytes(4, "big") + box + b"\x00" * 40


MESSAGE = compound(("__properties_version1.0", b"x"), ("__substg1.0_37010102", PNG))
GOOD = [
    (PDF, "plan.pdf", "application/pdf"),
    *((office(ending), f"a{ending}", kind) for ending, (_, kind) in MAINS.items()),
    (
        office(".docx", ("word/media/i.svg", b"<svg/>"), ("word/media/i.wmz", b"\x1f\x8b\x08")),
        "a.docx",
        MAINS[".docx"][1],
    ),
    (office(".docx", related("attachedTemplate", "file:///C:\\Templates\\Letter.dotx")), "a.docx", MAINS[".docx"][1]),
    (office(".docx", related("attachedTemplate", "Letter.dotx")), "a.docx", MAINS[".docx"][1]),
    (office(".docx", related("attachedTemplate", "file:///\\\\fs01\\Templates\\L.dotx")), "a.docx", MAINS[".docx"][1]),
    (office(".docx", related("attachedTemplate", "\\\\fs.cv.gov.uk\\Templates\\L.dotx")), "a.docx", MAINS[".docx"][1]),
    (office(".docx", related("hyperlink", "https://example.org/a%20plan")), "a.docx", MAINS[".docx"][1]),
    (office(".pptx", ("ppt/embeddings/chart.xlsx", office(".xlsx"))), "a.pptx", MAINS[".pptx"][1]),
    (office(".docx", ("word/embeddings/o.bin", compound(("Workbook", excel())))), "a.docx", MAINS[".docx"][1]),
    *((open_document(what), f"a.od{what[0]}", ODF + what) for what in ("text", "presentation")),
    (open_document("spreadsheet"), "a.ods", ODF + "spreadsheet"),
    (compound(("WordDocument", word())), "old.doc", "application/msword"),
    (compound(("Workbook", excel(sheet(0), sheet(2)))), "old.xls", "application/vnd.ms-excel"),
    (compound(("PowerPoint Document", slides())), "old.ppt", "application/vnd.ms-powerpoint"),
    (MESSAGE, "thanks.msg", "application/vnd.ms-outlook"),
    (b"{\\rtf1\\ansi What I did.}", "notes.rtf", "application/rtf"),
    (b"What I did: 3 < 4, and MZ said so.\n", "notes.txt", "text/plain"),
    (b"MZ and I met at the library.\n", "notes.txt", "text/plain"),
    ("£5 each".encode("cp1252"), "costs.csv", "text/csv"),
    ("Ŵyl".encode("utf-16"), "notes.txt", "text/plain"),
    (b"# Visit\n", "visit.md", "text/markdown"),
    (LETTER, "thanks.eml", "message/rfc822"),
    (LETTER + b"\r\nMine is name=mark@example.com", "thanks.eml", "message/rfc822"),
    (
        LETTER.replace(b"\r\n\r\n", b'\r\nContent-Type: multipart/mixed;\r\n boundary="name.js"\r\n\r\n')
        + b'\r\nContent-Type: application/pdf;\r\n name="plan.pdf"\r\n'
        + b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK",
        "plan.eml",
        "message/rfc822",
    ),
    (
        compound(("__properties_version1.0", b"x"), ("__substg1.0_3001001F", "mark@example.com".encode("utf-16-le"))),
        "a.msg",
        "application/vnd.ms-outlook",
    ),
    (b"ARC-Seal: i=1;\r\n a=rsa\r\n" + LETTER, "thanks.eml", "message/rfc822"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "photo.jpg", "image/jpeg"),
    (PNG, "shot.png", "image/png"),
    (b"GIF89a\x01\x00\x01\x00", "a.gif", "image/gif"),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a.webp", "image/webp"),
    (b"II*\x00\x08\x00\x00\x00", "scan.tif", "image/tiff"),
    (boxed(b"heic", b"mif1", b"heic"), "IMG_1.HEIC", "image/heic"),
    (boxed(b"mif1", b"hev1"), "IMG_2.heif", "image/heif"),
    (b"ID3\x04\x00\x00\x00\x00\x00\x00", "talk.mp3", "audio/mpeg"),
    (b"\xff\xf1\x50\x80\x02", "talk.aac", "audio/aac"),
    (b"#!AMR\n\x3c", "talk.amr", "audio/amr"),
    (boxed(b"M4A ", b"isom"), "talk.m4a", "audio/mp4"),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", "talk.wav", "audio/wav"),
    (b"OggS\x00\x02", "talk.opus", "audio/ogg"),
    (boxed(b"isom", b"mp41"), "clip.mp4", "video/mp4"),
    (boxed(b"qt  "), "clip.mov", "video/quicktime"),
    (boxed(b"3gp4"), "clip.3gp", "video/3gpp"),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webmB\x87\x81\x04", "clip.webm", "video/webm"),
]


@pytest.mark.parametrize(("data", "name", "kind"), GOOD, ids=lambda one: one if isinstance(one, str) else "")
def test_what_people_bring_from_work_comes_in_under_its_own_name(data: bytes, name: str, kind: str) -> None:
    looked = look(held(data), name)
    assert (looked.kind.type, looked.name) == (kind, name)


@pytest.mark.parametrize(
    ("data", "name", "called"),
    [
        (boxed(b"heic", b"heic"), "photo.jpg", "photo.heic"),
        (PNG, "photo.JPG", "photo.png"),
        (b"words", "plan.pdf", "plan.txt"),
        (b"words", "Notes 12.11.2026", "Notes 12.11.2026.txt"),
        (office(".docx"), "plan.pdf", "plan.docx"),
        (PDF, "scan.bin", "scan.bin.pdf"),
        (PDF, "scan", "scan"),
        (PNG, "y" * 116 + ".jpg", "y" * 116 + ".png"),
        (PNG, "y" * 115 + ".jpeg", "y" * 115 + ".png"),
        (PNG, "y" * 113 + ".2026x1", "y" * 113 + ".20.png"),
    ],
)
def test_a_name_that_says_another_kind_gets_the_ending_of_its_content(data: bytes, name: str, called: str) -> None:
    assert look(held(data), name).name == called
    assert len(called) <= 120


def test_what_a_browser_offers_is_what_may_come_in() -> None:
    offered = ACCEPT.split(",")
    for kind, (_, endings) in KINDS.items():
        assert endings[0] in offered or f"{kind.partition('/')[0]}/*" in offered
    assert not {".zip", ".docm", ".svg", ".html", ".exe"} & set(offered)
