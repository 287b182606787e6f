"""What a file is, judged by its bytes; and what a browser may show in place."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.kinds import HEAD, UNKNOWN, may_show_inline, media_type

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A ZIP file's bytes with these members, the first one stored as it is."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (name, content) in enumerate(members):
            archive.writestr(name, content, zipfile.ZIP_STORED if at == 0 else zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def office(folder: str) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<r/>"), (f"{folder}/document.xml", b"<d/>"))


def open_document(what: str) -> bytes:
    return zipped(("mimetype", (ODF + what).encode()), ("content.xml", b"<c/>"))


def boxed(brand: bytes, *compatible: bytes) -> bytes:
    box = b"ftyp" + brand + b"\x00\x00\x00\x00" + b"".join(compatible)
    return (len(box) + 4).to_bytes(4, "big") + box + b"\x00" * 40


LETTER = b"From: Mark Ellis <mark@example.org>\r\nTo: chloe@example.org\r\nSubject: Visit\r\n\r\nThank you."

KNOWN = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "plan.pdf", "application/pdf", True),
    (office("word"), "a.docx", OOXML + "wordprocessingml.document", False),
    (office("xl"), "a.xlsx", OOXML + "spreadsheetml.sheet", False),
    (office("ppt"), "a.pptx", OOXML + "presentationml.presentation", False),
    (open_document("text"), "a.odt", ODF + "text", False),
    (open_document("spreadsheet"), "a.ods", ODF + "spreadsheet", False),
    (open_document("presentation"), "a.odp", ODF + "presentation", False),
    (b"What I did: I listened.\n", "notes.txt", "text/plain", False),
    ("Reflexión, ŵyl, 週".encode(), "notes.TXT", "text/plain", False),
    (b"on,minutes\n2026-11-02,90\n", "hours.csv", "text/csv", False),
    (b"# Visit\n", "visit.md", "text/markdown", False),
    (LETTER, "thanks.eml", "message/rfc822", False),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "photo.jpg", "image/jpeg", True),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "shot.png", "image/png", True),
    (b"GIF89a\x01\x00\x01\x00", "a.gif", "image/gif", True),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a.webp", "image/webp", True),
    (boxed(b"heic", b"mif1", b"heic"), "IMG_1.HEIC", "image/heic", False),
    (boxed(b"mif1", b"heic"), "IMG_2.heic", "image/heic", False),
    (b"ID3\x04\x00\x00\x00\x00\x00\x00", "talk.mp3", "audio/mpeg", True),
    (b"\xff\xfb\x90\x64\x00\x00", "talk.mp3", "audio/mpeg", True),
    (boxed(b"M4A ", b"isom"), "talk.m4a", "audio/mp4", True),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", "talk.wav", "audio/wav", True),
    (b"OggS\x00\x02", "talk.ogg", "audio/ogg", True),
    (boxed(b"isom", b"mp41"), "clip.mp4", "video/mp4", True),
    (boxed(b"mp42", b"isom"), "clip.mp4", "video/mp4", True),
    (boxed(b"qt  "), "clip.mov", "video/quicktime", True),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webmB\x87\x81\x04", "clip.webm", "video/webm", True),
]


@pytest.mark.parametrize(
    ("head", "name", "kind", "inline"), KNOWN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_kind_is_known_by_its_bytes(head: bytes, name: str, kind: str, inline: bool) -> None:
    found = media_type(head[:HEAD], name)
    assert (found.type, found.inline) == (kind, inline)


@pytest.mark.parametrize(
    ("head", "name", "kind", "inline"), [row for row in KNOWN if not row[2].startswith(("text/", "message/"))]
)
def test_a_false_ending_changes_nothing(head: bytes, name: str, kind: str, inline: bool) -> None:
    assert media_type(head, "invoice.html").type == kind


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "page.html"),
        (b"<html><script>alert(1)</script>", "page.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "mark.svg"),
        (b"<?xml version='1.0'?><svg/>", "mark.png"),
        (b"alert(1)", "run.js"),
        (b"MZ\x90\x00", "setup.exe"),
        (b"\x7fELF\x02", "setup"),
        (zipped(("setup.exe", b"MZ")), "a.docx"),
        (zipped(("mimetype", b"application/epub+zip")), "a.odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "clip.webm"),
        (boxed(b"avif", b"mif1"), "a.avif"),
        (b"caf\xe9", "notes.txt"),
        (b"text\x00with a zero", "notes.txt"),
        (b"\xff\xfe\x00", "a.mp3"),
        (b"GIFTS for the team", "a.gif"),
        (b"", "nothing"),
        (b"\x00" * 20, "zeros.mp4"),
    ],
)
def test_what_is_not_known_is_only_downloaded(head: bytes, name: str) -> None:
    found = media_type(head, name)
    assert not found.inline
    assert found.type in (UNKNOWN, "text/plain")
    assert found.type == UNKNOWN or name == "nothing"


def test_html_and_svg_never_show_in_place() -> None:
    for kind in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/plain", "", "image/heic"):
        assert not may_show_inline(kind)


def test_a_letter_cut_in_half_at_the_end_of_the_head_is_still_text() -> None:
    words = ("é" * HEAD).encode()
    assert media_type(b"a" + words[: HEAD - 1], "long.txt").type == "text/plain"
    assert media_type(b"aa" + words[: HEAD - 2], "long.txt").type == "text/plain"


def test_a_document_whose_first_part_is_a_big_picture_is_known_by_its_name() -> None:
    picture = bytes(range(256)) * 64
    head = zipped(("[Content_Types].xml", b"<Types/>"), ("docProps/thumbnail.jpeg", picture))[:HEAD]
    assert media_type(head, "a.docx").type == OOXML + "wordprocessingml.document"
    assert media_type(head, "a.zip").type == UNKNOWN


@given(st.binary(max_size=200), st.text(max_size=20))
def test_no_bytes_and_no_name_make_it_fail(head: bytes, name: str) -> None:
    found = media_type(head, name)
    assert found.inline == may_show_inline(found.type)
