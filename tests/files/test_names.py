"""What a file is called, however it arrived."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.names import LONGEST, ending, tidy_name

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Reflective account.docx", "Reflective account.docx"),
        ("Adroddiad Siân – ŵyl.pdf", "Adroddiad Siân – ŵyl.pdf"),
        ("週次レビュー.pdf", "週次レビュー.pdf"),
        ("e\u0301tude.txt", "étude.txt"),
        ("👩‍👧 visit.jpg", "👩‍👧 visit.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\Users\\chloe\\notes.txt", "notes.txt"),
        ("/home/chloe/notes.txt", "notes.txt"),
        ("notes\x00.pdf\x07", "notes.pdf"),
        ("one\r\nSet-Cookie: a=b", "one Set-Cookie_ a=b"),
        ("tab\tand  spaces .txt ", "tab and spaces .txt"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ('what? "quoted" <b>.pdf', "what_ _quoted_ _b_.pdf"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("console.log", "console.log"),
        (".gitignore", ".gitignore"),
        ("trailing.", "trailing"),
        ("", "file"),
        ("...", "file"),
        ("../..", "file"),
        ("folder/", "file"),
        ("\u200d\u202e", "file"),
        ("\ud800.txt", ".txt"),
    ],
)
def test_a_name_is_shown_without_what_hides_reorders_or_misleads(sent: str, shown: str) -> None:
    assert tidy_name(sent) == shown


def test_a_name_of_300_characters_keeps_its_ending() -> None:
    shown = tidy_name("a" * 296 + ".pdf")
    assert shown == "a" * 116 + ".pdf"
    assert len(tidy_name("週" * 300 + ".pptx").encode()) <= 240
    assert tidy_name("週" * 300 + ".pptx").endswith("週.pptx")
    assert tidy_name("a." + "b" * 298) == "a." + "b" * 118


def test_the_ending_is_in_small_letters_and_may_be_missing() -> None:
    assert [ending(name) for name in ("A.PDF", "a.tar.gz", "README", ".env", "end.")] == [".pdf", ".gz", "", "", ""]


@given(st.text(max_size=400) | st.text(alphabet="./\\ " + BIDI + "\x00\u0301\u0338<:aé週👩\u200d", max_size=300))
def test_any_name_at_all_becomes_one_that_is_safe_everywhere(sent: str) -> None:
    shown = tidy_name(sent)
    assert 0 < len(shown) <= LONGEST
    assert len(shown.encode()) <= 240
    assert not set(shown) & set('/\\<>:"|?*' + BIDI)
    assert shown.isprintable() or all(
        c in "\u200c\u200d" or unicodedata.category(c) in ("Co", "Cn") for c in shown if not c.isprintable()
    )
    assert unicodedata.is_normalized("NFC", shown)
    assert shown == shown.strip()
    assert not shown.endswith(".")
    assert shown.strip(".")


@given(st.text(max_size=300))
def test_a_tidy_name_stays_as_it_is(sent: str) -> None:
    assert tidy_name(tidy_name(sent)) == tidy_name(sent)
