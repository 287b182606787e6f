"""Which funding rule applies to whom, and what it says."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.funding_rules import Basis, period_faults
from app.domain.standards import Confidence
from tests.domain.rules import RULES


@pytest.mark.parametrize(
    ("start", "basis"),
    [
        (date(2016, 5, 1), Basis.SHARE_OF_ACTUAL_WEEK),
        (date(2022, 7, 31), Basis.SHARE_OF_ACTUAL_WEEK),
        (date(2022, 8, 1), Basis.SHARE_OF_CAPPED_WEEK),
        (date(2025, 7, 31), Basis.SHARE_OF_CAPPED_WEEK),
        (date(2025, 8, 1), Basis.PUBLISHED_HOURS),
        (date(2031, 1, 1), Basis.PUBLISHED_HOURS),
    ],
)
def test_the_start_date_alone_chooses_the_rule(start: date, basis: Basis) -> None:
    assert RULES.for_start(start).basis is basis


def test_every_start_is_covered_by_exactly_one_rule() -> None:
    assert len(RULES.rules) == 3
    assert period_faults(RULES) == ()


def test_twenty_percent_belongs_to_starts_before_august_2025_only() -> None:
    assert [rule.percent for rule in RULES.rules] == [20, 20, None]
    assert [rule.cap_weekly_minutes for rule in RULES.rules] == [None, 30 * 60, None]


def test_leave_is_the_statutory_five_point_six_weeks_in_every_rule() -> None:
    assert {rule.leave_weeks for rule in RULES.rules} == {Decimal("5.6")}


def test_from_august_2025_the_floors_are_187_hours_and_8_months() -> None:
    start = date(2025, 9, 1)
    rule = RULES.for_start(start)
    assert rule.floor_minutes == 187 * 60
    assert rule.minimum_duration(start).months == 8


def test_before_that_it_is_12_months_and_372_days_under_the_2017_rules() -> None:
    assert RULES.for_start(date(2021, 8, 1)).minimum_duration(date(2021, 8, 1)).months == 12
    assert RULES.for_start(date(2024, 8, 1)).minimum_duration(date(2024, 8, 1)).months == 12
    oldest = RULES.for_start(date(2017, 9, 1)).minimum_duration(date(2017, 9, 1))
    assert (oldest.days, oldest.confirmed) == (372, False)


@pytest.mark.parametrize(
    ("start", "words", "confirmed"),
    [
        (date(2022, 7, 31), "12 weeks", False),
        (date(2022, 8, 1), "12 weeks", True),
        (date(2023, 9, 4), "12 weeks", False),
        (date(2025, 8, 1), "3 calendar months", True),
    ],
)
def test_the_year_the_review_deadline_changed_is_not_confirmed(start: date, words: str, confirmed: bool) -> None:
    deadline = RULES.for_start(start).review_deadline(start)
    assert (deadline.words, deadline.confirmed) == (words, confirmed)


def test_no_hours_are_published_for_early_intervention_practitioner() -> None:
    assert RULES.published_for("ST0868", "1.0", date(2025, 9, 1)) is None


def test_every_rule_names_where_it_was_found() -> None:
    for rule in RULES.rules:
        assert rule.source.name
        assert rule.source.confidence is not Confidence.INFERRED
        assert rule.roundings[0].id == "govuk_2024"
        assert rule.rounding("exact") is not None
        assert rule.rounding("nobody's") is None
