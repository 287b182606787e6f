"""How far along an apprentice should be on a day.

Pace is for managing, not a rule: no funding rule asks for hours to be spread evenly.
"""

from datetime import date

from app.domain.practical_period import PracticalPeriod, break_days


def expected_minutes(planned: int, period: PracticalPeriod, today: date) -> int:
    """The straight line of planned minutes from the start (0) to the planned end (all), rounded down.

    Days in a break are left out of the days gone by and of all the days, so the line stands still in a break and
    still arrives at the planned end. A break from which nobody has returned yet is left out of the days gone by only:
    how long it will be is not known. Nothing more is expected after the practical period has ended.
    """
    reached = min(today, period.planned_end, period.ended_on or period.planned_end)
    if reached <= period.start:
        return 0 if period.start < period.planned_end or today < period.start else planned
    over = tuple(pause for pause in period.breaks if pause.back_on is not None)
    whole = (period.planned_end - period.start).days - break_days(over, period.start, period.planned_end)
    gone = (reached - period.start).days - break_days(period.breaks, period.start, reached)
    if whole <= 0:
        return planned if reached == period.planned_end else 0
    return planned * gone // whole


def expected_corners(planned: int, period: PracticalPeriod) -> tuple[tuple[date, int], ...]:
    """The days on which the expected line bends, with what is expected by then: start, breaks, planned end."""
    bends = {period.start, period.planned_end}
    for pause in period.breaks:
        bends |= {day for day in (pause.since, pause.back_on) if day is not None}
    return tuple(
        (day, expected_minutes(planned, period, day))
        for day in sorted(bends)
        if period.start <= day <= period.planned_end
    )
