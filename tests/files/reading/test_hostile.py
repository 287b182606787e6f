"""Files made to trouble whoever reads them end in time, and closed: nothing of them passes as checked."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.files.reading import COULD_NOT, Bounds, read
from tests.files.looking.made import zipped
from tests.files.reading.made import EXCEL, WORD, W, paper

BOUNDS = Bounds(wall=20, processor=10)
MIB = 1024 * 1024


def document(xml: bytes) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml))


def bomb() -> bytes:
    return document(f"<w:document {W}>".encode() + b" " * (60 * MIB) + b"</w:document>")


def laughs() -> bytes:
    entities = "".join(f"<!ENTITY a{at + 1} '{f'&a{at};' * 10}'>" for at in range(9))
    return document(f"<!DOCTYPE x [<!ENTITY a0 'ha'>{entities}]><x>&a9;</x>".encode())


def outside() -> bytes:
    return document(b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>")


def loop() -> bytes:
    return paper("a").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def endless_strings() -> bytes:
    strings = b"<sst>" + b"<si><t>word word word word</t></si>" * 400_000 + b"</sst>"
    return zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>"), ("xl/sharedStrings.xml", strings))


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (bomb, WORD),
        (laughs, WORD),
        (lambda: laughs().decode("latin-1").encode("latin-1"), EXCEL),
        (outside, WORD),
        (loop, "application/pdf"),
        (lambda: paper(*["x"] * 10_000), "application/pdf"),
        (lambda: b"%PDF-1.4\n" + b"1 0 obj\n" * 100_000, "application/pdf"),
        (lambda: b"PK\x03\x04" + b"\x00" * 1000, WORD),
        (lambda: b"a" * (13 * MIB), "text/plain"),
        (lambda: b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 1000, "message/rfc822"),
    ],
)
def test_it_ends_in_time_and_closed(made, kind):
    content = made()
    began = time.monotonic()
    found = read([content], kind, bounds=BOUNDS)
    assert not found.readable and found.why_not
    assert not any("root:" in page.words for page in found.pages)
    assert time.monotonic() - began < 30


def test_the_words_of_a_deep_document_are_read_or_it_is_left_to_a_person():
    deep = (
        f"<w:document {W}>".encode() + b"<w:p>" * 200_000 + b"<w:t>Kelly</w:t>" + b"</w:p>" * 200_000 + b"</w:document>"
    )
    found = read([document(deep)], WORD, bounds=BOUNDS)
    assert not found.readable or any("Kelly" in page.words for page in found.pages)


def test_very_many_strings_of_a_workbook_are_within_its_memory_or_left():
    found = read([endless_strings()], EXCEL, bounds=Bounds(wall=20, processor=10, memory=300 * MIB))
    assert found.pages == ()


def test_whoever_takes_too_long_is_ended():
    began = time.monotonic()
    found = read([paper(*["words"] * 3000)], "application/pdf", bounds=Bounds(wall=0.2))
    assert found.why_not == COULD_NOT and time.monotonic() - began < 10


def test_a_file_that_is_too_large_is_not_even_looked_at():
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield b"a" * MIB

    assert not read(pieces(), "text/plain", bounds=Bounds(file=3 * MIB)).readable
    assert taken == 4


def test_an_answer_that_is_too_long_is_not_taken():
    assert not read([b"words " * 100_000], "text/plain", bounds=Bounds(answer=1000)).readable


def test_nothing_is_left_lying_about(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read([paper("a")], "application/pdf")
    read([loop()], "application/pdf", bounds=BOUNDS)
    assert list(Path(tmp_path).iterdir()) == []


def test_a_store_that_fails_is_told():
    def pieces() -> Iterator[bytes]:
        yield b"a"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        read(pieces(), "text/plain")
