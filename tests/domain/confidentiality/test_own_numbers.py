"""An employer's own case numbers: how they are written down, what is found by that, and what makes no sense."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.confidentiality import Known, find
from app.domain.confidentiality.own_numbers import faults_of_pattern, numbers_in, regular

FINDS = [
    ("AA-999999", "We closed CV-204417 and CV-204418.", ("CV-204417", "CV-204418")),
    ("AA-999999", "cv-204417, CV204417 and CV-20441 are others", ()),
    ("ehm9999999?", "EHM204417 or EHM2044171, not EHM20441711", ("EHM204417", "EHM2044171")),
    ("eh/a?999.9", "EH/A204.1 and EH/204.1, not EH/2041", ("EH/A204.1", "EH/204.1")),
    ("A 99 999", "Z 10 442", ("Z 10 442",)),
    ("1-9999999", "1-2044171 and 2-2044171", ("1-2044171",)),
]
NO_SENSE = [
    ("A" * 41, "at most 40 characters"),
    ("AA-[0-9]{6}", "Use A for a letter, 9 for a digit"),
    ("(AA)*999", "Use A for a letter, 9 for a digit"),
    ("?999999", "Use A for a letter, 9 for a digit"),
    ("AA-99", "at least three digits"),
    ("AAAA", "at least three digits"),
    ("999", "Dates or plain numbers would be taken for case numbers"),
    ("9999", "Dates or plain numbers would be taken for case numbers"),
    ("99/99/9999", "Dates or plain numbers would be taken for case numbers"),
    ("A?A?A?A?A?A?A?999999", "at most six question marks"),
]


@pytest.mark.parametrize(("pattern", "words", "found"), FINDS)
def test_a_pattern_finds_the_numbers_that_look_like_it(pattern: str, words: str, found: tuple[str, ...]) -> None:
    assert faults_of_pattern(pattern) == []
    assert numbers_in(pattern, words) == found


@pytest.mark.parametrize(("pattern", "sentence"), NO_SENSE)
def test_a_pattern_that_makes_no_sense_is_told_in_a_sentence(pattern: str, sentence: str) -> None:
    (fault,) = faults_of_pattern(pattern)
    assert (fault.path, sentence in fault.sentence) == ("pattern", True)


def test_nothing_said_finds_nothing_and_nothing_is_wrong_with_it() -> None:
    assert (faults_of_pattern(""), numbers_in("", "CV-204417"), regular("")) == ([], (), "")


@given(st.text(max_size=50), st.text(max_size=200))
def test_whatever_is_typed_is_told_or_is_a_pattern_that_can_be_used(pattern: str, words: str) -> None:
    if not faults_of_pattern(pattern):
        re.compile(regular(pattern))
        assert all(one in words for one in numbers_in(pattern, words))


@given(st.from_regex(r"[A-Z]{2}-[0-9]{6}", fullmatch=True))
def test_the_check_finds_every_number_of_the_employer_s_pattern(number: str) -> None:
    known = Known(case_numbers=regular("AA-999999"))
    words = f"We spoke of {number} at length."
    assert number in [words[one.start : one.end] for one in find(words, known)]
