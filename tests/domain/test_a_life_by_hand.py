"""One apprentice's hours worked by hand, step by step: two breaks, a change of hours, prior learning, a new plan.

Every day named here is a Monday or a Sunday, so that weeks come out whole. A working year is 52 weeks less 5.6 of
leave, 46.4. Hours times 60 are minutes.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from app.domain.agreed import Agreed
from app.domain.apprenticeships import Break
from app.domain.funding_rules import PublishedHours
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.minimum import minimum_hours
from app.domain.off_the_job.summary import HoursSummary, LoggedTime, summarise
from app.domain.off_the_job.working_time import working_minutes
from app.domain.practical_period import PracticalPeriod
from app.domain.standards import Confidence, Source
from tests.domain.agreements import agreed_for
from tests.domain.rules import AUGUST_2022_TO_JULY_2025, FROM_AUGUST_2025
from tests.domain.test_off_the_job_summary import STANDARD

START = date(2025, 9, 1)
FIRST_END = date(2027, 2, 28)
FIRST_BREAK = Break(date(2026, 1, 5), date(2026, 2, 2))
SECOND_BREAK = Break(date(2026, 7, 6), date(2026, 8, 17))
FEWER_HOURS = date(2026, 3, 2)
NEW_END = date(2027, 5, 9)
TODAY = date(2026, 11, 1)
AS_AGREED_FIRST = PracticalPeriod(START, FIRST_END)
"""1 September 2025 to 28 February 2027, both counted: 546 days, 78 weeks."""
PERIOD = PracticalPeriod(START, NEW_END, breaks=(FIRST_BREAK, SECOND_BREAK))
"""28 days of a break and 42 of another. On returning from the second, the end moved by both: 28 February + 70 days."""
PRIOR_LEARNING = 30 * 60
TIME = (
    LoggedTime(date(2025, 12, 1), 12_000, TimeState.CONFIRMED, duty="D1"),
    LoggedTime(date(2026, 1, 12), 300, TimeState.CONFIRMED, duty="D1"),  # within the first break
    LoggedTime(date(2026, 9, 1), 3_600, TimeState.CONFIRMED, duty="D2"),
    LoggedTime(date(2026, 10, 20), 120, TimeState.WAITING),
    LoggedTime(date(2026, 10, 21), 60, TimeState.QUERIED),
)
PUBLISHED = PublishedHours("ST0868", "1.0", 418 * 60, START, None, Source("Annex C", True, "", Confidence.QUOTED))


def agreed() -> Agreed:
    """35 hours a week and 450 planned hours at first; 21 hours from March; 475 planned hours once back in August."""
    return agreed_for(
        AS_AGREED_FIRST,
        (FEWER_HOURS, {"weekly_minutes": 21 * 60}),
        (date(2026, 8, 17), {"planned_end": NEW_END, "planned_minutes": 475 * 60}),
        planned_minutes=450 * 60,
        prior_learning_minutes=PRIOR_LEARNING,
    )


def the_summary() -> HoursSummary:
    first = agreed().at_the_start
    minimum = minimum_hours(
        FROM_AUGUST_2025,
        START,
        first.planned_end,
        first.weekly_minutes,
        published=PUBLISHED,
        prior_learning_minutes=PRIOR_LEARNING,
    )
    return summarise(
        rule=FROM_AUGUST_2025,
        minimum=minimum,
        standard=STANDARD,
        period=PERIOD,
        agreed=agreed(),
        day_minutes=420,
        target_percent=20,
        time=TIME,
        today=TODAY,
        planned_sessions_minutes=840,
    )


def test_minimum() -> None:
    """418 hours are published; 30 hours were known already: 418 − 30 = 388. Neither breaks nor hours a week move it."""
    assert the_summary().minimum_minutes == 388 * 60
    assert the_summary().recalculated_minimum_minutes is None


def test_planned_at_first_and_now() -> None:
    """The training plan leaves out what was known: 450 hours at first, 475 since August. Both are shown."""
    assert (the_summary().original_planned_minutes, the_summary().planned_minutes) == (27_000, 28_500)


def test_confirmed_waiting_queried_and_what_a_break_leaves_out() -> None:
    """12,000 + 3,600 = 15,600 confirmed; the 300 within the first break are in no total."""
    summary = the_summary()
    assert (summary.confirmed_minutes, summary.waiting_minutes, summary.queried_minutes) == (15_600, 120, 60)
    assert summary.in_breaks_minutes == 300


def test_expected_and_shortfall() -> None:
    """The line of 28,500 minutes.

    From 1 September 2025 to 9 May 2027 are 615 days, less 28 and 42 in breaks: 545.
    From 1 September 2025 to 1 November 2026 are 426 days, less 70: 356.
    28,500 × 356 ÷ 545 = 18,616.5…, rounded down 18,616. Confirmed are 15,600: 3,016 short.
    """
    assert ((NEW_END - START).days, (TODAY - START).days) == (615, 426)
    assert (the_summary().expected_minutes, the_summary().shortfall_minutes) == (18_616, 3_016)


def test_working_time_and_share() -> None:
    """Two stretches.

    To 1 March 2026: 26 weeks less 4 in the first break are 22, of 35 hours: 770.
    To 1 November 2026: 35 weeks less 6 in the second break are 29, of 21 hours: 609.
    (770 + 609) × 46.4 ÷ 52 = 1,230.49… hours of work, 73,829.5… minutes.
    15,600 ÷ 73,829.5… = 21.12…%, rounded down 21.1%.
    """
    assert working_minutes(FROM_AUGUST_2025, agreed(), PERIOD, TODAY) == Fraction("1379") * Fraction("46.4") / 52 * 60
    assert (the_summary().working_minutes, the_summary().percent_of_working_time) == (73_829, Decimal("21.1"))


def test_forecast() -> None:
    """15,600 confirmed and 840 in sessions still to be held: 16,440. What waits or is queried stands beside it."""
    assert the_summary().forecast_minutes == 16_440


def test_the_same_life_a_year_earlier_goes_by_a_share_of_working_time() -> None:
    """Everything 364 days earlier, under 20% of at most 30 hours a week.

    On the first day: 78 weeks × 46.4 ÷ 52 × 30 hours × 20% = 417.6, to the nearest hour 418. It stays.
    Worked out again to the new end: 22 weeks of 30 hours (35, of which 30 count) are 660; from 2 March to the new end
    are 62 weeks less 6 in the second break, 56 of 21 hours, 1,176. 1,836 × 46.4 ÷ 52 × 20% = 327.6…, 328 hours.
    """
    rule, year = AUGUST_2022_TO_JULY_2025, timedelta(days=364)
    earlier = Agreed(
        agreed().original,
        tuple(
            replace(one, effective_on=one.effective_on - year, planned_end=one.planned_end - year)
            for one in agreed().over_time
        ),
    )
    breaks = tuple(Break(one.since - year, one.back_on and one.back_on - year) for one in PERIOD.breaks)
    first = earlier.at_the_start
    minimum = minimum_hours(rule, START - year, first.planned_end, first.weekly_minutes)
    summary = summarise(
        rule=rule,
        minimum=minimum,
        standard=STANDARD,
        period=PracticalPeriod(START - year, NEW_END - year, breaks=breaks),
        agreed=earlier,
        day_minutes=420,
        target_percent=20,
        time=[],
        today=TODAY - year,
    )
    assert (summary.minimum_minutes, summary.recalculated_minimum_minutes) == (418 * 60, 328 * 60)
    steps = {step.step: step.value for step in summary.working}
    assert steps["What the minimum goes by"] == "What held on the first day: 35 hours a week to 1 March 2026"
    assert steps["Minimum worked out again"].startswith("328 hours to 10 May 2026, each stretch on its own hours")
    assert steps["Planned at first"].startswith("450 hours")
