"""Comments that would fit anybody: how many are found, how often wrongly, and what the hint says."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.fits_anybody import Known, hint_of, known

COMMENTS = yaml.safe_load((Path(__file__).parent / "comments.yaml").read_text())
ABOUT = known(read_catalogue(STANDARD_DATA).standard("ST0868", "1.0"), ["Theories of change"], ["E12", "K3"])


def measured(part: str) -> tuple[float, float, list[str]]:
    """Recall and precision of the hint among the generic comments of a part, and the comments it is wrong about."""
    missed = [words for words in COMMENTS[part]["generic"] if hint_of(words, ABOUT) is None]
    wrong = [words for words in COMMENTS[part]["specific"] if hint_of(words, ABOUT) is not None]
    found = len(COMMENTS[part]["generic"]) - len(missed)
    return found / len(COMMENTS[part]["generic"]), found / (found + len(wrong)), missed + wrong


def test_the_set_is_half_and_half_and_large_enough() -> None:
    every = [words for part in COMMENTS.values() for kind in part.values() for words in kind]
    assert len(every) == len(set(every)) >= 40
    assert all(len(part["generic"]) == len(part["specific"]) for part in COMMENTS.values())


@pytest.mark.parametrize(("part", "recall", "precision"), [("tuned", 0.95, 0.95), ("held", 0.95, 0.9)])
def test_it_finds_what_fits_anybody_and_seldom_bothers_who_was_specific(
    part: str, recall: float, precision: float
) -> None:
    found, right, about = measured(part)
    assert found >= recall, about
    assert right >= precision, about


def test_the_hint_says_why_and_what_to_add() -> None:
    hint = hint_of("Keep up the good work!", ABOUT)
    assert hint is not None
    assert hint.reason.startswith("This would fit any apprentice: it names no KSB")
    assert hint.add == "Say what it was about, such as E12 or K3, or one thing that was done and when."
    bare = hint_of("Keep up the good work!", Known(frozenset()))
    assert bare is not None
    assert bare.add == "Say what it was about, or one thing that was done and when."


@pytest.mark.parametrize("answer", ["", "No.", "No change", "Nothing to add."])
def test_a_short_answer_is_an_answer(answer: str) -> None:
    assert hint_of(answer, ABOUT) is None


@pytest.mark.parametrize(
    "named", ["E12", "K11", "duty 6", "target 2", "on 4 March", "in October", "Theories of change"]
)
def test_whatever_names_something_of_hers_is_hers(named: str) -> None:
    assert hint_of(f"Good progress with this since we met, see {named}.", ABOUT) is None


@given(st.text(max_size=300))
def test_any_words_at_all_are_looked_through_and_answered_the_same_again(words: str) -> None:
    assert hint_of(words, ABOUT) == hint_of(words, ABOUT)
    assert hint_of(f"{words} E12", ABOUT) is None or f"{words} E12".isascii() is False
