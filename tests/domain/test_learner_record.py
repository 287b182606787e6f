"""The learner record beside the account: a number that cannot be one, and a name that is another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gateway import CheckState
from app.domain.gateway.learner_record import (
    LearnerRecord,
    RecordKept,
    as_kept,
    insist_revision,
    is_learner_number,
    record_match,
    same_name,
)
from app.domain.refusals import BadInput, WrongState

PUBLISHED = "9276308686"
"""HESA’s own example of a unique learner number."""


def kept(name="Chloe Marsden", number=PUBLISHED, difference=""):
    return RecordKept(LearnerRecord(name, number, difference), "Priya Nair", date(2026, 6, 1), 1)


def test_the_published_example_is_a_learner_number():
    assert is_learner_number(PUBLISHED)


@pytest.mark.parametrize(
    "typed", ["", "927630868", "92763086860", "9276308687", "0276308686", "9999999999", "927630868x", "٩٢٧٦٣٠٨٦٨٦"]
)
def test_what_is_no_learner_number(typed):
    assert not is_learner_number(typed)


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=9))
def test_one_digit_typed_wrong_is_always_noticed(place, by):
    wrong = str((int(PUBLISHED[place]) + by) % 10)
    assert not is_learner_number(PUBLISHED[:place] + wrong + PUBLISHED[place + 1 :])


@given(st.integers(min_value=0, max_value=8))
def test_two_neighbours_changed_about_are_noticed(place):
    digits = list(PUBLISHED)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    assert is_learner_number("".join(digits)) == ("".join(digits) == PUBLISHED)


@pytest.mark.parametrize(
    ("record", "account", "same"),
    [
        ("CHLOE MARSDEN", "Chloe Marsden", True),
        ("Chloe  Marsden", "Chloe Marsden", True),
        ("Siobhan O'Neill", "Siobhan O’Neill", True),
        ("Chloe Anne Marsden", "Chloe Marsden", False),
        ("Zoe Marsden", "Zoë Marsden", False),
    ],
)
def test_names_are_compared_letter_for_letter(record, account, same):
    assert same_name(record, account) is same


def test_nothing_recorded_is_open_and_says_what_to_do():
    check = record_match(None, "Chloe Marsden")
    assert check.state is CheckState.NOT_MET
    assert check.reason.startswith("Nothing is recorded yet")


def test_name_and_number_that_agree_are_met_and_without_a_number_partly():
    assert record_match(kept(), "Chloe Marsden").state is CheckState.MET
    assert record_match(kept(number=""), "Chloe Marsden").state is CheckState.PARTLY


def test_another_name_is_open_until_somebody_says_why_and_the_name_is_restricted():
    check = record_match(kept("Chloe Hirst"), "Chloe Marsden")
    assert check.state is CheckState.NOT_MET
    assert "can stop a certificate" in check.reason
    assert "Hirst" not in check.reason
    assert "Chloe Hirst" in (check.restricted_reason or "")


def test_an_explained_difference_is_an_exception_whose_reason_is_restricted():
    check = record_match(kept("Chloe Hirst", difference="Married in May; certificate seen."), "Chloe Marsden")
    assert check.state is CheckState.WAIVED
    assert "Married" not in check.reason
    assert "Married in May" in (check.restricted_reason or "")


def test_no_sentence_of_the_check_holds_the_number():
    for one in (kept(), kept(number=""), kept("Chloe Hirst"), kept("Chloe Hirst", difference="Seen.")):
        check = record_match(one, "Chloe Marsden")
        assert PUBLISHED not in check.reason + (check.restricted_reason or "") + str(check.figures)


def test_what_is_wrong_is_said_by_field():
    with pytest.raises(BadInput) as refused:
        as_kept("  ", "123", "x" * 501)
    assert [fault.path for fault in refused.value.faults] == ["name", "number", "difference"]
    assert as_kept(" Chloe  Marsden ", "927 630 8686", "").number == PUBLISHED


def test_a_record_entered_meanwhile_is_not_written_over():
    insist_revision(kept(), 1)
    insist_revision(None, 0)
    with pytest.raises(WrongState):
        insist_revision(kept(), 0)
