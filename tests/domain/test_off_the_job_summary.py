"""One apprentice's hours on one day: planned, minimum, confirmed, expected, and how they compare."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.apprenticeships import Break
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.minimum import minimum_hours
from app.domain.off_the_job.pace import expected_corners, expected_minutes
from app.domain.off_the_job.summary import HoursSummary, LoggedTime, summarise
from app.domain.off_the_job.working_time import percent_of_working_time
from app.domain.practical_period import PracticalPeriod
from app.domain.standards import Duty, Standard
from tests.domain.agreements import agreed_for
from tests.domain.rules import AUGUST_2022_TO_JULY_2025, BEFORE_AUGUST_2022, FROM_AUGUST_2025, RULES

STANDARD = Standard(
    reference="ST0868",
    version="1.0",
    title="Early intervention practitioner",
    level=4,
    lars_code=634,
    typical_months_to_gateway=18,
    typical_months_of_assessment=3,
    kinds=(),
    ksbs=(),
    duties=(Duty("D1", "Assess", "Assess", (), otj_days=40), Duty("D2", "Plan", "Plan", (), otj_days=27)),
    methods=(),
    method_mapping_confirmed=False,
    english_and_maths="",
)
CHLOES = PracticalPeriod(start=date(2025, 7, 7), planned_end=date(2027, 1, 7))
TODAY = date(2026, 11, 20)
CONFIRMED, WAITING, QUERIED = TimeState.CONFIRMED, TimeState.WAITING, TimeState.QUERIED


def the_summary(
    *time: LoggedTime,
    period: PracticalPeriod = CHLOES,
    today: date = TODAY,
    plan_minutes: int | None = None,
    standard: Standard = STANDARD,
    planned_sessions_minutes: int = 0,
) -> HoursSummary:
    rule = RULES.for_start(period.start)
    return summarise(
        rule=rule,
        minimum=minimum_hours(rule, period.start, period.planned_end, 35 * 60),
        standard=standard,
        period=period,
        agreed=agreed_for(period, planned_minutes=plan_minutes),
        day_minutes=420,
        target_percent=20,
        time=time,
        today=today,
        planned_sessions_minutes=planned_sessions_minutes,
    )


def test_planned_is_the_standards_days_by_the_programmes_day_unless_the_training_plan_says_otherwise() -> None:
    assert the_summary().planned_minutes == 67 * 420
    assert the_summary(plan_minutes=500 * 60).planned_minutes == 500 * 60
    without_days = replace(STANDARD, duties=(Duty("D1", "Assess", "Assess", ()),))
    unknown = the_summary(standard=without_days)
    assert (unknown.planned_minutes, unknown.expected_minutes, unknown.shortfall_minutes) == (None, None, None)


def test_planned_and_minimum_are_two_numbers() -> None:
    summary = the_summary()
    assert (summary.planned_minutes, summary.minimum_minutes) == (469 * 60, 423 * 60)


def test_expected_is_the_straight_line_of_planned_rounded_down() -> None:
    gone, whole = (TODAY - CHLOES.start).days, (CHLOES.planned_end - CHLOES.start).days
    assert the_summary().expected_minutes == 28_140 * gone // whole == 25_679
    assert the_summary(today=CHLOES.start).expected_minutes == 0
    assert the_summary(today=CHLOES.planned_end).expected_minutes == 28_140
    assert the_summary(today=date(2025, 7, 1)).expected_minutes == 0
    assert the_summary(today=date(2028, 1, 1)).expected_minutes == 28_140


def test_what_waits_is_neither_confirmed_nor_forecast() -> None:
    summary = the_summary(
        LoggedTime(date(2025, 9, 1), 600, CONFIRMED, duty="D1"),
        LoggedTime(date(2025, 9, 2), 60, WAITING, duty="D1"),
        LoggedTime(date(2025, 10, 2), 30, QUERIED),
        LoggedTime(date(2025, 10, 3), 999, TimeState.SUPERSEDED),
        LoggedTime(date(2025, 10, 3), 999, TimeState.WITHDRAWN),
        LoggedTime(date(2025, 10, 3), 999, TimeState.DRAFT),
    )
    assert (summary.confirmed_minutes, summary.waiting_minutes, summary.queried_minutes) == (600, 60, 30)
    assert summary.forecast_minutes == 600
    assert summary.shortfall_minutes == 25_679 - 600
    assert [(duty.code, duty.target_minutes, duty.confirmed_minutes) for duty in summary.by_duty] == [
        ("D1", 16_800, 600),
        ("D2", 11_340, 0),
    ]
    months = {month.month: month for month in summary.by_month}
    assert (months[date(2025, 9, 1)].confirmed, months[date(2025, 9, 1)].waiting) == (600, 60)
    assert (months[date(2025, 10, 1)].confirmed, months[date(2025, 10, 1)].queried) == (0, 30)
    assert len(summary.by_month) == 17


def test_forecast_is_what_is_confirmed_and_the_sessions_still_to_be_held() -> None:
    summary = the_summary(
        LoggedTime(date(2025, 9, 1), 600, CONFIRMED),
        LoggedTime(date(2025, 9, 2), 60, WAITING),
        planned_sessions_minutes=840,
    )
    assert (summary.planned_sessions_minutes, summary.forecast_minutes) == (840, 1440)
    steps = {step.step: step.value for step in summary.working}
    assert steps["Planned sessions not yet held"] == "14 hours"
    assert steps["Forecast"] == (
        "Confirmed + planned sessions not yet held = 24 hours. "
        "What is waiting or queried joins it once it is confirmed."
    )


def test_time_before_the_start_after_the_end_to_come_or_not_counting_is_in_no_total() -> None:
    ended = replace(CHLOES, ended_on=date(2026, 10, 30))
    summary = the_summary(
        LoggedTime(date(2025, 7, 6), 100, CONFIRMED),
        LoggedTime(date(2026, 10, 31), 100, CONFIRMED),
        LoggedTime(date(2026, 11, 21), 100, CONFIRMED),
        LoggedTime(date(2026, 5, 1), 100, CONFIRMED, counts=False),
        LoggedTime(date(2026, 10, 30), 7, CONFIRMED),
        period=ended,
    )
    assert summary.confirmed_minutes == 7
    assert sum(month.confirmed for month in summary.by_month) == 7


def test_ahead_of_expected_there_is_no_shortfall() -> None:
    assert the_summary(LoggedTime(date(2026, 1, 5), 28_000, CONFIRMED)).shortfall_minutes == 0


def test_the_share_of_working_time_takes_leave_off_and_rounds_down() -> None:
    year = PracticalPeriod(start=date(2021, 9, 6), planned_end=date(2022, 9, 4))
    # 364 days are 52 weeks; less 5.6 of leave, 46.4 weeks of 35 hours are 97,440 minutes; a fifth is 19,488.
    for rule in (BEFORE_AUGUST_2022, AUGUST_2022_TO_JULY_2025, FROM_AUGUST_2025):
        exactly = percent_of_working_time(19_488, rule, agreed_for(year), year, year.planned_end)
        just_under = percent_of_working_time(19_487, rule, agreed_for(year), year, year.planned_end)
        assert (exactly, just_under) == (Decimal("20.0"), Decimal("19.9"))


def test_there_is_no_share_before_the_first_day() -> None:
    assert the_summary(today=date(2025, 7, 6)).percent_of_working_time is None
    assert the_summary(today=date(2025, 7, 7)).percent_of_working_time == Decimal("0.0")


def test_the_programmes_twenty_percent_and_the_funding_rules_are_told_apart() -> None:
    late = the_summary(period=PracticalPeriod(date(2025, 9, 1), date(2027, 3, 1)))
    assert (late.target_percent, late.rule.percent, late.minimum_minutes) == (20, None, None)
    assert (the_summary().target_percent, the_summary().rule.percent) == (20, 20)


def test_a_break_of_twenty_eight_days_by_hand() -> None:
    paused = replace(CHLOES, breaks=(Break(date(2026, 2, 2), date(2026, 3, 2)),))
    # 7 July 2025 to 7 January 2027 are 549 days, 521 without the break. On 2 February 210 days have gone by.
    assert expected_minutes(28_140, paused, date(2026, 2, 2)) == 28_140 * 210 // 521
    assert expected_minutes(28_140, paused, date(2026, 3, 2)) == 28_140 * 210 // 521
    assert expected_minutes(28_140, paused, date(2026, 3, 3)) == 28_140 * 211 // 521
    assert expected_minutes(28_140, paused, CHLOES.planned_end) == 28_140
    assert expected_corners(28_140, paused)[1:3] == (
        (date(2026, 2, 2), 28_140 * 210 // 521),
        (date(2026, 3, 2), 28_140 * 210 // 521),
    )


def test_while_nobody_has_returned_the_line_stands_still() -> None:
    away = replace(CHLOES, breaks=(Break(date(2026, 2, 2)),))
    assert expected_minutes(28_140, away, date(2026, 2, 2)) == expected_minutes(28_140, away, date(2026, 9, 1))
    assert expected_minutes(28_140, away, date(2026, 9, 1)) == 28_140 * 210 // 549


def test_the_working_names_every_figure() -> None:
    steps = {step.step: step.value for step in the_summary(LoggedTime(date(2026, 1, 5), 540, CONFIRMED)).working}
    assert steps["Planned"] == "67 off-the-job days in the standard × 7 hours a day = 469 hours"
    assert steps["Minimum, by the funding rule"].startswith("423 hours (20% of working hours")
    assert steps["Confirmed"] == "9 hours"
    assert steps["Planned sessions not yet held"] == "0 hours"
    assert steps["Forecast"].startswith("Confirmed + planned sessions not yet held = 9 hours.")
    assert steps["Expected by now"].endswith("501 days along: 427 hours 59 minutes, rounded down to the minute")
    assert steps["Shortfall"] == "Expected − confirmed = 418 hours 59 minutes behind"
    assert "÷ 7 × 35 hours a week, less 5.6 weeks of leave a year" in steps["Working time so far"]
    assert steps["Share of working time"].endswith("the programme aims at 20%")


days = st.integers(0, 700).map(lambda number: date(2025, 6, 1) + timedelta(days=number))
times = st.lists(
    st.builds(
        LoggedTime,
        happened_on=days,
        minutes=st.integers(2, 1440),
        state=st.sampled_from(TimeState),
        duty=st.sampled_from([None, "D1", "D2"]),
    ),
    max_size=12,
)
breaks = st.builds(
    lambda since, length, back: (Break(since, since + timedelta(days=length) if back else None),),
    days,
    st.integers(1, 90),
    st.booleans(),
)
periods = st.builds(lambda pauses: replace(CHLOES, breaks=pauses), st.one_of(st.just(()), breaks))


@given(times, periods, days, st.integers(0, 200))
def test_nothing_falls_as_time_goes_by(time: list[LoggedTime], period: PracticalPeriod, today: date, more: int) -> None:
    now, later = (
        the_summary(*time, period=period, today=today),
        the_summary(*time, period=period, today=today + timedelta(days=more)),
    )
    assert now.confirmed_minutes <= later.confirmed_minutes
    assert now.forecast_minutes <= later.forecast_minutes
    assert now.working_minutes <= later.working_minutes
    assert (now.expected_minutes or 0) <= (later.expected_minutes or 0)
    assert now.minimum_minutes == later.minimum_minutes


@given(times, periods, st.data())
def test_one_entry_or_the_same_time_in_two_gives_the_same_figures(
    time: list[LoggedTime], period: PracticalPeriod, data: st.DataObject
) -> None:
    assume(time)
    which = data.draw(st.integers(0, len(time) - 1))
    first = data.draw(st.integers(1, time[which].minutes - 1))
    split = [
        *time[:which],
        time[which]._replace(minutes=first),
        time[which]._replace(minutes=time[which].minutes - first),
        *time[which + 1 :],
    ]
    assert the_summary(*time, period=period) == the_summary(*split, period=period)


@given(times, breaks, st.sampled_from(list(TimeState)))
def test_time_in_a_break_never_counts(time: list[LoggedTime], pauses: tuple[Break, ...], state: TimeState) -> None:
    period = replace(CHLOES, breaks=pauses)
    inside = LoggedTime(pauses[0].since, 300, state, duty="D1")
    without, with_it = the_summary(*time, period=period), the_summary(*time, inside, period=period)
    assert replace(with_it, in_breaks_minutes=without.in_breaks_minutes, working=without.working) == without


@given(times, periods, days)
def test_months_add_up_to_the_totals(time: list[LoggedTime], period: PracticalPeriod, today: date) -> None:
    summary = the_summary(*time, period=period, today=today)
    assert sum(month.confirmed for month in summary.by_month) == summary.confirmed_minutes
    assert sum(month.waiting for month in summary.by_month) == summary.waiting_minutes
    assert sum(month.queried for month in summary.by_month) == summary.queried_minutes


@given(periods, days, st.integers(0, 100_000))
def test_expected_stays_between_nothing_and_planned(period: PracticalPeriod, today: date, planned: int) -> None:
    assert 0 <= expected_minutes(planned, period, today) <= planned
