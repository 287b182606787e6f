"""What a standard can be asked, whatever its counts and kinds."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.refusals import BadInput
from app.domain.standards import (
    AssessmentMethod,
    Confidence,
    Duty,
    Ksb,
    KsbKind,
    Source,
    Standard,
    VersionLogEntry,
)

STANDARD = Standard(
    reference="ST9001",
    version="2.1",
    title="Canal keeper",
    level=3,
    lars_code=None,
    typical_months_to_gateway=15,
    typical_months_of_assessment=None,
    kinds=(KsbKind("knowledge", "Knowledge", "K"), KsbKind("skill", "Skills", "S")),
    ksbs=(
        Ksb("K1", "knowledge", "How water levels are kept.", "Water levels"),
        Ksb("K2", "knowledge", "How lock gates wear.", "Lock gates"),
        Ksb("S1", "skill", "Work a sluice safely.", "Work a sluice"),
    ),
    duties=(
        Duty("D1", "Keep the level.", "Level", ("K1", "S1"), 3),
        Duty("D2", "Keep the gates.", "Gates", ("K2", "S1"), 5),
    ),
    methods=(
        AssessmentMethod("observation", "Observation with questions", "Observation", 60, 120),
        AssessmentMethod("interview", "Interview", "Interview", 40, None),
    ),
    method_mapping_confirmed=False,
    english_and_maths="Level 2 in both.",
    version_log=(VersionLogEntry("2.1", "Locks reworded", date(2023, 2, 1)),),
    sources={"level": Source("A page")},
    digest="as published",
)
WHOLE_SPLIT = {"K1": ("interview",), "K2": ("interview",), "S1": ("observation", "interview")}


def test_a_ksb_knows_the_duties_that_need_it() -> None:
    assert STANDARD.duties_of_ksb == {"K1": ("D1",), "K2": ("D2",), "S1": ("D1", "D2")}


def test_days_add_up_only_where_every_duty_has_some() -> None:
    assert STANDARD.otj_days_total == 8
    one_unknown = replace(STANDARD, duties=(*STANDARD.duties, Duty("D3", "Greet boats.", "Greet", ("K1",))))
    assert one_unknown.otj_days_total is None
    assert replace(STANDARD, duties=()).otj_days_total is None


def test_statements_are_found_by_kind_in_the_published_order() -> None:
    assert [ksb.code for ksb in STANDARD.ksbs_of("knowledge")] == ["K1", "K2"]
    assert STANDARD.ksbs_of("behaviour") == ()


def test_no_method_assesses_anything_until_the_split_is_confirmed() -> None:
    assert STANDARD.ksbs_assessed_by("interview") == ()


def test_a_confirmed_split_is_laid_over_the_published_file_which_stays_as_it_was() -> None:
    split = STANDARD.with_method_mapping(WHOLE_SPLIT)
    assert split.method_mapping_confirmed
    assert [ksb.code for ksb in split.ksbs_assessed_by("interview")] == ["K1", "K2", "S1"]
    assert [ksb.code for ksb in split.ksbs_assessed_by("observation")] == ["S1"]
    assert split.digest == STANDARD.digest
    assert not STANDARD.method_mapping_confirmed and STANDARD.ksb_by_code["S1"].assessed_by == ()


def test_a_split_that_leaves_out_or_invents_anything_is_refused_with_every_reason() -> None:
    with pytest.raises(BadInput) as refused:
        STANDARD.with_method_mapping({"K1": ("interview",), "K2": (), "S1": ("duel",), "K9": ("interview",)})
    assert [(fault.path, fault.sentence) for fault in refused.value.faults] == [
        ("K9", "K9 is not a KSB of ST9001 version 2.1."),
        ("K2", "Say which assessment method assesses K2."),
        ("S1", "“duel” is not an assessment method of ST9001 version 2.1."),
    ]


@pytest.mark.parametrize(
    ("confidence", "confirmed"),
    [
        (Confidence.OFFICIAL, True),
        (Confidence.QUOTED, True),
        (Confidence.PRACTICE, True),
        (Confidence.TEMPLATE, False),
        (Confidence.INFERRED, False),
        (Confidence.OURS, False),
    ],
)
def test_a_template_an_inference_and_our_own_words_confirm_nothing(confidence: Confidence, confirmed: bool) -> None:
    assert confidence.confirmed is confirmed


def test_equal_standards_are_interchangeable_as_keys() -> None:
    assert {STANDARD: "known"}[replace(STANDARD)] == "known"
