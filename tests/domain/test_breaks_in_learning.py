"""Breaks in learning: too short to be one by the rule, the planned end that may follow, and where none can be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Break, Gap
from app.domain.breaks_in_learning import days_of, overlapping, proposed_end, question
from app.domain.off_the_job.working_time import stretches_so_far, working_minutes
from app.domain.practical_period import PracticalPeriod
from tests.domain.agreements import agreed_for
from tests.domain.rules import FROM_AUGUST_2025, RULES

PERIOD = PracticalPeriod(date(2025, 9, 1), date(2027, 2, 28))
JANUARY = Break(date(2026, 1, 5), date(2026, 2, 2))


@pytest.mark.parametrize(("days", "asked"), [(1, True), (27, True), (28, False), (60, False)])
def test_a_break_under_four_weeks_is_questioned(days: int, asked: bool) -> None:
    pause = Break(JANUARY.since, JANUARY.since + timedelta(days=days))
    assert bool(question(RULES.shortest_break, pause)) is asked


def test_a_break_still_open_is_not_questioned_and_proposes_nothing() -> None:
    away = Break(JANUARY.since)
    assert question(RULES.shortest_break, away) == ""
    assert proposed_end(agreed_for(PERIOD), away) is None
    assert days_of(away, date(2026, 1, 19)) == 14


def test_the_planned_end_is_proposed_by_the_exact_length_until_it_is_agreed_anew() -> None:
    assert proposed_end(agreed_for(PERIOD), JANUARY) == date(2027, 3, 28)
    anew = agreed_for(PERIOD, (date(2026, 2, 2), {"planned_end": date(2027, 4, 30)}))
    assert proposed_end(anew, JANUARY) is None
    before = agreed_for(PERIOD, (date(2025, 12, 1), {"planned_end": date(2027, 4, 30)}))
    assert proposed_end(before, JANUARY) == date(2027, 5, 28)


def test_nobody_is_paid_to_work_without_an_employer() -> None:
    """Ten weeks, three of them without an employer: 7 × 46.4 ÷ 52 × 35 hours."""
    agreed = replace(agreed_for(PERIOD), gaps=(Gap(date(2025, 9, 15), date(2025, 10, 6)),))
    today = date(2025, 11, 9)
    assert [part.days for part in stretches_so_far(agreed, PERIOD, today)] == [49]
    assert working_minutes(FROM_AUGUST_2025, agreed, PERIOD, today) * 52 == 7 * 35 * 60 * 46 + 7 * 35 * 24


days = st.integers(0, 400).map(lambda number: PERIOD.start + timedelta(days=number))
pauses = st.builds(lambda since, length: Break(since, since + timedelta(days=length)), days, st.integers(1, 60))


@given(pauses, pauses)
def test_two_breaks_overlap_exactly_where_they_share_a_day(one: Break, other: Break) -> None:
    shared = any(
        one.covers(day) and other.covers(day) for day in (one.since, other.since)
    )  # the later first day is in both, or no day is
    if one.since != other.since:
        assert (overlapping([one], other) is not None) is shared
