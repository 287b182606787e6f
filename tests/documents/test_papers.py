"""Papers as PDF: tagged, in the words they were given, never read as markup."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.documents.papers import Grid, Paper, Part, Said, SignatureBox, pdf_of

MADE = datetime(2027, 5, 4, 10, tzinfo=UTC)
HASH = "0123456789abcdef" * 4


def a_paper(title: str = "Milestone review 9", **more) -> Paper:
    return Paper(title=title, lede="", foot="Calder Training", made_at=MADE, **{"parts": ()} | more)


def words_of(paper: Paper) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf_of(paper))).pages)


def test_everything_in_a_paper_is_on_it() -> None:
    parts = (
        Part("About", facts=(("Apprentice", "Chloe Marsden"),), items=("One", "Two")),
        Part("Tables", grids=(Grid("By kind", ("Kind", "Now"), (("Skills", "12"),)),)),
        Part("Written", said=(Said("Progress", "Priya Nair, tutor", "She led the visit."),)),
    )
    box = SignatureBox("Tutor", "Priya Nair", "Signed", ("4 May 2027",), "I agree.")
    words = words_of(a_paper(parts=parts, signatures=(box,), sha256_words="Its SHA-256:", sha256=HASH))
    for said in ("Chloe Marsden", "Two", "By kind", "Skills", "12", "Progress", "She led the visit.", "Signed", HASH):
        assert said in words
    assert "Page 1 of 1" in words
    assert "Calder Training" in words


def test_it_is_tagged_for_screen_readers_and_says_its_language_and_title() -> None:
    root = PdfReader(BytesIO(pdf_of(a_paper()))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert "/StructTreeRoot" in root


def test_what_no_font_can_draw_spoils_no_paper() -> None:
    made = PdfReader(BytesIO(pdf_of(a_paper("A title \U0001f9ff \u0378"))))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "A title" in made.pages[0].extract_text()


@pytest.mark.parametrize("words", ["#panic()", "*b* _i_ $x$ @ref <label>", "= Heading", '"); #read("x")', "// none"])
def test_words_are_words_and_never_markup(words: str) -> None:
    assert words in words_of(a_paper(parts=(Part("H", items=(words,)),)))


def test_the_same_paper_is_the_same_file() -> None:
    assert pdf_of(a_paper()) == pdf_of(a_paper())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), min_size=3, max_size=3), st.integers(0, 30), st.integers(1, 7))
def test_any_words_and_any_number_of_rows_make_a_paper(words: list[str], rows: int, columns: int) -> None:
    grid = Grid(words[0], (words[1],) * columns, ((words[2],) * columns,) * rows)
    part = Part(words[0], tuple((words[1], one) for one in words), (Said(*words),) * rows, (grid, grid), tuple(words))
    assert pdf_of(a_paper(words[0] or "Untitled", parts=(part,))).startswith(b"%PDF")
