"""What a delivery plan can be asked."""

import pytest

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.programmes import together

PROGRAMME = read_catalogue(STANDARD_DATA).programme("early-intervention-practitioner")


def test_an_activity_is_found_by_its_code() -> None:
    assert PROGRAMME.activity("workshop").name == "Workshop"


def test_an_unknown_activity_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        PROGRAMME.activity("juggling")


def test_counted_activities_are_exactly_those_that_count() -> None:
    counted = {activity.code for activity in PROGRAMME.counted_activities}
    assert counted == {code for code, activity in PROGRAMME.activity_by_code.items() if activity.counts}
    assert "workshop" in counted and "review" not in counted


def test_a_plan_serves_the_versions_it_names_and_no_others() -> None:
    assert PROGRAMME.serves("ST0868", "1.0")
    assert not PROGRAMME.serves("ST0868", "1.1")
    assert not PROGRAMME.serves("ST0001", "1.0")


def test_days_become_minutes_by_the_plans_own_length_of_day() -> None:
    assert PROGRAMME.days_in_minutes(12) == 12 * 420


def test_the_lines_to_call_are_national_numbers_each_with_who_says_so() -> None:
    lines = {line.code: line for line in PROGRAMME.concerns.help_lines}
    assert lines["emergency"].number == "999"
    assert all(line.source.address.startswith("http") for line in lines.values())
    assert "concerns.nspcc" in PROGRAMME.conflicts, "two copies of one page give two sets of hours"


def test_what_differs_from_council_to_council_has_no_number_in_the_file() -> None:
    local = PROGRAMME.concerns.local_lines
    assert {"children_social_care", "designated_officer"} <= {line.code for line in local}
    assert not any(hasattr(line, "number") for line in local)


def test_of_two_programmes_the_first_line_of_a_code_is_shown() -> None:
    words = PROGRAMME.concerns
    assert together([words, words]) == words
    assert words.outcome_by_code["police"].referral
    assert not words.outcome_by_code["no_further_action"].referral
