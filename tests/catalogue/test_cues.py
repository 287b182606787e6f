"""The cues beside a standard: there for every KSB, marked as ours, and what stops a file of them."""

from pathlib import Path

import pytest

from app.catalogue import STANDARD_DATA, CatalogueFaults, check_files, read_catalogue
from app.domain.suggestions import Sign
from tests.catalogue.folders import CUES, changed, copy_of_standard_data

CATALOGUE = read_catalogue(STANDARD_DATA)


def test_every_ksb_has_at_least_twenty_cues_some_of_them_strong() -> None:
    (cues,) = CATALOGUE.cues
    for ksb in CATALOGUE.standard("ST0868", "1.0").ksbs:
        signs = [cue.sign for cue in cues.cues if cue.ksb == ksb.code]
        assert len(signs) >= 20
        assert Sign.STRONG in signs


def test_every_duty_has_a_heart_among_its_own_ksbs() -> None:
    (cues,) = CATALOGUE.cues
    for duty in CATALOGUE.standard("ST0868", "1.0").duties:
        assert cues.hearts.duties[duty.code]
        assert cues.hearts.duties[duty.code] <= set(duty.ksbs)


def test_a_standard_without_cues_has_its_wording_alone(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    assert read_catalogue(folder).lexicon("ST9001", "2.1").weights == {}


FAULTS: list[tuple[str, str, str, str]] = [
    # what is there, what is put in its place, the fault's place, the fault's sentence
    ("    K12:\n", "    K99:\n", "cues.items.K99", "“K99” is not a KSB of that standard."),
    ("    K12:\n", "    K99:\n", "cues.items", "Give these cues too: K12."),
    ("confidence: ours", "confidence: official", "sources.ours.confidence",
     "Cues are ours, so their source’s confidence must be “ours”."),
    ("cues:\n  source: ours", "cues:\n  source: theirs", "cues.source",
     "“theirs” is not one of the sources of this file."),
    ("standard: ST0868", "standard: ST0001", "standard", "There is no version 1.0 of the standard ST0001 here."),
    ('version: "1.0"', 'version: "1.1"', "standard", "The file is called ST0868-1.0.yaml; name it ST0868-1.1.yaml."),
    ("children act, care act", "children act, Care Act", "cues.items.K1.strong",
     "“Care Act” is no cue: use small letters, digits and ', * for any ending, # for a number."),
    ("children act, care act", "children act, children acts", "cues.items.K1.strong",
     "“children acts” says what “children act” says already; leave one out."),
    ("children act, care act", "children act, ca*", "cues.items.K1.strong",
     "Put at least 3 letters before the star of “ca*”."),
    ("children act, care act", "children act, one two three four five six seven",
     "cues.items.K1.strong", "“one two three four five six seven” is 7 words long; use at most 6."),
    ("children act, care act", "safeguarding policy, children act", "cues.items.K1.strong",
     "“safeguarding policy” says what “safeguarding policy” says already; leave one out."),
    ("    D1: [", "    D99: [", "hearts.duties.D99", "“D99” is not a duty of that standard."),
    ("    D1: [", "    D1: [K16, ", "hearts.duties.D1.1", "The KSB K16 is named twice here."),
    ("    certificate: [", "    diploma: [", "hearts.kinds.diploma", "“diploma” is not a kind of evidence."),
    ("    certificate: [", "    certificate: [K99, ", "hearts.kinds.certificate.0",
     "“K99” is not a KSB of that standard, or of this file."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "sentence"), FAULTS)
def test_a_fault_has_its_place_and_its_sentence(old: str, new: str, place: str, sentence: str, tmp_path: Path) -> None:
    faults = check_files([changed(CUES, tmp_path, old, new)])
    found = [(fault.place.rpartition("line ")[0].removesuffix(", "), fault.sentence) for fault in faults]
    assert (place, sentence) in found


def test_a_fault_stops_the_reading_of_the_whole_catalogue(tmp_path: Path) -> None:
    folder = copy_of_standard_data(tmp_path)
    changed(CUES, folder / "cues", "    K12:\n", "    K99:\n")
    with pytest.raises(CatalogueFaults):
        read_catalogue(folder)
