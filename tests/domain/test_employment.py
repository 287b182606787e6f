"""The days between two employers, by the rule of 30 days (row 27 of the vectors)."""

from datetime import date, timedelta

import pytest

from app.domain.employment import employment_gap
from tests.domain.rules import RULES

SINCE = date(2026, 3, 1)
"""The first day without the old employer."""
RULE = RULES.employment_gap


@pytest.mark.parametrize(("days", "within"), [(0, True), (30, True), (31, False)])
def test_row_27_a_new_job_after_30_days_continues_and_after_31_takes_the_other_route(days: int, within: bool) -> None:
    found = employment_gap(RULE, SINCE, SINCE + timedelta(days=days), date(2026, 9, 1))
    assert (found.days, found.within) == (days, within)
    assert (RULE.within if within else RULE.beyond) in found.reason


def test_a_gap_still_open_runs_to_today_and_says_until_when_it_is_in_time() -> None:
    found = employment_gap(RULE, SINCE, None, date(2026, 3, 11))
    assert (found.days, found.within, found.last_day) == (10, True, date(2026, 3, 31))
    assert found.reason.startswith(
        "10 days without an employer so far, from 1 March 2026. A new employer within 30 days"
    )
    assert not employment_gap(RULE, SINCE, None, date(2026, 4, 1)).within


def test_two_employers_that_overlap_leave_no_gap() -> None:
    assert employment_gap(RULE, SINCE, date(2026, 2, 20), SINCE).days == 0
