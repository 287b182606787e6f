"""Sittings of the assessment: when one may be booked, what may come of it, and what the plan says of further ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.assessment import (
    NO_PLAN,
    Booking,
    GradeRule,
    Means,
    Outcome,
    Sitting,
    SittingKind,
    SittingState,
    against_plan,
    as_known,
    booked,
    cancelled,
    corrected,
    decided_at,
    graded,
    insist_allowed,
    moved,
    overall_of,
    standing_of,
    whole_of,
)
from app.domain.refusals import BadInput, WrongState
from app.domain.standards import Source
from tests.cast import START, TODAY

CATALOGUE = read_catalogue(STANDARD_DATA)
STANDARD, PLAN = CATALOGUE.standard("ST0868", "1.0"), CATALOGUE.assessment_plan("ST0868", "1.0")
OWN = replace(PLAN, sources={name: Source("This standard’s own plan") for name in PLAN.sources})
GRADES = STANDARD.methods[0].grades
CASE_STUDY = Booking("case_study", SittingKind.FIRST, TODAY, Means.IN_PERSON, "10:00, Room 2", "NCFE")
RESIT = replace(CASE_STUDY, kind=SittingKind.RESIT, employer_agreed=True)
THEN = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
FAIL = Outcome("fail", TODAY, "NCFE, by letter")
SAT = Sitting(1, CASE_STUDY, 1, SittingState.GRADED, outcomes=(FAIL,))


def faults(do) -> list[str]:
    with pytest.raises(BadInput) as wrong:
        do()
    return [fault.path for fault in wrong.value.faults]


def test_a_method_is_booked_once_at_a_time():
    one = booked(1, CASE_STUDY, [], START, TODAY)
    assert (one.attempt, one.state) == (1, SittingState.BOOKED)
    with pytest.raises(WrongState, match="is booked already, for 20 November 2026"):
        booked(2, CASE_STUDY, [one], START, TODAY)


def test_a_cancelled_booking_uses_up_no_attempt():
    gone = cancelled(booked(1, CASE_STUDY, [], START, TODAY), "The assessor was ill.")
    assert booked(2, CASE_STUDY, [gone], START, TODAY).attempt == 1


def test_a_further_attempt_is_called_a_resit_or_a_retake_and_a_first_one_is_not():
    assert faults(lambda: booked(2, CASE_STUDY, [SAT], START, TODAY)) == ["kind"]
    assert faults(lambda: booked(1, RESIT, [], START, TODAY)) == ["kind"]
    assert booked(2, RESIT, [SAT], START, TODAY).attempt == 2


def test_a_further_attempt_is_not_before_the_result_that_it_is_there_for():
    told = SAT.outcome.told_on
    early = replace(RESIT, on=told - timedelta(days=1))
    assert faults(lambda: booked(2, early, [SAT], START, TODAY)) == ["on"]
    again = booked(2, replace(RESIT, on=told), [SAT], START, TODAY)
    assert faults(lambda: moved(again, early, "Full.", START, TODAY, [SAT])) == ["on"]


@pytest.mark.parametrize("on", [START - timedelta(days=1), TODAY + timedelta(days=733)])
def test_no_booking_before_the_start_nor_years_ahead(on):
    assert faults(lambda: booked(1, replace(CASE_STUDY, on=on), [], START, TODAY)) == ["on"]


def test_who_assesses_it_is_named():
    assert faults(lambda: booked(1, replace(CASE_STUDY, organisation=" "), [], START, TODAY)) == ["organisation"]


def test_moving_takes_a_reason_and_a_change():
    one = booked(1, CASE_STUDY, [], START, TODAY)
    later = replace(CASE_STUDY, on=TODAY + timedelta(days=9))
    assert moved(one, later, "Room flooded", START, TODAY).booking == later
    assert faults(lambda: moved(one, later, " ", START, TODAY)) == ["reason"]
    assert faults(lambda: moved(one, CASE_STUDY, "Room flooded", START, TODAY)) == ["on"]


def test_nothing_comes_of_a_sitting_before_its_day():
    ahead = booked(1, replace(CASE_STUDY, on=TODAY + timedelta(days=1)), [], START, TODAY)
    assert "grade" in faults(lambda: graded(ahead, FAIL, GRADES, TODAY))


def test_a_result_is_told_by_somebody_between_the_day_of_the_sitting_and_today():
    one = booked(1, replace(CASE_STUDY, on=TODAY - timedelta(days=9)), [], START, TODAY)
    early = replace(FAIL, told_on=TODAY - timedelta(days=10))
    assert faults(lambda: graded(one, early, GRADES, TODAY)) == ["told_on"]
    assert faults(lambda: graded(one, replace(FAIL, told_on=TODAY + timedelta(days=1)), GRADES, TODAY)) == ["told_on"]
    assert faults(lambda: graded(one, replace(FAIL, told_by=""), GRADES, TODAY)) == ["told_by"]
    assert faults(lambda: graded(one, replace(FAIL, grade="merit"), GRADES, TODAY)) == ["grade"]
    assert faults(lambda: graded(one, replace(FAIL, exceptional=True), GRADES, TODAY)) == ["exceptional"]


def test_an_outcome_is_recorded_once_and_a_correction_keeps_the_one_before():
    with pytest.raises(WrongState, match="has its outcome"):
        graded(SAT, FAIL, GRADES, TODAY)
    passed = replace(FAIL, grade="pass", reason="Typed into the wrong row.")
    again = corrected(SAT, passed, GRADES, TODAY)
    assert again.outcomes == (FAIL, passed)
    assert again.outcome == passed
    assert faults(lambda: corrected(SAT, replace(passed, reason=""), GRADES, TODAY)) == ["reason"]


def test_a_cancelled_sitting_is_over():
    gone = cancelled(booked(1, CASE_STUDY, [], START, TODAY), "The assessor was ill.")
    for do in (
        lambda: moved(gone, RESIT, "Again", START, TODAY),
        lambda: cancelled(gone, "Again"),
        lambda: graded(gone, FAIL, GRADES, TODAY),
        lambda: corrected(gone, FAIL, GRADES, TODAY),
    ):
        with pytest.raises(WrongState):
            do()


def test_a_rule_of_another_standard_is_told_of_and_blocks_nothing():
    late = replace(RESIT, on=date(2027, 3, 1), employer_agreed=False)
    against = against_plan(PLAN, late, [SAT], GRADES)
    assert [one.field for one in against] == ["employer_agreed", "on"]
    assert against[1].sentence == "A resit is within 3 months of the result: by 20 February 2027."
    assert all(one.doubt.startswith("Another standard’s rule (End-point assessment plan of ST0480") for one in against)
    insist_allowed(against)


def test_a_confirmed_rule_blocks_and_says_why():
    late = replace(RESIT, on=date(2027, 6, 1), employer_agreed=False)
    assert faults(lambda: insist_allowed(against_plan(OWN, late, [SAT], GRADES))) == ["employer_agreed", "on"]
    retake = replace(RESIT, kind=SittingKind.RETAKE, on=date(2027, 5, 20))
    assert against_plan(OWN, retake, [SAT], GRADES) == ()


def test_whatever_was_booked_later_and_sat_earlier_starts_the_months_for_a_sitting_that_is_moved():
    other = replace(SAT, number=2, booking=replace(CASE_STUDY, method="professional_discussion"))
    late = replace(CASE_STUDY, on=date(2028, 1, 1))
    assert against_plan(OWN, late, [], GRADES) == ()
    [against] = against_plan(OWN, late, [], GRADES, [other])
    assert against.sentence.startswith("All methods are over within 6 months")
    assert against.doubt == "From which day these months count is not confirmed."
    insist_allowed([against])


def test_a_pass_is_not_sat_again_to_better_it():
    passed = replace(SAT, outcomes=(replace(FAIL, grade="pass"),))
    assert [one.field for one in against_plan(OWN, RESIT, [passed], GRADES)] == ["method"]


def test_a_plan_that_nobody_entered_says_nothing_of_further_attempts():
    assert against_plan(NO_PLAN, replace(RESIT, on=date(2028, 1, 1)), [SAT], GRADES) == ()


def test_a_failed_method_says_until_when_it_may_be_sat_again():
    found = standing_of(PLAN, [SAT], "case_study", GRADES)
    assert (found.passed, found.resit_until, found.retake_until) == (False, date(2027, 2, 20), date(2027, 5, 20))


def test_a_distinction_of_a_resit_counts_as_a_pass_and_in_exceptional_circumstances_as_what_it_is():
    best = replace(FAIL, grade="distinction")
    again = Sitting(2, RESIT, 2, SittingState.GRADED, outcomes=(best,))
    assert standing_of(PLAN, [SAT, again], "case_study", GRADES).counts_as == "pass"
    lifted = replace(again, outcomes=(replace(best, exceptional=True),))
    assert standing_of(PLAN, [SAT, lifted], "case_study", GRADES).counts_as == "distinction"


@given(st.lists(st.tuples(st.sampled_from(STANDARD.methods), st.sampled_from([*GRADES, None])), max_size=8))
def test_the_whole_is_the_newest_grade_of_each_method_under_the_cap_whatever_was_sat_and_cancelled(sat):
    sittings, newest = [], {}
    for method, grade in sat:
        before = [one for one in sittings if one.booking.method == method.code and one.outcome]
        kind = SittingKind.RETAKE if before else SittingKind.FIRST
        one = booked(len(sittings) + 1, replace(CASE_STUDY, method=method.code, kind=kind), sittings, START, TODAY)
        if grade is None:
            sittings.append(cancelled(one, "Ill"))
            continue
        sittings.append(graded(one, replace(FAIL, grade=grade), GRADES, TODAY))
        newest[method.code] = min(grade, "pass", key=GRADES.index) if before else grade
    found = overall_of(PLAN, STANDARD, sittings).grade
    if len(newest) < len(STANDARD.methods):
        assert found == ""
    elif "fail" in newest.values():
        assert found == "fail"
    else:
        assert found == ("distinction" if set(newest.values()) == {"distinction"} else "pass")


def test_where_no_rule_was_known_the_first_one_that_makes_a_grade_is_the_one_that_was_told():
    told = [
        replace(one, outcomes=(Outcome("pass", TODAY, "NCFE", recorded_at=THEN),))
        for one in (SAT, replace(SAT, number=2, booking=replace(CASE_STUDY, method="professional_discussion")))
    ]
    always = [replace(NO_PLAN, overall=(GradeRule(grade),)) for grade in ("", "pass", "distinction")]
    plans = [(THEN + timedelta(days=days), plan) for days, plan in enumerate(always)]
    assert decided_at(STANDARD, told) == THEN
    for later in (1, 2):
        known, on = as_known(always[later], plans[: later + 1], STANDARD, told)
        assert (known.overall[0].grade, on) == ("pass", TODAY + timedelta(days=1))
    found = whole_of(always[2], known, on, STANDARD, told)
    assert (found.grade, found.since) == ("pass", "distinction")
    assert as_known(always[0], plans[:1], STANDARD, told) == (always[0], None)
