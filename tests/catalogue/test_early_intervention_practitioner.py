"""ST0868 version 1.0 as it is held, against what was published."""

from datetime import date

import pytest

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.evidence import EvidenceKind

CATALOGUE = read_catalogue(STANDARD_DATA)
STANDARD = CATALOGUE.standard("ST0868", "1.0")
PROGRAMME = CATALOGUE.programme("early-intervention-practitioner")


def test_it_has_17_knowledge_15_skills_and_6_behaviours() -> None:
    assert [len(STANDARD.ksbs_of(kind.code)) for kind in STANDARD.kinds] == [17, 15, 6]
    assert [ksb.code for ksb in STANDARD.ksbs] == (
        [f"K{n}" for n in range(1, 18)] + [f"S{n}" for n in range(1, 16)] + [f"B{n}" for n in range(1, 7)]
    )


def test_11_duties_make_338_links_with_ksbs() -> None:
    assert [duty.code for duty in STANDARD.duties] == [f"D{n}" for n in range(1, 12)]
    assert sum(len(duty.ksbs) for duty in STANDARD.duties) == 338


def test_duty_7_needs_neither_s1_nor_s10_and_duty_11_needs_everything() -> None:
    assert not {"S1", "S10"} & set(STANDARD.duty_by_code["D7"].ksbs)
    assert set(STANDARD.duty_by_code["D11"].ksbs) == set(STANDARD.ksb_by_code)


def test_every_duty_needs_all_six_behaviours() -> None:
    for duty in STANDARD.duties:
        assert duty.ksbs[-6:] == ("B1", "B2", "B3", "B4", "B5", "B6"), duty.code


def test_its_off_the_job_days_make_67_and_469_hours_of_this_programmes_seven_hour_day() -> None:
    assert [duty.otj_days for duty in STANDARD.duties] == [4, 6, 5, 4, 8, 3, 8, 7, 6, 4, 12]
    assert STANDARD.otj_days_total == 67
    assert PROGRAMME.days_in_minutes(67) == 469 * 60


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("K5", "when it is appropriate to escalate and deescalate individual cases because it is beyond their "
               "responsibility and jurisdiction despite any emotive commitments"),
        ("K12", "The importance of safe lone working and mitigating risks to protect personal safety."),
        ("S8", "Manage multiple cases within own role, to meet individual and or family's needs"),
        ("S10", "Produce detailed and, accurate records that meet organisational and legislative requirements"),
        ("B5", "reflective: learning from success and mistakes, to continuously review and adapt approach."),
    ],
)  # fmt: skip
def test_wording_is_the_published_one_with_its_odd_grammar_and_capitals(code: str, published: str) -> None:
    assert STANDARD.ksb_by_code[code].text == published


def test_duties_keep_their_published_wording() -> None:
    assert STANDARD.duty_by_code["D4"].text == (
        "Analyse and respond to identified personal and individual/family risk from an organisational perspective"
    )


def test_statements_reworded_since_the_submission_say_how_they_were_worded() -> None:
    reworded = {name for name in STANDARD.conflicts if name.startswith("ksbs.")}
    assert reworded == {"ksbs.K1", "ksbs.K4", "ksbs.S6", "ksbs.S8", "ksbs.S9"}
    assert "to prioritise interventions based on presenting needs" in STANDARD.conflicts["ksbs.S9"][0]


def test_it_is_a_level_4_standard_of_18_months_and_3_more_for_assessment() -> None:
    assert (STANDARD.title, STANDARD.level, STANDARD.lars_code) == ("Early intervention practitioner", 4, 634)
    assert (STANDARD.typical_months_to_gateway, STANDARD.typical_months_of_assessment) == (18, 3)
    assert (STANDARD.route, STANDARD.eqa_provider, STANDARD.funding_band_pounds) == ("Care services", "Ofqual", 3500)
    assert (STANDARD.approved_on, STANDARD.updated_on) == (date(2021, 5, 27), date(2021, 6, 10))


def test_its_version_log_has_one_line_with_no_end() -> None:
    [line] = STANDARD.version_log
    assert (line.version, line.change, line.earliest_start) == ("1.0", "Approved for delivery", date(2021, 5, 27))
    assert (line.latest_start, line.latest_end) == (None, None)


