"""The minimum of off-the-job hours, by the vectors that the field’s own examples and arithmetic give.

The number in front of each vector is its row in the table of vectors that the rules were collected with.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.funding_rules import FundingRule, PublishedHours
from app.domain.off_the_job.minimum import Minimum, minimum_hours, minutes_for_weeks
from app.domain.refusals import BadInput
from app.domain.standards import Confidence, Source
from tests.domain.rules import AUGUST_2022_TO_JULY_2025, BEFORE_AUGUST_2022, FROM_AUGUST_2025, RULES

PUBLISHED_418 = PublishedHours(
    standard="ST0868",
    version="1.0",
    minutes=418 * 60,
    start_from=date(2025, 8, 1),
    start_to=None,
    source=Source(name="Entered by the administrator", confidence=Confidence.INFERRED, confirmed=False),
)


def lasting(days: int, start: date) -> tuple[date, date]:
    return start, start + timedelta(days=days - 1)


def hours(minimum: Minimum) -> Decimal:
    assert minimum.minutes is not None
    return Decimal(minimum.minutes) / 60


class InWeeks(NamedTuple):
    row: str
    rule: FundingRule
    weeks: int
    weekly_hours: str
    expected: str


@pytest.mark.parametrize(
    "vector",
    [
        InWeeks("1, older formula", BEFORE_AUGUST_2022, 52, "30", "278.4"),
        InWeeks("1, newer formula", AUGUST_2022_TO_JULY_2025, 52, "30", "278.4"),
        InWeeks("5, before rounding", AUGUST_2022_TO_JULY_2025, 78, "37.5", "417.6"),
        InWeeks("6", BEFORE_AUGUST_2022, 78, "35", "487.2"),
        InWeeks("7, the day before", BEFORE_AUGUST_2022, 78, "37.5", "522.0"),
        InWeeks("7, the day itself", AUGUST_2022_TO_JULY_2025, 78, "37.5", "417.6"),
        InWeeks("8, older formula", BEFORE_AUGUST_2022, 78, "21", "292.32"),
        InWeeks("8, newer formula", AUGUST_2022_TO_JULY_2025, 78, "21", "292.32"),
    ],
    ids=lambda vector: f"row {vector.row}",
)
def test_a_length_in_weeks_gives_the_exact_share_of_working_time(vector: InWeeks) -> None:
    owed = minutes_for_weeks(vector.rule, vector.weeks, int(Decimal(vector.weekly_hours) * 60))
    assert owed / 60 == Decimal(vector.expected)


class InDates(NamedTuple):
    row: str
    start: date
    days: int
    weekly_hours: str
    rounding: str
    expected_minutes: int


@pytest.mark.parametrize(
    "vector",
    [
        InDates("1", date(2021, 9, 6), 364, "30", "exact", 16_704),
        InDates("2: 279.93 hours, up to the minute", date(2021, 9, 6), 366, "30", "exact", 16_796),
        InDates("3", date(2023, 9, 4), 368, "37", "govuk_2024", 284 * 60),
        InDates("4: 367 days", date(2023, 9, 4), 367, "30", "govuk_2024", 278 * 60),
        InDates("4: 365 days", date(2023, 9, 4), 365, "30", "govuk_2024", 278 * 60),
        InDates("4: 371 days", date(2023, 9, 4), 371, "30", "govuk_2024", 284 * 60),
        InDates("4: 372 days", date(2023, 9, 4), 372, "30", "govuk_2024", 284 * 60),
        InDates("5", date(2023, 9, 4), 78 * 7, "37.5", "govuk_2024", 418 * 60),
        InDates("6", date(2022, 7, 31), 78 * 7, "35", "exact", 29_232),
        InDates("7, the day before", date(2022, 7, 31), 78 * 7, "37.5", "exact", 522 * 60),
        InDates("7, the day itself", date(2022, 8, 1), 78 * 7, "37.5", "exact", 25_056),
        InDates("8: 292.32 hours, up to the minute", date(2023, 9, 4), 78 * 7, "21", "exact", 17_540),
        InDates("13", date(2023, 9, 4), 35 * 7, "30", "govuk_2024", 187 * 60),
    ],
    ids=lambda vector: f"row {vector.row}",
)
def test_dates_and_a_week_give_the_minimum_under_the_rule_of_the_start(vector: InDates) -> None:
    minimum = minimum_hours(
        RULES.for_start(vector.start),
        *lasting(vector.days, vector.start),
        int(Decimal(vector.weekly_hours) * 60),
        rounding=vector.rounding,
    )
    assert minimum.minutes == vector.expected_minutes
    assert minimum.confirmed


@pytest.mark.parametrize("weekly_minutes", [21 * 60, 35 * 60, 48 * 60])
@pytest.mark.parametrize("days", [300, 78 * 7, 900])
def test_row_14_the_published_hours_hold_whatever_the_week_and_the_length(days: int, weekly_minutes: int) -> None:
    minimum = minimum_hours(FROM_AUGUST_2025, *lasting(days, date(2025, 8, 1)), weekly_minutes, published=PUBLISHED_418)
    assert hours(minimum) == 418
    assert not minimum.below_floor


def test_row_15_prior_learning_that_leaves_less_than_187_hours_is_below_the_floor() -> None:
    minimum = minimum_hours(
        FROM_AUGUST_2025,
        *lasting(78 * 7, date(2025, 8, 1)),
        35 * 60,
        published=PUBLISHED_418,
        prior_learning_minutes=300 * 60,
    )
    assert hours(minimum) == 118
    assert minimum.below_floor


def test_without_a_published_figure_the_minimum_is_not_confirmed_and_never_guessed() -> None:
    minimum = minimum_hours(FROM_AUGUST_2025, *lasting(78 * 7, date(2025, 9, 1)), 35 * 60)
    assert minimum.minutes is None
    assert not minimum.confirmed
    assert "Not confirmed" in minimum.working[-1].value


def test_the_gov_uk_rounding_is_the_default_and_its_cliff_is_six_hours() -> None:
    start = date(2023, 9, 4)
    short = minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(367, start), 1800)
    long = minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(368, start), 1800)
    assert short.rounding == "govuk_2024"
    assert (hours(short), hours(long)) == (278, 284)


def test_half_a_week_goes_up() -> None:
    start = date(2023, 9, 4)
    assert minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(10, start), 1800).weeks == 1
    assert minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(11, start), 1800).weeks == 2


def test_the_working_can_be_followed_by_a_lay_reader() -> None:
    start = date(2023, 9, 4)
    minimum = minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(548, start), 2250)
    assert [(step.step, step.value) for step in minimum.working] == [
        (
            "Funding rule for this start date",
            "20% of working hours, no more than 30 a week counted, starts from 1 August 2022 to 31 July 2025. "
            "The start is 4 September 2023.",
        ),
        (
            "Days from the start to the planned end, both counted (planned end − start + 1)",
            "4 September 2023 to 4 March 2025: 548 days",
        ),
        ("Weeks", "548 ÷ 7 = 78.29 weeks, taken to the nearest whole week: 78 weeks"),
        ("Leave: 5.6 weeks a year", "78 ÷ 52 × 5.6 = 8.4 weeks, not rounded"),
        ("Weeks of work, leave taken off", "78 − 8.4 = 69.6 weeks"),
        ("Hours a week that count", "37.5 hours are worked; this rule counts no more than 30 hours"),
        ("20% of working time", "69.6 weeks × 30 hours × 20% = 417.6 hours"),
        ("Minimum, to the nearest whole hour", "418 hours"),
    ]


def test_what_cannot_be_worked_out_is_refused_with_every_fault_at_once() -> None:
    with pytest.raises(BadInput) as refused:
        minimum_hours(BEFORE_AUGUST_2022, date(2022, 1, 2), date(2022, 1, 1), 0, rounding="nearest moon")
    assert [fault.path for fault in refused.value.faults] == ["planned_end", "weekly_hours", "rounding"]


@given(
    days=st.integers(1, 2000),
    more=st.integers(0, 400),
    weekly=st.integers(1, 168 * 60),
    rule=st.sampled_from([BEFORE_AUGUST_2022, AUGUST_2022_TO_JULY_2025]),
    rounding=st.sampled_from(["exact", "govuk_2024"]),
)
def test_a_longer_apprenticeship_never_owes_less(
    days: int, more: int, weekly: int, rule: FundingRule, rounding: str
) -> None:
    start = date(2020, 1, 1)
    short = minimum_hours(rule, *lasting(days, start), weekly, rounding=rounding)
    long = minimum_hours(rule, *lasting(days + more, start), weekly, rounding=rounding)
    assert hours(short) <= hours(long)


@given(days=st.integers(1, 2000), weekly=st.integers(30 * 60, 168 * 60))
def test_hours_above_thirty_a_week_change_nothing_from_august_2022(days: int, weekly: int) -> None:
    start = date(2023, 1, 1)
    assert (
        minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(days, start), weekly).minutes
        == minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(days, start), 1800).minutes
    )


@given(days=st.integers(1, 2000), weekly=st.integers(1, 30 * 60))
def test_below_thirty_hours_both_formulas_agree(days: int, weekly: int) -> None:
    start = date(2020, 1, 1)
    older = minimum_hours(BEFORE_AUGUST_2022, *lasting(days, start), weekly, rounding="exact")
    newer = minimum_hours(AUGUST_2022_TO_JULY_2025, *lasting(days, start), weekly, rounding="exact")
    assert older.minutes == newer.minutes
