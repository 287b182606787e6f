"""With a malware scanner, a real one, every file is scanned before it has its name; a virus stays outside."""

import pytest

from tests.scanner import EICAR, LIMIT, clamd
from tests.visits import Page
from tests.web.test_files_made_ready import LETTER, PIECE, VIRUS, first_file, scanned_by, send


@pytest.fixture
def house(house):
    """The cast's installation, with a scanner."""
    return scanned_by(house, clamd().address)


def test_a_virus_stays_outside_with_a_sentence(house, cast, visit):
    chloe = visit("chloe")
    answer = send(chloe, cast, LETTER, VIRUS)
    assert answer.status_code == 422
    assert [fault["path"] for fault in answer.json()["errors"]] == ["file"]
    assert "was found to hold something harmful" in answer.json()["errors"][0]["message"]
    assert [one.size for one in house.store.kept()] == [len(LETTER[1])], "the other is kept for the form"
    form = {**PIECE, "form": "a form", "confidentiality_statement": "true"}
    page = chloe.post(f"/a/{cast.hers}/evidence/new", form, files=[("file", VIRUS)])
    assert page.status_code == 422
    assert "was found to hold something harmful" in Page(page.text).text


def test_a_harmless_file_is_clean_and_the_page_says_so(house, cast, visit):
    chloe = visit("chloe")
    assert first_file(chloe, cast, LETTER)["scan"] == "clean"
    assert "scanned, no virus found" in chloe.page(f"/a/{cast.hers}/evidence/E1").text


def test_a_virus_in_a_file_over_the_limit_is_never_passed_as_clean(house, cast, visit):
    file = first_file(visit("chloe"), cast, ("letter.txt", b"x" * LIMIT + EICAR))
    assert file["scan"] == "not_scanned"
