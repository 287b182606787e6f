"""Active learning: by month, by three months or by four weeks as the start has it, suspended in breaks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Break
from app.domain.off_the_job.active_learning import ActiveStanding, ActiveState, Subject, active_learning
from app.domain.practical_period import PracticalPeriod
from app.domain.provider_settings import DeliveryPattern
from tests.domain.rules import RULES

TODAY = date(2024, 11, 15)
SPREAD, BLOCK = DeliveryPattern.SPREAD, DeliveryPattern.FRONT_LOADED_OR_BLOCK
MET, DUE, NOT_MET = ActiveState.MET, ActiveState.DUE, ActiveState.NOT_MET


def standing(
    start: date, *learned: date, today: date = TODAY, pattern: DeliveryPattern = SPREAD, breaks: tuple[Break, ...] = ()
) -> ActiveStanding:
    rule = RULES.for_start(start).active_learning_for(start)
    period = PracticalPeriod(start, date(2027, 1, 1), None, breaks)
    return active_learning(rule, period, learned, (), today, pattern)[0]


@pytest.mark.parametrize(
    ("last", "monthly", "block"),
    [
        (date(2024, 11, 3), MET, MET),
        (date(2024, 10, 10), DUE, MET),
        (date(2024, 9, 28), NOT_MET, MET),
        (date(2024, 8, 31), NOT_MET, DUE),
        (date(2024, 7, 31), NOT_MET, NOT_MET),
    ],
    ids=["rows 22 and 23, 3 November", "rows 22 and 23, 10 October", "rows 22 and 23, 28 September", "August", "July"],
)
def test_rows_22_and_23_monthly_and_for_block_release(last: date, monthly: ActiveState, block: ActiveState) -> None:
    start = date(2024, 8, 1)
    assert standing(start, last).state is monthly
    assert standing(start, last, pattern=BLOCK).state is block


def test_before_august_2024_block_release_changes_nothing() -> None:
    start = date(2023, 9, 4)
    assert standing(start, date(2024, 9, 28), pattern=BLOCK).state is NOT_MET


@pytest.mark.parametrize(("days", "state"), [(0, MET), (21, MET), (22, DUE), (28, DUE), (29, NOT_MET)])
def test_to_july_2023_it_is_every_four_weeks(days: int, state: ActiveState) -> None:
    found = standing(date(2022, 9, 1), TODAY - timedelta(days=days))
    assert found.state is state
    assert found.due_by == TODAY - timedelta(days=days) + timedelta(days=28)


def test_older_starts_are_asked_nothing() -> None:
    found = standing(date(2020, 9, 1))
    assert (found.state, found.due_by) == (ActiveState.NOT_ASKED, None)
    assert found.reason == "No rule on active learning is applied to this start."


def test_it_says_when_learning_last_was_what_the_rule_wants_and_until_when() -> None:
    found = standing(date(2024, 8, 1), date(2024, 10, 10))
    assert found.reason == (
        "Training: last on 10 October 2024. The rule wants learning in every calendar month. Next by 30 November 2024."
    )
    late = standing(date(2024, 8, 1), date(2024, 9, 28))
    assert late.reason.endswith("It was due by 31 October 2024.")


def test_with_nothing_logged_the_month_of_the_start_is_the_first() -> None:
    assert standing(date(2024, 11, 4)).state is DUE
    assert standing(date(2024, 10, 28)).state is NOT_MET


def test_a_break_suspends_it_and_its_months_are_not_missed() -> None:
    start, last = date(2024, 8, 1), date(2024, 8, 20)
    pause = Break(date(2024, 9, 10), date(2024, 10, 20))
    assert standing(start, last, today=date(2024, 9, 30), breaks=(pause,)).state is ActiveState.SUSPENDED
    back = standing(start, last, today=date(2024, 10, 25), breaks=(pause,))
    assert (back.state, back.due_by) == (MET, date(2024, 11, 30))
    assert standing(start, last, breaks=(pause,)).state is DUE
    assert standing(start, last, today=date(2024, 12, 1), breaks=(pause,)).state is NOT_MET


def test_a_break_that_is_only_planned_and_has_no_return_yet_suspends_nothing() -> None:
    planned = Break(date(2024, 11, 20))
    assert standing(date(2024, 8, 1), date(2024, 10, 1), breaks=(planned,)).state is DUE
    assert standing(date(2022, 9, 1), date(2024, 11, 1), breaks=(planned,)).state is MET


def test_days_of_a_break_are_left_out_of_the_four_weeks() -> None:
    pause = Break(date(2024, 10, 10), date(2024, 11, 10))
    found = standing(date(2022, 9, 1), date(2024, 10, 5), breaks=(pause,))
    assert (found.state, found.due_by) == (MET, date(2024, 12, 3))


def test_before_the_start_and_after_the_end_nothing_is_asked() -> None:
    assert standing(date(2024, 12, 1)).state is ActiveState.NOT_ASKED
    rule = RULES.for_start(date(2024, 8, 1)).active_learning_for(date(2024, 8, 1))
    over = PracticalPeriod(date(2024, 8, 1), date(2025, 8, 1), date(2024, 10, 31))
    assert active_learning(rule, over, (), (), TODAY, SPREAD)[0].state is ActiveState.NOT_ASKED


def test_from_august_2025_english_and_maths_have_their_own_where_they_are_studied() -> None:
    start, today = date(2025, 9, 1), date(2025, 11, 15)
    rule = RULES.for_start(start).active_learning_for(start)
    period = PracticalPeriod(start, date(2027, 1, 1))
    training, other = date(2025, 11, 3), date(2025, 9, 28)
    assert len(active_learning(rule, period, [training], [], today, SPREAD)) == 1
    both = active_learning(rule, period, [training], [other], today, BLOCK)
    assert [(one.subject, one.state) for one in both] == [
        (Subject.TRAINING, MET), (Subject.ENGLISH_AND_MATHS, NOT_MET),
    ]  # fmt: skip
    older = RULES.for_start(date(2024, 8, 1)).active_learning_for(date(2024, 8, 1))
    assert len(active_learning(older, period, [training], [other], today, SPREAD)) == 1


STARTS = st.dates(date(2021, 8, 1), date(2025, 12, 31))
ORDER = [MET, DUE, NOT_MET]


@given(start=STARTS, gone=st.integers(0, 700), first=st.integers(0, 700), more=st.integers(0, 700))
def test_learning_later_never_makes_it_worse(start: date, gone: int, first: int, more: int) -> None:
    today = start + timedelta(days=gone)
    early, late = start + timedelta(days=min(first, gone)), start + timedelta(days=min(first + more, gone))
    assert ORDER.index(standing(start, late, today=today).state) <= ORDER.index(
        standing(start, early, today=today).state
    )


@given(start=STARTS, gone=st.integers(0, 700), since=st.integers(1, 700), length=st.integers(1, 200))
def test_a_break_never_makes_it_worse(start: date, gone: int, since: int, length: int) -> None:
    today, first = start + timedelta(days=gone), start + timedelta(days=since)
    pause = Break(first, first + timedelta(days=length))
    without, within = standing(start, start, today=today), standing(start, start, today=today, breaks=(pause,))
    if within.state is not ActiveState.SUSPENDED:
        assert ORDER.index(within.state) <= ORDER.index(without.state)
