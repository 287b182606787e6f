"""The rules of a training plan: states, what is behind, what two versions say differently, and who signed when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import BadInput, WrongState
from app.domain.training_plan.activities import behind, hold, miss, move, reopen, with_result
from app.domain.training_plan.content import (
    LABELS,
    Difference,
    activity_differences,
    differences,
    needing_signatures,
    signed_late,
)
from app.domain.training_plan.planning import Around
from app.domain.training_plan.values import (
    Activity,
    AttemptResult,
    FactKey,
    PlanFact,
    PlanFacts,
    PlanKind,
    PlanState,
    facts_from,
)

TODAY, START = date(2026, 11, 20), date(2025, 7, 7)
DAYS = st.dates(START, TODAY + timedelta(days=400))
WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
STATED = st.dictionaries(st.sampled_from(list(LABELS)), WORDS)


@pytest.fixture(scope="module")
def around(catalogue):
    programme = catalogue.programmes[0]
    return Around(programme, catalogue.standard("ST0868", "1.0"), PlanFacts(), START, TODAY)


def tutorial(on=TODAY, **more):
    return replace(Activity(1, PlanKind.TUTORIAL, "", "Reflective logs", on), **more)


@given(DAYS, DAYS)
def test_held_never_lies_ahead_and_taking_it_back_leaves_what_was_planned(planned, on):
    one = tutorial(planned)
    if on > TODAY:
        with pytest.raises(BadInput):
            hold(one, on, None, TODAY)
        return
    held = hold(one, on, None, TODAY)
    assert (held.state, held.held_on, held.planned_on) == (PlanState.HELD, on, planned)
    assert replace(reopen(held, "By mistake"), reason="") == one


@given(st.lists(DAYS, max_size=8), st.sampled_from(ApprenticeshipStatus))
def test_behind_is_what_is_still_planned_for_a_day_gone_by_while_somebody_learns(around, days, status):
    planned = [tutorial(day, number=number) for number, day in enumerate(days, 1)]
    done = [replace(one, state=PlanState.HELD, held_on=one.planned_on) for one in planned]
    found = behind([*planned, *done], around.programme, around.standard, status, TODAY)
    learning = status in (ApprenticeshipStatus.ACTIVE, ApprenticeshipStatus.PLANNED)
    assert sorted(one.planned_on for one in found) == (sorted(day for day in days if day < TODAY) if learning else [])
    assert list(found) == sorted(found, key=lambda one: (one.planned_on, one.number))


def test_what_is_ahead_cannot_be_missed_and_what_was_missed_can_be_planned_again_without_another_reason(around):
    with pytest.raises(WrongState, match="Until then it cannot be missed"):
        miss(tutorial(TODAY + timedelta(days=1)), "Ill", TODAY)
    missed = miss(tutorial(), "A strategy discussion", TODAY)
    again = move(missed, TODAY, "", around)
    assert (again.state, again.planned_on) == (PlanState.PLANNED, TODAY)
    with pytest.raises(BadInput, match="Say why it is moved"):
        move(again, TODAY + timedelta(days=2), " ", around)
    with pytest.raises(BadInput, match="on that day already"):
        move(again, TODAY, "Half-term", around)


def test_a_result_belongs_to_a_held_part_of_functional_skills_once():
    attempt = Activity(1, PlanKind.FUNCTIONAL_SKILLS, "maths", "", TODAY)
    with pytest.raises(WrongState):
        with_result(attempt, AttemptResult.PASSED)
    with pytest.raises(WrongState, match="Only a part of functional skills"):
        with_result(hold(tutorial(), TODAY, None, TODAY), AttemptResult.PASSED)
    passed = with_result(hold(attempt, TODAY, None, TODAY), AttemptResult.PASSED)
    assert reopen(passed, "Wrong person").result is None


@given(STATED, STATED)
def test_two_versions_differ_exactly_where_they_say_something_else(before, after):
    found = {one.code: one for one in differences(before, after)}
    assert set(found) == {code for code in LABELS if before.get(code, "") != after.get(code, "")}
    assert differences(after, after) == ()
    for one in found.values():
        assert one.label in one.words
        assert one.after in one.words


@given(st.lists(st.tuples(st.integers(1, 6), WORDS, WORDS), unique_by=lambda one: one[0]))
def test_activities_taken_out_and_added_are_told_of(listed):
    version = [{"number": number, "name": name, "when": when} for number, name, when in listed]
    assert activity_differences(version, version) == []
    assert len(activity_differences(version, [])) == len(activity_differences([], version)) == len(version)


def test_the_rules_name_which_changes_are_signed_again(catalogue):
    rule = catalogue.funding_rules.training_plan
    seen = [code for change in rule.changes for code in change.sees]
    assert set(seen) <= set(LABELS)
    assert len(seen) == len(set(seen))
    contact, price = (Difference(code, LABELS[code], "before", "after") for code in ("contact", "price"))
    assert needing_signatures([contact, price], rule) == (("Price", price),)


@pytest.mark.parametrize(
    ("signed", "today", "says"),
    [
        (None, START - timedelta(days=1), ""),
        (None, START, "was not signed by all three before"),
        (datetime(2025, 7, 6, 22, 30, tzinfo=UTC), TODAY, ""),
        (datetime(2025, 7, 7, 22, 30, tzinfo=UTC), TODAY, ""),
        (datetime(2025, 7, 7, 23, 30, tzinfo=UTC), TODAY, "on 8 July 2025, 1 day after the start of training"),
    ],
)
def test_a_plan_signed_after_the_start_says_so_by_londons_date(signed, today, says):
    words = signed_late(signed, START, today)
    assert says in words
    assert bool(words) is bool(says)


def test_the_newest_of_what_was_said_holds_and_nothing_takes_it_back():
    def said(value, role=None, about=""):
        return PlanFact(FactKey.TICK, about, role, value, START, "Priya Nair")

    held = facts_from(
        [said("ticked", Role.TUTOR, "ILP"), said("ticked", Role.APPRENTICE, "ILP"), said("", Role.TUTOR, "ILP")]
    )
    assert held.ticked("ILP", Role.TUTOR) is None
    assert held.ticked("ILP", Role.APPRENTICE) is not None
