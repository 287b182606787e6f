"""Each KSB in plain words beside the published ones: how plain they are, and what stops a file of them."""

import re
from pathlib import Path

import pytest

from app.catalogue import STANDARD_DATA, CatalogueFaults, check_files, read_catalogue
from app.catalogue.plain_words.checks import MOST_WORDS
from tests.catalogue.folders import PLAIN_WORDS, changed, copy_of_standard_data

STANDARD = read_catalogue(STANDARD_DATA).standard("ST0868", "1.0")


def test_every_ksb_has_a_sentence_of_at_most_fifteen_words_of_its_own() -> None:
    plain = [ksb.plain for ksb in STANDARD.ksbs]
    assert len(set(plain)) == 38
    assert all(one.endswith(".") and 5 <= len(one.split()) <= MOST_WORDS for one in plain)


def test_a_child_of_eleven_or_twelve_reads_them_and_not_the_published_ones() -> None:
    """Flesch and Kincaid’s grade and five is an age."""
    ages = [_grade(ksb.plain) + 5 for ksb in STANDARD.ksbs]
    published = [_grade(ksb.text) + 5 for ksb in STANDARD.ksbs]
    assert sum(ages) / len(ages) < 12
    assert sum(published) / len(published) > 17


def test_the_published_wording_and_its_digest_stay_as_they_are(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    (folder / "plain_words" / "ST0868-1.0.yaml").unlink()
    without = read_catalogue(folder).standard("ST0868", "1.0")
    assert without.ksb_by_code["K12"].plain == ""
    assert without.digest == STANDARD.digest
    assert [ksb.text for ksb in without.ksbs] == [ksb.text for ksb in STANDARD.ksbs]


FAULTS: list[tuple[str, str, str, str]] = [
    # what is there, what is put in its place, the fault's place, the fault's sentence
    ("    K12:", "    K99:", "plain.items.K99", "“K99” is not a KSB of that standard."),
    ("    K12:", "    K99:", "plain.items", "Say these in plain words too: K12."),
    ("confidence: ours", "confidence: official", "sources.ours.confidence",
     "Plain words are ours, so their source’s confidence must be “ours”."),
    ("source: ours", "source: theirs", "plain.source", "“theirs” is not one of the sources of this file."),
    ("standard: ST0868", "standard: ST0001", "standard", "There is no version 1.0 of the standard ST0001 here."),
    ('version: "1.0"', 'version: "1.1"', "standard",
     "The file is called ST0868-1.0.yaml; name it ST0868-1.1.yaml."),
    ("You use digital tools in your job where they fit.", "You use " + "digital tools " * 8, "plain.items.S12",
     "These are 18 words; use at most 15."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "sentence"), FAULTS)
def test_a_fault_has_its_place_and_its_sentence(old: str, new: str, place: str, sentence: str, tmp_path: Path) -> None:
    faults = check_files([changed(PLAIN_WORDS, tmp_path, old, new)])
    found = [(fault.place.rpartition("line ")[0].removesuffix(", "), fault.sentence) for fault in faults]
    assert (place, sentence) in found


def test_a_fault_stops_the_reading_of_the_whole_catalogue(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    changed(PLAIN_WORDS, folder / "plain_words", "    K12:", "    K99:")
    with pytest.raises(CatalogueFaults):
        read_catalogue(folder)


def _grade(sentence: str) -> float:
    words = re.findall(r"[\w’']+", sentence)
    return 0.39 * len(words) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    vowels = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and vowels > 1
    return max(vowels - silent, 1)
