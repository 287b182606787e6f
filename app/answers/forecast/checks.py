"""The forecast of each open check: its range with the figures behind it, or why there is none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.answers.forecast.asked import COVERAGE, HOURS, LEFT, REVIEWS, Asked, accepted_days, counting_minutes
from app.db.reviews import OnRecord
from app.domain.forecast import (
    CLEARING,
    COUNTED,
    FEWEST_SIGNED,
    MOCK,
    PORTFOLIO,
    RECORD,
    Done,
    Moving,
    NoDay,
    Pace,
    Range,
    StepTime,
    pace_of,
    range_of,
    signing_range,
    step_after,
    step_of,
    step_range,
    too_few,
)
from app.domain.gateway import Check, CheckState
from app.domain.reviews import ReviewState
from app.domain.wording import day_words, hours_words, in_words, plural

BEGUN_TODAY = {
    CLEARING: "today, as if what is not cleared had been sent today",
    MOCK: "today, if it is planned today",
    PORTFOLIO: "today, if it shows everything today",
    RECORD: "today, if it is entered today",
}
"""Where the day on which a step began is not known here, or is still to come."""
NO_LATEST = {
    NoDay.NOTHING_DONE: "in one span there was nothing",
    NoDay.TOO_LONG: "{slowest}, it takes more than five years",
    NoDay.NO_RETURN: "{slowest}, it lies after the first day of a break in learning that has no date of return",
}
NOT_MEASURED = "Nobody has measured here yet how long such steps take."


@dataclass(frozen=True, slots=True)
class CheckForecast:
    """One open check: its range, or `why` there is none, or what of it the range leaves out.

    `working` are the figures it was worked out from.
    """

    check: Check
    range: Range | None
    why: str
    working: tuple[tuple[str, str], ...] = ()


def step_forecast(
    check: Check, times: Sequence[StepTime] | None, since: date | None, others: Range | str, today: date
) -> CheckForecast:
    """Of a check that somebody takes a step for, from how long such steps took here.

    `times` is None where nobody has measured that yet. `since` is the day on which it was begun, None where it was not.
    The declaration that nobody has put yet can be signed only after all `others` are met: when that is, "" where none
    of them is open, or why they have no day.
    """
    step = step_of(check.id)
    if not step or times is None:
        return no_day(check, NOT_MEASURED if step else "Nothing on record says how long that takes.")
    time = next((one for one in times if one.step == step), None)
    found: Range | str
    if isinstance(others, Range) and since is None:
        found, begins = step_after(time, others), "when all others could be met"
    elif others and since is None:
        found, begins = too_few(time) or "It comes after all others, which have no day.", ""
    else:
        found = step_range(time, since, today)
        begins = day_words(since) if since else BEGUN_TODAY.get(step, "today, if it is begun today")
    if isinstance(found, str) or time is None:
        return no_day(check, str(found))
    return CheckForecast(check, found, "", timed_working(begins, time))


def timed_working(begins: str, time: StepTime) -> tuple[tuple[str, str], ...]:
    """The figures behind a range that goes by how long such steps took here."""
    return (
        ("Counted from", begins),
        ("Such steps on record here", str(time.taken)),
        (COUNTED[time.step], f"half took {plural(time.middle, 'day')} or less"),
        ("The earliest day", f"as a tenth of them, within {plural(time.quick, 'day')}"),
        ("The latest day", f"as nine tenths of them, within {plural(time.slow, 'day')}"),
    )


def clearing_forecast(check: Check, times: Sequence[StepTime] | None, today: date) -> CheckForecast:
    """Of clearing what is chosen: a day only where nothing but the tutor's reading is left."""
    left = [check.figures.get(name) or 0 for name in ("not_cleared", "closed", "places_found")]
    if left[0] and not any(left[1:]):
        return step_forecast(check, times, None, "", today)
    return no_day(check, "Nothing on record says how long that takes.")


def mock_forecast(check: Check, times: Sequence[StepTime] | None, today: date) -> CheckForecast:
    """Of mock assessments: the last day that is planned, or from today where one of them is not planned yet."""
    methods, held, begins, planned = (
        check.figures.get(name) for name in ("methods", "held", "planned_from", "planned_to")
    )
    if held == methods:
        return no_day(check, "Nothing on record says how long feedback takes.")
    if not isinstance(planned, str) or not isinstance(begins, str):
        return step_forecast(check, times, None, "", today)
    if date.fromisoformat(begins) < today:
        return CheckForecast(check, None, "A planned day has passed, so no day is given.")
    day = date.fromisoformat(planned)
    return CheckForecast(check, Range(day, day, day), "", (("The last of them is planned", "for that day"),))


def no_day(check: Check, why: str) -> CheckForecast:
    """What there is to do about the check, and why it has no day."""
    return CheckForecast(check, None, f"{check.to_do} {why}".strip())


def work_of(check: Check, asked: Asked) -> Moving | str:
    """What is left of a check and its pace, or why it has none."""
    most, reached = (check.figures.get(name) for name in LEFT[check.id])
    if not isinstance(most, int) or not isinstance(reached, int):
        return "What it asks for is not confirmed, so nothing can be forecast of it."
    units = counting_minutes(asked.done, asked.period)
    if check.id == COVERAGE:
        units = tuple(Done(on, 1) for on in accepted_days(asked.done, asked.standard).values())
    pace = pace_of(units, asked.period, asked.today)
    return Moving(most - reached, pace) if isinstance(pace, Pace) else pace


