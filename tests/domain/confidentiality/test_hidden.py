"""What hides in a file: authors are told, titles that programs fill in are read as a file's name is."""

import pytest

from app.domain.confidentiality import Known
from app.domain.confidentiality.hidden import is_quiet

TITLE = "title in the properties"
KNOWN = Known(apprentice="Chloe Marsden", colleagues=("Priya Nair",))


@pytest.mark.parametrize(
    "said", ["about:blank", "Session plan week 3", "Microsoft Word - Session plan week 3.docx", "Parent A, visit 2", ""]
)
def test_a_title_that_names_nobody_is_quiet(said: str) -> None:
    assert is_quiet(TITLE, said, KNOWN)


@pytest.mark.parametrize("said", ["Home visit J Smith", "Microsoft Word - Kelly Marsh plan.docx", "QX 07700 900123"])
def test_a_title_that_names_somebody_is_told(said: str) -> None:
    assert not is_quiet(TITLE, said, KNOWN)


def test_an_author_is_told_unless_on_the_record_or_a_program() -> None:
    assert not is_quiet("author", "Jane Smith", KNOWN)
    assert is_quiet("author", "Priya Nair", KNOWN)
    assert is_quiet("author", "Microsoft Word", KNOWN)
