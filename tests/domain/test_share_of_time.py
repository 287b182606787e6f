"""The 20% question: the share of paid time so far, the rule that applies, what is owed by when. Worked by hand."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.off_the_job.share_of_time import share_of_time
from app.domain.off_the_job.summary import HoursSummary, RuleNamed
from app.domain.practical_period import PracticalPeriod

RULE = RuleNamed("rule", "20% of working time, capped at 30 hours a week", None, None, 20, "Funding rules")
PERIOD = PracticalPeriod(date(2025, 7, 7), date(2027, 1, 7))
TODAY = date(2026, 11, 20)
KNOWN = {
    "on": TODAY,
    "rule": RULE,
    "minimum_minutes": 423 * 60,
    "planned_minutes": 469 * 60,
    "confirmed_minutes": 400 * 60,
    "waiting_minutes": 0,
    "queried_minutes": 0,
    "expected_minutes": 427 * 60,
    "shortfall_minutes": 27 * 60,
    "planned_sessions_minutes": 0,
    "forecast_minutes": 400 * 60,
    "working_minutes": 2_257 * 60,
    "percent_of_working_time": Decimal("17.7"),
    "target_percent": 20,
}
SUMMARY = HoursSummary(**{one.name: KNOWN.get(one.name, ()) for one in fields(HoursSummary)})  # type: ignore[arg-type]


def test_share_aim_minimum_and_plan_are_four_figures_each_with_its_sum() -> None:
    """20% of 2,257 h is 451 h 24 min; 23 h are left to the minimum over 48 days: 3 h 21 min 15 s a week, rounded up."""
    found = share_of_time(SUMMARY, PERIOD)
    assert found.target_minutes == 451 * 60 + 24
    assert found.ahead_minutes == -(51 * 60 + 24)
    assert (found.minimum_left, found.planned_left) == (23 * 60, 69 * 60)
    assert (found.last_day, found.ended) == (date(2027, 1, 7), False)
    assert found.a_week == 3 * 60 + 22
    said = [one.value for one in found.working]
    assert "20% × 2,257 hours = 451 hours 24 minutes, rounded up to the minute" in said
    assert "423 hours − 400 hours = 23 hours" in said
    assert "23 hours ÷ 48 days to 7 January 2027 × 7 = 3 hours 22 minutes, rounded up to the minute" in said


def test_what_nobody_has_said_is_not_worked_out() -> None:
    unknown = replace(SUMMARY, minimum_minutes=None, planned_minutes=None, target_percent=None)
    found = share_of_time(unknown, PERIOD)
    assert (found.target_minutes, found.ahead_minutes, found.minimum_left, found.planned_left) == (None,) * 4
    assert found.a_week is None
    assert [one.value for one in found.working].count("Not confirmed, so nothing is worked out") == 2


def test_after_the_last_day_nothing_is_owed_a_week() -> None:
    ended = PracticalPeriod(PERIOD.start, PERIOD.planned_end, date(2026, 10, 31))
    found = share_of_time(SUMMARY, ended)
    assert (found.last_day, found.ended, found.a_week) == (date(2026, 10, 31), True, None)


@given(
    confirmed=st.integers(0, 60_000),
    worked=st.integers(0, 300_000),
    minimum=st.none() | st.integers(0, 60_000),
    target=st.none() | st.integers(0, 100),
    more=st.integers(0, 5_000),
)
def test_more_confirmed_never_leaves_more_owed(
    confirmed: int, worked: int, minimum: int | None, target: int | None, more: int
) -> None:
    one = replace(
        SUMMARY, confirmed_minutes=confirmed, working_minutes=worked, minimum_minutes=minimum, target_percent=target
    )
    before = share_of_time(one, PERIOD)
    after = share_of_time(replace(one, confirmed_minutes=confirmed + more), PERIOD)
    if before.minimum_left is not None and after.minimum_left is not None and minimum is not None:
        assert after.minimum_left <= before.minimum_left
        assert after.minimum_left == max(0, minimum - confirmed - more)
    if before.ahead_minutes is not None and after.ahead_minutes is not None:
        assert after.ahead_minutes == before.ahead_minutes + more
        assert before.target_minutes is not None and before.target_minutes * 100 >= worked * (target or 0)