def check_forecast(check: Check, work: Moving | str, asked: Asked) -> CheckForecast:
    """Of a check that has a pace."""
    if isinstance(work, str):
        return CheckForecast(check, None, work)
    found = work.range(asked.today, asked.period.breaks)
    what, unit = ("Confirmed", hours_words) if check.id in HOURS else ("Accepted", ksb_words)
    working = (("Still to do", unit(work.left)), *pace_working(what, unit, work, asked))
    return CheckForecast(check, found, "", working) if isinstance(found, Range) else CheckForecast(check, None, found)


def duration_forecast(check: Check, hours: Range | None) -> CheckForecast:
    """Of the shortest time on programme: the day that governs it, or for a part-time start that may end earlier, once
    the minimum of `hours` is confirmed, that."""
    if check.state is CheckState.NOT_CONFIRMED:
        return no_day(check, "Which length applies to this start is not confirmed, so no day is given.")
    day, early = _day_of(check, "can_be_met_on"), _day_of(check, "early_end_from")
    beyond = bool(check.figures.get("part_time_beyond"))
    if early is not None and hours is not None and (day is not None or beyond):
        return CheckForecast(check, _with_hours(day, early, hours), "", tuple(_duration_working(check)))
    if day is not None:
        return CheckForecast(check, Range(day, day, day), "", tuple(_duration_working(check)))
    if beyond:
        asked = check.figures["part_time_length"]
        return no_day(check, f"The rule asks for {asked}, which end on no day that a calendar has.")
    return CheckForecast(check, None, "The break in learning has no date of return, so no day can be given.")


def _with_hours(day: date | None, early: date, hours: Range) -> Range:
    """When the minimum of hours lets a time end that lasts to `day`, or beyond any calendar: from `early` on."""
    last = day or date.max
    earliest, likely = (min(last, max(early, one)) for one in (hours.earliest, hours.likely))
    latest = min(last, max(early, hours.latest)) if hours.latest else day
    return Range(earliest, likely, latest, () if latest else hours.open_end)


def for_the_whole(one: CheckForecast) -> Range | None:
    """What a check adds to the whole beside the others: of a time that hours may end earlier, the day they do at best.

    The hours are in the whole by themselves, and what moves them moves the end of that time.
    """
    early = _day_of(one.check, "early_end_from")
    return Range(early, early, early) if early is not None and one.range is not None else one.range


def _day_of(check: Check, name: str) -> date | None:
    value = check.figures.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None


def _duration_working(check: Check) -> Iterable[tuple[str, str]]:
    reached, longer = _day_of(check, "reached_on"), _day_of(check, "part_time_reached_on")
    if reached is not None:
        yield "The shortest time on programme ends", day_words(reached)
    if longer is not None:
        yield "In a part-time week of", hours_words(int(check.figures["average_week_minutes"] or 0))
        yield "The rule asks for", f"{check.figures['part_time_length']}, which ends on {day_words(longer)}"
    if _day_of(check, "early_end_from") is not None:
        yield "An earlier end is allowed", "once the minimum of hours is confirmed"


def reviews_forecast(
    check: Check, record: Sequence[OnRecord], today: date, times: Sequence[StepTime] | None = None
) -> CheckForecast:
    """Of reviews that were put to sign and wait for it: from how long signing took before, or took others here."""
    took, since = [], []
    for one in record:
        if one.first_put and one.first_completed:
            took.append(max(0, (one.first_completed - one.first_put).days))
        if one.put_on and one.review.state is ReviewState.AWAITING_SIGNATURES:
            since.append(one.put_on)
    missing = [check.figures.get(name) or 0 for name in ("due", "complete", "missed", "waiting")]
    due, complete, missed, waiting = (one for one in missing if isinstance(one, int))
    if not since or due - complete - missed > waiting:
        return CheckForecast(check, None, check.to_do or check.reason)
    if len(took) < FEWEST_SIGNED and any(one.step == REVIEWS and one.enough for one in times or ()):
        return step_forecast(check, times, max(since), "", today)
    found = signing_range(took, since, today)
    if isinstance(found, str):
        return no_day(check, found)
    working = (
        ("Reviews that wait for signatures", str(waiting)),
        ("Days that signing took before", in_words(sorted(took))),
    )
    return CheckForecast(check, found, "", working)


def pace_working(what: str, unit: Callable[[int], str], work: Moving, asked: Asked) -> Iterable[tuple[str, str]]:
    """From which figures of its pace the range of a work comes; `what` was done in each span, so many of a `unit`."""
    pace, found = work.pace, range_of(work.left, work.pace, asked.today, asked.period.breaks)
    spans = in_words([unit(span) for span in pace.spans])
    yield f"{what} in each of the last three spans of {plural(pace.span_days, 'day')} of learning", spans
    yield "Together, in a week", f"about {_weekly(unit, pace)}"
    yield "The earliest day", f"at the pace of the best span, {unit(max(pace.spans))}"
    slowest = f"at the pace of the slowest, {unit(min(pace.spans))}"
    without = NO_LATEST[found.open_end[0]] if isinstance(found, Range) and found.open_end else ""
    yield "The latest day", f"none: {without.format(slowest=slowest)}" if without else slowest


def ksb_words(count: int) -> str:
    """So many KSBs."""
    return plural(count, "KSB")


def _weekly(unit: Callable[[int], str], pace: Pace) -> str:
    weekly = pace.units * 7 / pace.days
    if unit is hours_words:
        return hours_words(round(weekly))
    return f"{weekly:.1f} {unit(2).split()[1]}"
