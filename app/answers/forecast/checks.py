"""The forecast of each open check: its range with the figures behind it, or why there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.answers.forecast.asked import COVERAGE, DURATION, HOURS, LEFT, Asked, accepted_days, counting_minutes
from app.db.reviews import OnRecord
from app.domain.forecast import Done, Moving, Pace, Range, pace_of, range_of, signing_range
from app.domain.gateway import Check
from app.domain.reviews import ReviewState
from app.domain.wording import hours_words, in_words, plural


@dataclass(frozen=True, slots=True)
class CheckForecast:
    """One open check: its range, or `why` there is none. `working` are the figures it was worked out from."""

    check: Check
    range: Range | None
    why: str
    working: tuple[tuple[str, str], ...] = ()

    @property
    def is_step(self) -> bool:
        """Whether it takes a step by somebody, of which no pace says when."""
        return self.check.id not in LEFT and self.check.id != DURATION and self.range is None


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


def check_forecast(check: Check, work: Moving | str | None, asked: Asked) -> CheckForecast:
    if check.id == DURATION:
        return _duration(check, asked.today)
    if work is None:
        return CheckForecast(check, None, check.to_do or "No pace says when: it takes a step by somebody.")
    if isinstance(work, str):
        return CheckForecast(check, None, work)
    found = range_of(work.left, work.pace, asked.today, asked.period.breaks)
    working = tuple(_working(check.id, work))
    return CheckForecast(check, found, "", working) if isinstance(found, Range) else CheckForecast(check, None, found)


def _duration(check: Check, today: date) -> CheckForecast:
    reached = check.figures.get("reached_on")
    day = date.fromisoformat(reached) if isinstance(reached, str) else None
    if day is None or day <= today:
        return CheckForecast(check, None, "No pace says when: see the check’s own words.")
    return CheckForecast(check, Range(day, day, day), "", (("The shortest time on programme ends", "on that day"),))


def reviews_forecast(check: Check, record: Sequence[OnRecord], today: date) -> CheckForecast:
    """Of reviews that were put to sign and wait for it, from how long signing took before."""
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
    found = signing_range(took, since, today)
    if isinstance(found, str):
        return CheckForecast(check, None, f"{check.to_do} {found}".strip())
    working = (
        ("Reviews that wait for signatures", str(waiting)),
        ("Days that signing took before", in_words(sorted(took))),
    )
    return CheckForecast(check, found, "", working)


def _working(check: str, work: Moving) -> Iterable[tuple[str, str]]:
    """From which figures a range comes."""

    def units(count: int) -> str:
        return hours_words(count) if check in HOURS else plural(count, "KSB")

    pace = work.pace
    what = "Confirmed" if check in HOURS else "Accepted"
    spans = in_words([units(span) for span in pace.spans])
    yield "Still to do", units(work.left)
    yield f"{what} in each of the last three spans of {plural(pace.span_days, 'day')} of learning", spans
    yield "Together, in a week", f"about {_weekly(check, pace)}"
    yield "The earliest day", f"at the pace of the best span, {units(max(pace.spans))}"
    slowest = min(pace.spans)
    yield (
        "The latest day",
        f"at the pace of the slowest, {units(slowest)}" if slowest else "none: in one span there was nothing",
    )


def _weekly(check: str, pace: Pace) -> str:
    if check in HOURS:
        return hours_words(round(pace.units * 7 / pace.days))
    return f"{pace.units * 7 / pace.days:.1f} KSBs"
