"""Working time by what was agreed for each stretch of it, and the minimum worked out again after a change."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreed import Agreed
from app.domain.apprenticeships import Break
from app.domain.off_the_job.minimum import minimum_hours
from app.domain.off_the_job.working_time import (
    paid_minutes,
    percent_of_working_time,
    recalculated_minimum,
    stretches,
    stretches_so_far,
    working_minutes,
)
from app.domain.practical_period import PracticalPeriod
from tests.domain.agreements import agreed_for
from tests.domain.rules import AUGUST_2022_TO_JULY_2025, BEFORE_AUGUST_2022, FROM_AUGUST_2025

CHLOES = PracticalPeriod(start=date(2024, 9, 2), planned_end=date(2026, 3, 1))
TWENTY = {"weekly_minutes": 20 * 60}
RULE = AUGUST_2022_TO_JULY_2025


def test_a_change_of_hours_changes_nothing_that_lies_behind_it() -> None:
    """26 weeks of 35 hours and then 26 of 20, each less 5.6 ÷ 52 of leave: 26 × 46.4 ÷ 52 = 23.2 weeks of each."""
    agreed = agreed_for(CHLOES, (date(2025, 3, 3), TWENTY))
    assert working_minutes(RULE, agreed, CHLOES, date(2025, 3, 2)) == Fraction("23.2") * 35 * 60
    assert working_minutes(RULE, agreed, CHLOES, date(2025, 8, 31)) == Fraction("23.2") * 55 * 60
    parts = stretches_so_far(agreed, CHLOES, date(2025, 8, 31))
    assert [(part.since, part.days, part.weekly_minutes) for part in parts] == [
        (date(2024, 9, 2), 182, 2100),
        (date(2025, 3, 3), 182, 1200),
    ]


def test_days_in_a_break_are_left_out_of_the_stretch_they_lie_in() -> None:
    paused = replace(CHLOES, breaks=(Break(date(2025, 2, 17), date(2025, 3, 17)),))
    agreed = agreed_for(paused, (date(2025, 3, 3), TWENTY))
    assert [part.days for part in stretches_so_far(agreed, paused, date(2025, 8, 31))] == [168, 168]


def test_a_revision_of_the_plan_alone_is_no_new_stretch() -> None:
    agreed = agreed_for(CHLOES, (date(2025, 3, 3), {"planned_minutes": 30_000}))
    assert len(stretches_so_far(agreed, CHLOES, date(2025, 8, 31))) == 1


def test_term_time_hours_are_spread_over_the_year() -> None:
    """20 hours in 39 of 52 weeks are 15 hours a week, in 52 weeks less 5.6 of leave: 46.4 × 15 = 696 hours."""
    year = PracticalPeriod(date(2024, 9, 2), date(2025, 8, 31))
    agreed = agreed_for(year, weekly_minutes=1200, weeks_a_year=39)
    assert working_minutes(RULE, agreed, year, year.planned_end) == 696 * 60


def test_the_share_takes_each_stretch_on_its_own_week() -> None:
    """76,560 minutes of work in all; a tenth of them, and a minute less."""
    agreed = agreed_for(CHLOES, (date(2025, 3, 3), TWENTY))
    day = date(2025, 8, 31)
    assert percent_of_working_time(7_656, RULE, agreed, CHLOES, day) == Decimal("10.0")
    assert percent_of_working_time(7_655, RULE, agreed, CHLOES, day) == Decimal("9.9")


def test_the_minimum_worked_out_again_by_hand() -> None:
    """78 weeks: 26 of 35 hours, of which 30 count, and 52 of 20. (26 × 30 + 52 × 20) × 46.4 ÷ 52 × 20% = 324.8."""
    agreed = agreed_for(CHLOES, (date(2025, 3, 3), TWENTY))
    assert recalculated_minimum(RULE, agreed, CHLOES, "govuk_2024") == 325 * 60
    assert recalculated_minimum(RULE, agreed, CHLOES, "exact") == 19_488
    assert minimum_hours(RULE, CHLOES.start, CHLOES.planned_end, 2100).minutes == 418 * 60


def test_nothing_changed_leaves_nothing_to_work_out_again() -> None:
    assert recalculated_minimum(RULE, agreed_for(CHLOES), CHLOES, "exact") is None
    assert (
        recalculated_minimum(FROM_AUGUST_2025, agreed_for(CHLOES, (date(2025, 3, 3), TWENTY)), CHLOES, "exact") is None
    )


days = st.integers(-40, 700).map(lambda number: CHLOES.start + timedelta(days=number))
later_days = st.integers(1, 540).map(lambda number: CHLOES.start + timedelta(days=number))
breaks = st.builds(lambda since, length: Break(since, since + timedelta(days=length)), days, st.integers(1, 90))
periods = st.lists(breaks, max_size=3).map(lambda pauses: replace(CHLOES, breaks=tuple(pauses)))
revisions = st.lists(
    st.tuples(
        later_days,
        st.fixed_dictionaries(
            {}, optional={"weekly_minutes": st.integers(60, 3000), "weeks_a_year": st.integers(30, 52)}
        ),
    ),
    max_size=4,
)
lives = revisions.map(lambda changes: agreed_for(CHLOES, *changes))
rules = st.sampled_from([BEFORE_AUGUST_2022, AUGUST_2022_TO_JULY_2025, FROM_AUGUST_2025])


@given(lives, periods, days, days, days)
def test_time_splits_into_parts_that_add_up(
    agreed: Agreed, period: PracticalPeriod, one: date, other: date, third: date
) -> None:
    first, middle, last = sorted((one, other, third))

    def paid(since: date, until: date) -> Fraction:
        return paid_minutes(RULE, stretches(agreed, period, since, until))

    assert paid(first, middle) + paid(middle, last) == paid(first, last)


@given(rules.flatmap(lambda rule: st.tuples(st.just(rule), lives, periods, days, st.integers(0, 300))))
def test_working_time_never_falls_as_days_go_by(given_life: tuple) -> None:  # type: ignore[type-arg]
    rule, agreed, period, today, more = given_life
    later = today + timedelta(days=more)
    assert working_minutes(rule, agreed, period, today) <= working_minutes(rule, agreed, period, later)


@given(lives, periods, days, st.integers(60, 3000), later_days)
def test_a_change_from_a_day_on_moves_nothing_before_it(
    agreed: Agreed, period: PracticalPeriod, today: date, week: int, since: date
) -> None:
    changed = Agreed(
        agreed.original,
        (
            *(t for t in agreed.over_time if t.effective_on < since),
            replace(agreed.on(since), effective_on=since, weekly_minutes=week),
        ),
    )
    before = min(today, since - timedelta(days=1))
    assert working_minutes(RULE, changed, period, before) == working_minutes(RULE, agreed, period, before)


@given(lives, periods, days, st.integers(1, 60))
def test_a_break_adds_no_working_time(agreed: Agreed, period: PracticalPeriod, since: date, length: int) -> None:
    pause = Break(since, since + timedelta(days=length))
    longer = replace(period, breaks=(*period.breaks, pause))
    assert paid_minutes(RULE, stretches(agreed, longer, pause.since, since + timedelta(days=length))) == 0
    day = since + timedelta(days=length)
    assert working_minutes(RULE, agreed, longer, day) <= working_minutes(RULE, agreed, period, day)
