"""However words were made, finding never raises, ends soon, and says places that lie in the words."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.domain.confidentiality import MOST_FOUND, Found, Known, find, find_in_name
from tests.domain.confidentiality.labelled import passages, score

KNOWN = Known(apprentice="Chloe Marsden", colleagues=("Priya Nair",), case_numbers=r"EH-\d{4,7}")
PIECES = st.sampled_from(
    [
        "Mrs",
        "Mr",
        "Kelly",
        "O’Brien",
        "J.",
        "Smith",
        "mum",
        ",",
        "(",
        ")",
        "9",
        "'s",
        "and",
        "the",
        "07700",
        "900123",
        "DOB",
        "4/5/2016",
        "@",
        "a@b.uk",
        "OFFICIAL",
        "SENSITIVE",
        "UB8",
        "1UW\n",
        "",
        "",
        "",
        "14",
        "Rowan",
        "Close",
        "Flat",
        "NHS",
        "943",
        "476",
        "5919",
        "AB",
        "12",
        "34",
        "56",
        "C",
        "case",
        "no.",
        "EH-1234",
        "\u200b",
        "\n",
        "-",
        "_",
        ".",
        "£",
        "Child",
        "B",
        "LCS",
        "ID:",
        "Printed",
        "by",
    ]
)
STANDARD = Path("standard_data/standards/ST0868-1.0.yaml")


def insist_sound(words: str, found: tuple[Found, ...]) -> None:
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(words) and one.why
        last = one.end
    assert len(found) <= MOST_FOUND


@given(st.text(max_size=300))
def test_of_any_words_places_are_in_order_and_within_them(words: str):
    insist_sound(words, find(words, KNOWN))
    insist_sound(words, find_in_name(words, KNOWN))


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_of_pieces_of_what_is_looked_for_too(words: str):
    insist_sound(words, find(words, KNOWN))
    insist_sound(words, find_in_name(words, KNOWN))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "1",
        "@",
        "'",
        "(",
        ".",
        "a@",
        "@a.",
        "Aa-",
        "1/",
        "ref:",
        "Kelly,",
        "Mr␣",
        "Mr␣A.␣",
        "Aa␣",
        "1␣",
        "DOB␣",
        "case␣no␣",
        "Flat␣1␣",
        "1␣Aa␣",
        "[PERSONAL␣",
        "Person␣ID:␣",
        "Kelly␣and␣",
        "Aa,␣J.␣",
        "OFFICIAL␣",
        "born␣",
    ],
)
def test_twice_the_words_take_about_twice_the_time(piece: str):
    once = piece.replace("␣", " ").replace("\\n", "\n")
    words = once * (30_000 // len(once))
    assert min(_seconds(words * 2) for _ in range(2)) < 3 * max(_seconds(words), 0.02) + 0.1


def _seconds(words: str) -> float:
    began = time.process_time()
    find(words, KNOWN)
    return time.process_time() - began


def test_very_many_findings_are_cut():
    assert len(find("07700 900123, " * (MOST_FOUND + 5), KNOWN)) == MOST_FOUND


def test_the_standards_own_words_stay_quiet():
    standard = yaml.safe_load(STANDARD.read_text())
    texts = [one["text"] for one in standard["ksbs"]["items"]]
    assert len(texts) == 38
    for text in texts:
        assert find(text, KNOWN) == (), text
    assert find(str(standard["duties"]), KNOWN) == ()


@pytest.mark.parametrize(("part", "names"), [("tuning", 0.95), ("held", 0.85)])
def test_of_the_labelled_passages_as_much_is_found_as_is_promised(part: str, names: float):
    some = passages(part)
    counted = score(some)
    assert counted.recall("all") >= 0.95 and counted.precision("all") >= 0.85
    assert counted.recall("name") >= names and counted.precision("name") >= 0.85


def test_a_good_half_of_the_passages_has_nothing_to_find():
    every = passages("tuning") + passages("held")
    assert sum(not passage.labels for passage in every) * 2 >= len(every)


def test_there_are_two_hundred_passages_and_a_third_is_held_apart():
    tuning, held = len(passages("tuning")), len(passages("held"))
    assert tuning + held >= 200 and 0.3 <= held / (tuning + held) <= 0.36
