"""Milestone reviews: the programme’s grid, and the funding rule’s deadline beside it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Break
from app.domain.reviews import next_review, review_date, review_dates, rule_deadline
from tests.domain.rules import AUGUST_2022_TO_JULY_2025, FROM_AUGUST_2025, RULES

CHLOES_START = date(2025, 7, 7)


@pytest.mark.parametrize(
    ("start", "last_held", "due"),
    [
        pytest.param(date(2025, 8, 1), date(2025, 8, 1), date(2025, 11, 30), id="row 19: official example"),
        pytest.param(date(2025, 8, 1), date(2025, 11, 30), date(2026, 2, 28), id="row 20: the same reading"),
        pytest.param(date(2023, 9, 4), date(2023, 9, 4), date(2023, 11, 27), id="row 21: 12 weeks"),
        pytest.param(date(2025, 8, 1), None, date(2025, 11, 30), id="before any review it runs from the start"),
    ],
)
def test_the_rules_deadline_runs_from_the_last_review_held(start: date, last_held: date | None, due: date) -> None:
    deadline = rule_deadline(RULES.for_start(start), start, last_held)
    assert deadline is not None
    assert deadline.due_on == due


def test_row_21_the_programmes_own_review_is_after_eight_weeks() -> None:
    assert review_date(date(2023, 9, 4), 8, 1) == date(2023, 10, 30)


def test_chloes_ninth_review_is_on_23_november_2026() -> None:
    reviews = review_dates(CHLOES_START, 8, date(2026, 12, 31))
    assert [(review.number, review.due_on) for review in reviews[-2:]] == [
        (8, date(2026, 9, 28)),
        (9, date(2026, 11, 23)),
    ]


def test_whether_it_is_12_weeks_or_3_months_is_said_to_be_unconfirmed_where_it_is() -> None:
    unsure = rule_deadline(AUGUST_2022_TO_JULY_2025, date(2024, 9, 2), None)
    sure = rule_deadline(FROM_AUGUST_2025, date(2025, 9, 1), None)
    assert unsure is not None
    assert sure is not None
    assert (unsure.confirmed, unsure.interval) == (False, "12 weeks")
    assert "not confirmed" in unsure.reason
    assert (sure.confirmed, sure.interval) == (True, "3 calendar months")


def test_an_early_review_moves_the_rules_deadline_but_not_the_grid() -> None:
    early = next_review(
        AUGUST_2022_TO_JULY_2025,
        CHLOES_START,
        8,
        date(2025, 9, 1),
        last_number=1,
        last_held=date(2025, 8, 18),
    )
    assert (early.number, early.due_on) == (2, date(2025, 10, 27))
    assert early.rule_deadline is not None
    assert early.rule_deadline.due_on == date(2025, 11, 10)


def test_late_by_the_programme_is_told_apart_from_late_by_the_rule() -> None:
    def on(today: date) -> tuple[int, int, str]:
        review = next_review(AUGUST_2022_TO_JULY_2025, CHLOES_START, 8, today)
        return review.days_overdue, review.days_over_rule, review.reason

    assert on(date(2025, 9, 1))[:2] == (0, 0)
    late = on(date(2025, 9, 4))
    assert late[:2] == (3, 0)
    assert late[2].endswith("It is 3 days late by the programme, and still within the funding rule.")
    too_late = on(date(2025, 9, 30))
    assert too_late[:2] == (29, 1)
    assert too_late[2].endswith("It is 1 day past the funding rule’s deadline.")


def test_a_break_moves_every_later_date_by_its_length() -> None:
    pause = Break(date(2025, 8, 4), date(2025, 9, 1))
    assert review_date(CHLOES_START, 8, 1, [pause]) == date(2025, 9, 29)
    assert review_date(CHLOES_START, 8, 2, [pause]) == date(2025, 11, 24)
    deadline = rule_deadline(AUGUST_2022_TO_JULY_2025, CHLOES_START, None, [pause])
    assert deadline is not None
    assert deadline.due_on == date(2025, 9, 29) + timedelta(weeks=4)


def test_in_a_break_nothing_is_overdue_and_without_a_return_there_is_no_date() -> None:
    away = next_review(AUGUST_2022_TO_JULY_2025, CHLOES_START, 8, date(2026, 3, 1), breaks=[Break(date(2025, 8, 4))])
    assert (away.due_on, away.rule_deadline, away.days_overdue, away.days_over_rule) == (None, None, 0, 0)
    assert "no date of return" in away.reason


def test_days_of_a_break_after_the_due_date_are_not_days_overdue() -> None:
    pause = Break(date(2025, 9, 8), date(2025, 10, 6))
    review = next_review(AUGUST_2022_TO_JULY_2025, CHLOES_START, 8, date(2025, 10, 8), breaks=[pause])
    assert review.due_on == date(2025, 9, 1)
    assert review.days_overdue == 9


starts = st.dates(date(2019, 1, 1), date(2027, 1, 1))


@given(starts, st.integers(4, 12), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 80)), max_size=3))
def test_between_two_reviews_lie_just_as_many_weeks_of_learning(
    start: date, weeks: int, pauses: list[tuple[int, int]]
) -> None:
    breaks = [Break(start + timedelta(days=after), start + timedelta(days=after + length)) for after, length in pauses]
    dates = review_dates(start, weeks, start + timedelta(days=700), breaks)
    days = [start, *(review.due_on for review in dates)]
    for before, after in pairwise(days):
        learned = [
            day
            for day in (before + timedelta(days=n) for n in range((after - before).days))
            if not any(pause.covers(day) for pause in breaks)
        ]
        assert len(learned) == weeks * 7
        assert not any(pause.covers(after) for pause in breaks)


@given(starts, st.integers(0, 60))
def test_the_rules_deadline_is_never_before_eight_weeks(start: date, days: int) -> None:
    held = start + timedelta(days=days)
    deadline = rule_deadline(RULES.for_start(start), start, held)
    assert deadline is not None
    assert deadline.due_on >= held + timedelta(weeks=8)
