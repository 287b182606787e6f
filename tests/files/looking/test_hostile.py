"""However a file was broken or made, looking at it ends soon, in an answer: in, or outside with a sentence."""

import random
import time
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.files.looking import Content, NotTaken, Why, look
from app.files.looking.content import held
from app.files.looking.endings import KINDS, is_harmful
from tests.files.looking.made import (
    LETTER,
    PDF,
    PNG,
    compound,
    excel,
    office,
    open_document,
    said,
    sheet,
    slides,
    word,
    zipped,
)

GOOD = {
    "a.pdf": PDF,
    "a.docx": office(".docx", ("word/embeddings/b.bin", compound(("Workbook", excel())))),
    "a.pptx": office(".pptx", ("ppt/embeddings/b.xlsx", office(".xlsx"))),
    "a.ods": open_document("spreadsheet"),
    "a.doc": compound(("WordDocument", word())),
    "a.xls": compound(("Workbook", excel(sheet(0)))),
    "a.ppt": compound(("PowerPoint Document", slides()), ("Current User", bytes(16))),
    "a.msg": compound(("__properties_version1.0", b"x"), ("__substg1.0_37010102", PNG)),
    "a.rtf": b"{\\rtf1 What I did.}",
    "a.eml": LETTER + b"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n",
    "a.png": PNG,
    "a.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
}
names = st.sampled_from([*GOOD, "a", "a.exe", "a.svg", "a.zip", "a.txt", "a.html"])


def judged(data: bytes, name: str) -> Why | str:
    """The reason against a file, or the kind that it comes in as."""
    return judged_content(held(data), name)


def judged_content(content: Content, name: str) -> Why | str:
    try:
        looked = look(content, name)
    except NotTaken as refused:
        assert refused.sentence.startswith(f"“{name}” ")
        return refused.why
    assert looked.kind.type in KINDS
    assert not is_harmful(looked.name)
    return looked.kind.type


@given(st.binary(max_size=2_000), names)
@example(b"", "a")
def test_no_bytes_at_all_make_it_fail(data: bytes, name: str) -> None:
    judged(data, name)


@given(
    st.sampled_from(sorted(GOOD)),
    names,
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_no_change_of_some_bytes_makes_it_fail(good: str, name: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD[good])
    for place, byte in changes:
        data[place % len(data)] = byte
    judged(bytes(data), name)


@given(st.sampled_from(sorted(GOOD)), st.floats(0, 1))
def test_no_cut_makes_it_fail(good: str, share: float) -> None:
    judged(GOOD[good][: int(len(GOOD[good]) * share)], good)


@given(st.sampled_from(sorted(GOOD)), st.binary(min_size=1, max_size=60), st.integers(0, 20_000))
def test_nothing_put_in_between_makes_it_fail(good: str, more: bytes, place: int) -> None:
    data = GOOD[good]
    at = place % (len(data) + 1)
    judged(data[:at] + more + data[at:], good)


@pytest.mark.parametrize("mark", [b"MZ\x90\x00\x03", b"\x7fELF", b"<html>", b"<svg ", b"Rar!\x1a\x07", b"\x1f\x8b"])
@given(st.binary(max_size=500), names)
def test_what_is_banned_is_banned_whatever_follows_it(mark: bytes, rest: bytes, name: str) -> None:
    assert isinstance(judged(mark + rest, name), Why)


@given(st.text(st.characters(codec="utf-8"), max_size=30).map(lambda word: word.replace("\x00", "")))
def test_a_document_with_macros_stays_outside_under_any_name(name: str) -> None:
    document = office(".docx", (f"word/{name or 'a'}.bin", compound(("VBA", None))))
    assert isinstance(judged(document, "a.docx"), Why)


def test_a_thousand_broken_documents_take_seconds() -> None:
    chance, begun = random.Random(4), time.process_time()
    for turn in range(1_000):
        name = sorted(GOOD)[turn % len(GOOD)]
        data = bytearray(GOOD[name])
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        judged(bytes(data), name)
    assert time.process_time() - begun < 30


def most_memory(content: Content, name: str) -> tuple[Why | str, int]:
    tracemalloc.start()
    try:
        return judged_content(content, name), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_bomb_of_64_mib_is_refused_in_little_time_and_memory() -> None:
    """A document whose parts are documents, each of which unpacks to far more."""
    noise, layer = random.Random(4), zipped(("[Content_Types].xml", said(".docx")), ("a.xml", bytes(30_000_000)))
    layers = [(f"word/{at}.docx", office(".docx", ("word/a.docx", layer))) for at in range(2_000)]
    bomb = office(".docx", *((f"word/{at}.xml", noise.randbytes(1024 * 1024)) for at in range(63)), *layers)
    assert len(bomb) > 64 * 1024 * 1024
    begun = time.process_time()
    assert judged(bomb, "a.docx") is Why.UNPACKS
    assert time.process_time() - begun < 10
    _, memory = most_memory(held(office(".docx", *layers[:100])), "a.docx")
    assert memory < 4 * 1024 * 1024


def test_a_part_that_unpacks_to_more_than_it_says_is_read_no_further() -> None:
    data = office(".docx", ("word/embeddings/b.xlsx", b"PK\x03\x04" + bytes(40_000_000)))
    place = data.rfind(b"PK\x01\x02")
    liar = data[: place + 24] + (1_000).to_bytes(4, "little") + data[place + 28 :]
    why, memory = most_memory(held(liar), "a.docx")
    assert isinstance(why, Why)
    assert memory < 8 * 1024 * 1024


def test_chains_that_lead_in_a_circle_or_outside_end() -> None:
    data = bytearray(compound(("WordDocument", word())))
    table = len(data) - 512
    for at in range(0, 512, 4):
        circle = data[: table + at] + b"\x00\x00\x00\x00" + data[table + at + 4 :]
        outside = data[: table + at] + b"\x00\xff\x00\x00" + data[table + at + 4 :]
        judged(bytes(circle), "a.doc")
        judged(bytes(outside), "a.doc")


def test_many_names_for_one_long_stream_are_not_all_gone_through() -> None:
    shows = slides()[8:] * 20_000
    attachments = [("__substg1.0_37010102", shows)] * 3 + [("PowerPoint Document", shows)] * 40
    begun = time.process_time()
    judged(compound(("__properties_version1.0", b"x"), *attachments), "a.msg")
    assert time.process_time() - begun < 20


def test_remarks_without_end_before_a_page_are_read_once() -> None:
    begun = time.process_time()
    judged(b"<!---->" * 1_100 + b"x", "a.txt")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "line",
    [
        b"Content-Transfer-Encoding: base64\n",
        b'name="' * 6 + b"\n",
        b"name=" + b" " * 60 + b"\n",
        b"X: y\n",
    ],
)
def test_a_letter_of_nothing_but_headers_is_read_in_time(line: bytes) -> None:
    begun = time.process_time()
    judged(LETTER[:40] + b"\n" + line * (4 * 1024 * 1024 // len(line)), "a.eml")
    assert time.process_time() - begun < 20
