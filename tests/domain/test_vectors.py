"""The field's own worked examples, by their number, where sources disagree under each reading's name.

Rows 1 to 8, 13 and 14 stand in `test_off_the_job_minimum.py`, 19 to 21 in `test_reviews.py`, 22 and 23 in
`test_active_learning.py` and 27 in `test_employment.py`.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.funding_rules import FundingRule
from app.domain.gateway.duration import minimum_reached_on
from app.domain.off_the_job.minimum import (
    Minimum,
    PartTimeLength,
    Question,
    average_week,
    hours_left_out_percent,
    least_price_cut_percent,
    minimum_hours,
    minutes_for_weeks,
    part_time_lengths,
)
from app.domain.provider_settings import DEFAULTS, PriorLearningReading
from tests.domain.rules import AUGUST_2022_TO_JULY_2025, BEFORE_AUGUST_2022, FROM_AUGUST_2025, RULES
from tests.domain.test_off_the_job_minimum import PUBLISHED_418, lasting

BOTH = [BEFORE_AUGUST_2022, AUGUST_2022_TO_JULY_2025]
PRIOR = PriorLearningReading


def longer(rule: FundingRule, weekly_minutes: int | Decimal, id_: str = "twelve_months") -> PartTimeLength:
    return next(one for one in part_time_lengths(rule, weekly_minutes, 18, DEFAULTS) if one.id == id_)


def two(value: Decimal) -> Decimal:
    return round(value, 2)


@pytest.mark.parametrize("rule", BOTH)
@pytest.mark.parametrize(
    ("hours", "months", "weeks", "a_week"),
    [(15, 24, 104, "3.0"), (24, 15, 65, "4.8"), (20, 18, 78, "4.0")],
    ids=["row 9", "row 10", "row 11"],
)
def test_rows_9_to_11_part_time_takes_longer_and_comes_to_the_same_hours(
    rule: FundingRule, hours: int, months: int, weeks: int, a_week: str
) -> None:
    length = longer(rule, hours * 60)
    assert (length.months, length.weeks) == (months, weeks)
    assert minutes_for_weeks(rule, weeks, hours * 60) / 60 == Decimal("278.4")
    assert Decimal(hours) / 5 == Decimal(a_week)


def test_row_10_fifty_eight_weeks_are_left_once_leave_is_off() -> None:
    assert 65 - 65 * AUGUST_2022_TO_JULY_2025.leave_weeks / 52 == 58


def test_the_other_reading_makes_the_programmes_own_length_longer() -> None:
    assert longer(AUGUST_2022_TO_JULY_2025, 20 * 60, "programme_length").months == 27
    assert longer(AUGUST_2022_TO_JULY_2025, 20 * 60, "programme_length").weeks == 117


@pytest.mark.parametrize("hours", [30, 37])
def test_nothing_is_longer_at_30_hours_a_week_or_where_hours_are_published(hours: int) -> None:
    assert part_time_lengths(AUGUST_2022_TO_JULY_2025, hours * 60, 18, DEFAULTS) == ()
    assert part_time_lengths(FROM_AUGUST_2025, 15 * 60, 18, DEFAULTS) == ()


@pytest.mark.parametrize(
    ("reading", "average", "days"),
    [("fifty_two_weeks", "15", 728), ("worked_weeks", "16.81", 650)],
    ids=["row 12, over 52 weeks", "row 12, over 46.4 weeks"],
)
def test_row_12_term_time_work_of_20_hours_in_39_weeks(reading: str, average: str, days: int) -> None:
    rule = AUGUST_2022_TO_JULY_2025
    over = next(one for one in rule.term_time if one.id == reading)
    week = average_week(20 * 60, Decimal(39), over)
    length = longer(rule, week)
    assert two(week / 60) == Decimal(average)
    assert round(length.weeks * 7) == days
    assert two(minutes_for_weeks(rule, length.weeks, week) / 60) == Decimal("278.40")
    if reading == "fifty_two_weeks":
        assert length.months == 24


def test_row_12_both_readings_stand_beside_each_other_and_the_providers_is_marked() -> None:
    found = minimum_hours(
        AUGUST_2022_TO_JULY_2025, *lasting(104 * 7, date(2023, 9, 4)), 20 * 60, weeks_a_year=39, rounding="exact"
    )
    term = {one.id: (one.minutes, one.used) for one in found.readings if one.question is Question.TERM_TIME}
    assert term == {"fifty_two_weeks": (16_704, True), "worked_weeks": (18_720, False)}
    assert "20 hours × 39 weeks a year ÷ 52 weeks = 15 hours" in [step.value for step in found.working]


def with_prior_learning(reading: PriorLearningReading, planned: int | None = 469 * 60) -> Minimum:
    return minimum_hours(
        FROM_AUGUST_2025,
        *lasting(78 * 7, date(2025, 8, 1)),
        35 * 60,
        published=PUBLISHED_418,
        prior_learning_minutes=300 * 60,
        planned_minutes=planned,
        settings=replace(DEFAULTS, prior_learning_reading=reading),
    )


@pytest.mark.parametrize(
    ("reading", "hours", "eligible"),
    [
        (PRIOR.OFF_PUBLISHED_MINIMUM, 118, False),
        (PRIOR.OFF_PUBLISHED_NEVER_UNDER_FLOOR, 187, True),
        (PRIOR.OFF_PLANNED, 169, False),
    ],
    ids=lambda value: f"row 15, {value}" if isinstance(value, str) else "",
)
def test_row_15_prior_learning_of_300_hours_by_each_reading(
    reading: PriorLearningReading, hours: int, eligible: bool
) -> None:
    found = with_prior_learning(reading)
    assert (found.minutes, not found.below_floor) == (hours * 60, eligible)
    assert {one.id: one.minutes for one in found.readings} == {
        "off_published_minimum": 118 * 60,
        "off_published_never_under_floor": 187 * 60,
        "off_planned": 169 * 60,
    }
    assert [one.id for one in found.readings if one.used] == [reading.value]


def test_off_planned_hours_that_nobody_knows_nothing_is_guessed() -> None:
    found = with_prior_learning(PRIOR.OFF_PLANNED, planned=None)
    assert (found.minutes, found.confirmed) == (None, False)
    assert "none are known" in found.working[-1].value


def test_a_plan_longer_than_the_published_hours_never_asks_for_more_than_them() -> None:
    assert with_prior_learning(PRIOR.OFF_PLANNED, planned=900 * 60).minutes == 418 * 60


def test_row_16_prior_learning_of_14_in_509_hours_cuts_the_price_by_at_least_1_375_percent() -> None:
    assert two(hours_left_out_percent(14, 509)) == Decimal("2.75")
    assert round(least_price_cut_percent(RULES.prior_learning_price, 14, 509), 3) == Decimal("1.375")


def test_row_17_of_a_band_of_3500_pounds_that_is_48_13() -> None:
    assert two(3_500 * least_price_cut_percent(RULES.prior_learning_price, 14, 509) / 100) == Decimal("48.13")


def test_row_18_twelve_months_from_1_august_2021_are_still_training_on_31_july_2022() -> None:
    start = date(2021, 8, 1)
    duration = RULES.for_start(start).minimum_duration(start)
    assert duration.months == 12
    assert minimum_reached_on(duration, start, ()) == date(2022, 7, 31)


@given(
    days=st.integers(200, 1500),
    weekly=st.integers(300, 60 * 60),
    weeks=st.sampled_from([39.0, 44.0, 46.4, 52.0]),
    rule=st.sampled_from(BOTH),
)
def test_exactly_one_reading_of_each_question_is_the_providers_and_it_is_the_minimum(
    days: int, weekly: int, weeks: float, rule: FundingRule
) -> None:
    start = date(2021, 9, 1)
    found = minimum_hours(rule, start, start + timedelta(days=days), weekly, weeks_a_year=weeks)
    for question in {one.question for one in found.readings}:
        used = [one.minutes for one in found.readings if one.question is question and one.used]
        assert used == [found.minutes]


@given(weekly=st.integers(300, 60 * 60), weeks=st.sampled_from([30.0, 39.0, 46.0]))
def test_averaging_over_fewer_weeks_never_asks_for_fewer_hours(weekly: int, weeks: float) -> None:
    start = date(2023, 9, 1)
    found = minimum_hours(
        AUGUST_2022_TO_JULY_2025, start, start + timedelta(days=600), weekly, weeks_a_year=weeks, rounding="exact"
    )
    by = {one.id: one.minutes or 0 for one in found.readings if one.question is Question.TERM_TIME}
    assert by["fifty_two_weeks"] <= by["worked_weeks"]
