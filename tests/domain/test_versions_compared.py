"""What a new version of a portfolio says of itself: whatever an assessor would read otherwise is said."""

from dataclasses import replace

import pytest

from app.domain.portfolio import changes
from tests.documents.test_pack import MANIFEST

E4, E7 = MANIFEST.pieces
SAID = {
    "apprentice": "Chloe Marsden",
    "employer": "Calder Vale Council",
    "E4.title": "Support plan",
    "E4.description": "How it was agreed.",
    "E4.S4.where": "page 1",
    "E4.S4.how": "It names the act.",
    "E7.title": "Voice note",
}
MANIFESTED = replace(MANIFEST, digests=dict.fromkeys(SAID, "digest"))


def words(**otherwise: str) -> dict[str, tuple[str, str]]:
    """The words that were frozen, each with a salt of its own, and these in their place; "" where there are none."""
    said = SAID | {key.replace("_", "."): text for key, text in otherwise.items()}
    return {key: (f"salt {text}", text) for key, text in said.items() if text}


def compared(**otherwise: str) -> tuple[str, ...]:
    now = words(**otherwise)
    return changes(MANIFESTED, replace(MANIFESTED, digests=dict.fromkeys(now, "digest")), words(), now)


def test_where_nothing_differs_nothing_is_said():
    assert compared() == ()


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"apprentice": "Chloe Marsden-Hill"}, "The apprentice is named otherwise."),
        ({"employer": "Calder Vale Trust"}, "The employer is named otherwise."),
        ({"E4_title": "Support plan, agreed"}, "E4 has another title."),
        ({"E4_description": ""}, "E4 has no description any more."),
        ({"E7_description": "In the car."}, "E7 has a description now."),
        ({"E4_S4_where": "page 2"}, "E4 has another place for S4."),
        ({"E4_S4_how": "It names the duty."}, "E4 has another note on how it shows S4."),
    ],
)
def test_words_that_differ_are_said(otherwise, sentence):
    assert compared(**otherwise) == (sentence,)


def test_another_acceptance_is_said_with_both_days():
    again = replace(E4, tags=(replace(E4.tags[0], accepted_on="2026-05-11"),))
    said = changes(MANIFESTED, replace(MANIFESTED, pieces=(again, E7)), words(), words())
    assert said == ("S4 of E4 was accepted on 11 May 2026; before, it was accepted on 9 March 2026.",)


def test_a_ksb_that_went_is_said_once_and_not_its_place_too():
    bare = replace(E4, tags=())
    now = words(E4_S4_where="", E4_S4_how="")
    after = replace(MANIFESTED, pieces=(bare, E7), digests=dict.fromkeys(now, "digest"))
    assert changes(MANIFESTED, after, words(), now) == ("E4 no longer shows S4.",)


def test_what_was_erased_from_both_since_is_no_change():
    gone = words(E4_title="", E4_description="", E4_S4_where="", E4_S4_how="")
    assert changes(MANIFESTED, MANIFESTED, gone, gone) == ()
    assert changes(MANIFESTED, MANIFESTED, words(), gone) == ()