def test_english_and_maths_has_two_exceptions_and_names_the_later_funding_rule_as_a_conflict() -> None:
    assert [(case.requirement, case.subjects) for case in STANDARD.english_and_maths_exceptions] == [
        ("Entry Level 3", ("English", "maths")),
        ("A BSL qualification", ("English",)),
    ]
    assert "11 February 2025" in STANDARD.conflicts["english_and_maths"][0]


def test_two_methods_weigh_half_each_and_where_sources_differ_on_minutes_both_are_kept() -> None:
    discussion, case_study = STANDARD.methods
    assert (discussion.weight_percent, discussion.minutes, discussion.uses_portfolio) == (50, 60, True)
    assert (case_study.weight_percent, case_study.minutes, case_study.scope_agreed_at_gateway) == (50, 45, True)
    assert [(part.name, part.minutes) for part in case_study.parts] == [("Presentation", 30), ("Questions", 15)]
    assert "30 minutes to present" in STANDARD.conflicts["assessment_methods.case_study.minutes"][0]


def test_which_ksb_each_method_assesses_is_not_confirmed_and_nothing_is_guessed() -> None:
    assert not STANDARD.method_mapping_confirmed
    assert {ksb.assessed_by for ksb in STANDARD.ksbs} == {()}
    assert not STANDARD.sources["method_mapping"].confirmed


def test_its_text_is_crown_copyright_under_the_open_government_licence() -> None:
    assert "Crown copyright" in STANDARD.copyright
    assert "Open Government Licence" in STANDARD.copyright


@pytest.mark.parametrize(
    "code", ["workshop", "tutor_meeting", "online_learning", "new_service", "supervised_learning", "assignment_writing"]
)
def test_teaching_and_new_learning_count_as_off_the_job(code: str) -> None:
    assert PROGRAMME.activity(code).counts


@pytest.mark.parametrize(
    "code", ["review", "initial_assessment", "onboarding", "exam", "mock_assessment", "functional_skills"]
)
def test_reviews_assessments_exams_and_functional_skills_do_not_count_whatever_the_outline_says(code: str) -> None:
    assert not PROGRAMME.activity(code).counts


def test_the_outline_counting_a_review_is_recorded_as_a_conflict() -> None:
    assert "Attending a review or appraisal" in PROGRAMME.conflicts["activities.review"][0]


def test_shadowing_mentoring_and_visits_count_only_where_the_training_plan_names_them() -> None:
    assert [activity.code for activity in PROGRAMME.activities if activity.only_if_planned] == [
        "shadowing",
        "mentoring",
        "visit",
    ]


def test_every_activity_says_why_in_a_sentence_and_by_which_source() -> None:
    for activity in PROGRAMME.activities:
        assert activity.why.endswith(".") and activity.source.name, activity.code


def test_the_outline_is_held_as_data() -> None:
    assert PROGRAMME.initial_assessment.delivery.minutes == 120
    assert len(PROGRAMME.induction.topics) == 9
    assert [shape.name for shape in PROGRAMME.induction.shapes] == ["1 day", "2 half days", "3 x 2 hour sessions"]
    assert len(PROGRAMME.modules) == 4
    assert (PROGRAMME.review_weeks, PROGRAMME.review_minutes) == (8, 30)
    assert [part.minutes for part in PROGRAMME.functional_skills.components] == [75, 75, 75, 30, 90]
    assert (PROGRAMME.target_percent, PROGRAMME.weekly_minutes_example) == (20, 35 * 60)
    assert PROGRAMME.target_weekly_minutes_example == 7 * 60


def test_the_length_of_a_day_is_owned_up_to_as_our_arithmetic() -> None:
    assert PROGRAMME.day_minutes == 420
    assert not PROGRAMME.sources["day_minutes"].confirmed


def test_every_kind_of_evidence_is_shown_by_a_name_and_a_reflective_account_carries_its_warning() -> None:
    assert list(PROGRAMME.evidence_kind_by_code) == [kind.value for kind in EvidenceKind]
    account = PROGRAMME.evidence_kind_by_code["reflective_account"]
    assert "not confirmed" in account.note
    assert account.source is not None and not account.source.confirmed


def test_the_wording_people_agree_to_is_owned_up_to_as_ours() -> None:
    for name in ("confidentiality", "confirmation", "authenticity"):
        assert not PROGRAMME.sources[f"statements.{name}"].confirmed
