"""The longer time on programme of a part-time week: named from the first day on, and what the forecast goes by."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.answers.forecast.checks import CheckForecast, duration_forecast, for_the_whole
from app.domain.apprenticeships import Break
from app.domain.forecast import NoDay, Range
from app.domain.gateway import Check, CheckState, GatewayFacts
from app.domain.practical_period import PracticalPeriod
from tests.domain.test_gateway import the_check, the_facts

START, TODAY, LONGER = date(2022, 9, 1), date(2023, 3, 1), date(2024, 2, 29)
SOURCES = "Minimum duration formula"


def part_time(today: date = TODAY, start: date = START, **more: Any) -> GatewayFacts:
    """Twenty paid hours a week: 12 months × 30 ÷ 20 are 18 months."""
    period = PracticalPeriod(start, date(start.year + 3, 3, 1))
    return the_facts(start, today, **({"period": period, "weekly_minutes": 20 * 60} | more))


def duration(facts: GatewayFacts) -> Check:
    return the_check("minimum-duration", facts)


def test_twenty_hours_a_week_ask_for_eighteen_months_and_that_is_said_from_the_start() -> None:
    check = duration(part_time())
    assert check.state is CheckState.NOT_MET
    assert check.reason.startswith(
        "12 months from 1 September 2022, not counting breaks in learning, are reached on 31"
    )
    assert "In a week of 20 hours the rule asks for longer: 18 months (12 months × 30 ÷ hours a week)" in check.reason
    assert "reached on 29 February 2024." in check.reason and "As others read it: 27 months" in check.reason
    assert SOURCES in check.source
    assert (check.figures["reached_on"], check.figures["can_be_met_on"]) == ("2023-08-31", "2024-02-29")
    assert check.figures["average_week_minutes"] == 20 * 60


@pytest.mark.parametrize("today", [TODAY, date(2023, 8, 31), date(2024, 1, 5)])
def test_the_forecast_goes_by_the_longer_time_before_and_after_the_twelve_months(today: date) -> None:
    check = duration(part_time(today))
    assert check.state is CheckState.NOT_MET
    found = duration_forecast(check, None)
    assert found.range == Range(LONGER, LONGER, LONGER)
    assert ("The rule asks for", "18 months (12 months × 30 ÷ hours a week), which ends on 29 February 2024") in (
        found.working
    )
    assert duration(part_time(LONGER)).state is CheckState.MET


def test_a_planned_end_before_the_longer_time_is_said() -> None:
    early = PracticalPeriod(START, date(2024, 1, 31))
    assert "29 February 2024. The planned end is before that." in duration(part_time(period=early)).reason
    assert "The planned end" not in duration(part_time()).reason


def test_full_time_it_is_the_same_day_as_ever() -> None:
    check = duration(part_time(weekly_minutes=35 * 60))
    assert check.figures["can_be_met_on"] == check.figures["reached_on"] == "2023-08-31"
    assert "average_week_minutes" not in check.figures and SOURCES not in check.source
    assert duration_forecast(check, None).range == Range(*[date(2023, 8, 31)] * 3)


LATER = date(2023, 9, 4)
"""For starts from August 2023 on, an end before the longer time is allowed once the minimum of hours is confirmed."""
TWELVE, EIGHTEEN = date(2024, 9, 3), date(2025, 3, 3)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (Range(*[date(2024, 5, 1)] * 3), [TWELVE] * 3),
        (Range(date(2024, 8, 1), date(2024, 12, 1), date(2026, 1, 1)), [TWELVE, date(2024, 12, 1), EIGHTEEN]),
        (Range(date(2024, 8, 1), date(2024, 12, 1), None), [TWELVE, date(2024, 12, 1), EIGHTEEN]),
        (None, [EIGHTEEN] * 3),
    ],
)
def test_since_august_2023_it_may_end_with_the_hours_but_never_before_twelve_months(
    hours: Range | None, expected: list[date]
) -> None:
    check = duration(part_time(date(2024, 3, 1), LATER, confirmed_hours=100))
    assert "an earlier end is allowed once the minimum of hours is confirmed, from 3 September 2024 on." in check.reason
    found = duration_forecast(check, hours)
    assert found.range == Range(*expected)
    if hours:
        # The hours are in the whole themselves: beside them it adds the twelve months, whatever moves them.
        assert for_the_whole(found) == Range(TWELVE, TWELVE, TWELVE)


def test_with_the_hours_confirmed_twelve_months_are_enough() -> None:
    check = duration(part_time(date(2024, 3, 1), LATER, confirmed_hours=900))
    assert check.state is CheckState.NOT_MET and check.figures["can_be_met_on"] == "2024-09-03"
    assert "so for this start an earlier end is allowed, from 3 September 2024 on." in check.reason
    waits = duration(part_time(date(2024, 10, 1), LATER, confirmed_hours=100))
    assert waits.state is CheckState.PARTLY and "once the hours that are missing are confirmed" in waits.to_do


def test_without_a_return_or_a_confirmed_length_there_is_no_day_and_it_says_why() -> None:
    away = PracticalPeriod(START, date(2025, 3, 1), breaks=(Break(date(2023, 12, 1)),))
    check = duration(part_time(period=away))
    assert check.figures["reached_on"] == "2023-08-31" and "with no end yet" in check.reason
    assert without_a_day(check) == "The break in learning has no date of return, so no day can be given."
    old = duration(part_time(date(2019, 1, 1), date(2017, 9, 1), weekly_minutes=35 * 60))
    assert old.state is CheckState.NOT_CONFIRMED
    assert without_a_day(old).endswith("Which length applies to this start is not confirmed, so no day is given.")


def without_a_day(check: Check) -> str:
    found: CheckForecast = duration_forecast(check, None)
    assert found.range is None
    return found.why


def test_a_change_of_hours_moves_the_longer_time() -> None:
    facts = part_time()
    assert duration(replace(facts, weekly_minutes=15 * 60)).figures["part_time_reached_on"] == "2024-08-31"


BARELY = {"weekly_minutes": 1, "weeks_a_year": 1}
"""One paid minute in one week a year, as a slip of whoever entered it leaves behind: 12 × 30 × 60 × 52 months."""
NO_CALENDAR = "1,123,200 months (12 months × 30 ÷ hours a week)"


@pytest.mark.parametrize("weeks_a_year", [1, 1e-7, 5e-324])
def test_a_length_that_ends_on_no_day_of_a_calendar_is_said_and_not_guessed(weeks_a_year: float) -> None:
    check = duration(part_time(**BARELY | {"weeks_a_year": weeks_a_year}))
    assert check.state is CheckState.NOT_MET
    assert "which end on no day that a calendar has. The planned end is before that." in check.reason
    assert (check.figures["reached_on"], check.figures["can_be_met_on"]) == ("2023-08-31", None)
    assert (check.figures["part_time_reached_on"], check.figures["part_time_beyond"]) == (None, "9999-12-31")
    assert check.to_do == "An administrator looks at the paid hours a week and the weeks a year that were agreed."
    assert without_a_day(check).endswith("which end on no day that a calendar has.")


def test_how_long_a_length_without_a_last_day_is_is_said() -> None:
    check = duration(part_time(**BARELY))
    assert f"{NO_CALENDAR}, which end on no day that a calendar has." in check.reason
    assert without_a_day(check) == (
        f"{check.to_do} The rule asks for {NO_CALENDAR}, which end on no day that a calendar has."
    )


def test_where_hours_may_end_it_they_do_so_without_a_last_day_too() -> None:
    check = duration(part_time(date(2024, 3, 1), LATER, **BARELY, confirmed_hours=100))
    hours = Range(date(2024, 8, 1), date(2024, 12, 1), None, (NoDay.TOO_LONG,))
    assert duration_forecast(check, hours).range == Range(TWELVE, date(2024, 12, 1), None, (NoDay.TOO_LONG,))
    assert without_a_day(check).endswith("which end on no day that a calendar has.")
    enough = duration(part_time(date(2024, 10, 1), LATER, **BARELY, confirmed_hours=900))
    assert enough.state is CheckState.MET and enough.figures["can_be_met_on"] == "2024-09-03"
