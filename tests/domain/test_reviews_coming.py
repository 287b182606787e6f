"""Which reviews a tutor has to hold this week and next, and from when on a review is to be prepared."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reviews.coming import PREPARED_FROM, Coming, coming, is_to_prepare

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2026, 11, 19), Coming.LATE),
        (date(2026, 11, 20), Coming.THIS_WEEK),
        (date(2026, 11, 22), Coming.THIS_WEEK),
        (date(2026, 11, 23), Coming.NEXT_WEEK),
        (date(2026, 11, 29), Coming.NEXT_WEEK),
        (date(2026, 11, 30), Coming.LATER),
    ],
)
def test_weeks_begin_on_monday(day: date, when: Coming) -> None:
    assert coming(day, FRIDAY) is when


@given(DAYS, st.integers(-60, 60))
def test_a_later_day_is_never_sooner(today: date, days: int) -> None:
    order = list(Coming)
    here, after = (order.index(coming(today + timedelta(days=days + more), today)) for more in (0, 1))
    assert here <= after


def test_a_review_is_prepared_from_three_weeks_before_and_as_long_as_it_is_late() -> None:
    assert not is_to_prepare(FRIDAY + PREPARED_FROM + timedelta(days=1), FRIDAY)
    assert is_to_prepare(FRIDAY + PREPARED_FROM, FRIDAY)
    assert is_to_prepare(FRIDAY - timedelta(days=40), FRIDAY)
