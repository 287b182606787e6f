"""What a forecast would have said of one apprentice on a day gone by, from what had been done by then."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.forecast.exams import Attempt, attempts_by, certificate_range, last_sitting
from app.domain.forecast.levers import Moving
from app.domain.forecast.pace import Done, Pace, Work, pace_of
from app.domain.forecast.portfolio import Whole
from app.domain.forecast.range import Range, range_of, together
from app.domain.forecast.steps import StepTaken, StepTime, step_after, step_range, step_times
from app.domain.forecast.steps_of_gateway import CASE_STUDY, DECLARATION, PORTFOLIO, RECORD, SAT
from app.domain.practical_period import PracticalPeriod

ONCE = (CASE_STUDY, RECORD, DECLARATION)
"""Steps of which the first one meets the check, so that it can be told on which days that was open."""
REPLAYED = frozenset((DECLARATION, PORTFOLIO, *ONCE, *SAT, *SAT.values()))
"""The steps that a replay goes by."""


@dataclass(frozen=True, slots=True)
class Exams:
    """The attempts at a subject and its parts, and the day on which its certificate was seen."""

    attempts: Sequence[Attempt]
    parts: Sequence[str]
    seen_on: date


@dataclass(frozen=True, slots=True)
class OwnSteps:
    """What one apprentice did step by step: the first of each kind that is taken once, the exams by subject, and the
    first portfolio that showed everything."""

    once: Sequence[StepTaken] = ()
    exams: Mapping[str, Exams] = field(default_factory=dict)
    whole: Whole | None = None


NO_STEPS = OwnSteps()


class KnownTimes:
    """How long steps had taken here by a day; worked out once for as many steps."""

    def __init__(self, steps: Sequence[StepTaken]) -> None:
        self._steps = sorted((one for one in steps if one.step in REPLAYED), key=lambda one: one.ended)
        self._ended = [one.ended for one in self._steps]
        self._found: dict[int, Mapping[str, StepTime]] = {}

    def by(self, day: date) -> Mapping[str, StepTime]:
        """Of each kind of step, from those that were done by then."""
        done = bisect_right(self._ended, day)
        if done not in self._found:
            self._found[done] = {one.step: one for one in step_times(self._steps[:done])}
        return self._found[done]


def forecast_then(
    works: Sequence[Work],
    period: PracticalPeriod,
    shortest: date | None,
    day: date,
    times: Mapping[str, StepTime] | None = None,
    own: OwnSteps = NO_STEPS,
) -> Range | None:
    """What a forecast would have said on a day, from all that was ever done; None for nothing.

    `left` of each work is all that it asks for. `period` has the breaks as they were known then, and `shortest` is the
    last day of the shortest time on programme by that, None where it had none. `times` are how long steps had taken
    here by then, and the declaration is signed after all else.
    """
    times = times or {}
    moving = list(_moving(works, period, day))
    if any(isinstance(one, str) for one in moving):
        return None
    said = [*_ending(shortest, day), *moving, *_steps(own, period, day, times)]
    known = [one for one in said if isinstance(one, Range)]
    signed = _signed(own, times.get(DECLARATION), known, day, alone=not said)
    return together([*known, signed] if isinstance(signed, Range) else known)


def _moving(works: Sequence[Work], period: PracticalPeriod, day: date) -> Iterator[Range | str]:
    for work in works:
        left = work.left - sum(one.units for one in work.done if one.on <= day)
        if left > 0:
            pace = pace_of(work.done, period, day)
            yield range_of(left, pace, day, period.breaks) if isinstance(pace, Pace) else pace


def _ending(shortest: date | None, day: date) -> Iterator[Range | str]:
    if shortest is None:
        yield "No day: a break had no date of return."
    elif shortest > day:
        yield Range(shortest, shortest, shortest)


def _signed(
    own: OwnSteps, time: StepTime | None, others: Sequence[Range], day: date, *, alone: bool
) -> Range | str | None:
    """When all would have signed: from being put, where it was by then, or after the others; `alone` from that day."""
    put = next((one.began for one in own.once if one.step == DECLARATION and one.began <= day < one.ended), None)
    if put is not None or alone:
        return step_range(time, put, day)
    whole = together(others)
    return step_after(time, whole) if whole else None


def _steps(own: OwnSteps, period: PracticalPeriod, day: date, times: Mapping[str, StepTime]) -> Iterator[Range | str]:
    """When each step would have been done that was open on a day, or why nothing would have been said of it."""
    for one in own.once:
        if one.step != DECLARATION and one.ended > day:
            yield step_range(times.get(one.step), one.began if one.began <= day else None, day)
    for subject, exams in own.exams.items():
        if exams.seen_on > day:
            sitting = last_sitting(attempts_by(exams.attempts, day), exams.parts, day)
            yield certificate_range(subject, sitting, times, day)
    if own.whole is not None and own.whole.frozen_on > day:
        yield _frozen(own.whole, period, day, times.get(PORTFOLIO))


def _frozen(whole: Whole, period: PracticalPeriod, day: date, freezing: StepTime | None) -> Range | str:
    left = sum(on > day for on in whole.shown.values())
    if not left:
        return step_range(freezing, whole.shown_on, day)
    pace = pace_of([Done(on, 1) for on in whole.shown.values()], period, day)
    if isinstance(pace, str):
        return pace
    return Moving(left, pace, then=freezing if freezing and freezing.enough else None).range(day, period.breaks)
