"""When what waits for a step by somebody is met, from how many days such steps took in this installation."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.domain.forecast.range import Range
from app.domain.wording import plural

FEWEST_PEOPLE = 10
"""Of the steps of fewer apprentices the middle would be one or two people’s, and could be told to be about them."""
QUICK, MIDDLE, SLOW = 10, 50, 90
"""The shares, in percent, of all such steps that were done within the days of the range: one odd case makes no end."""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step that was taken: of which check, the days on which it was begun and done, on whose apprenticeship."""

    step: str
    began: date
    ended: date
    of: UUID


@dataclass(frozen=True, slots=True)
class StepTime:
    """How many days such steps took: so many were taken, of which a tenth, half and nine tenths within these days.

    `people` is how many apprentices they were of.
    """

    step: str
    taken: int
    quick: int = 0
    middle: int = 0
    slow: int = 0
    people: int = 0

    @property
    def enough(self) -> bool:
        """Whether there is enough history to say anything."""
        return self.people >= FEWEST_PEOPLE


def step_times(taken: Sequence[StepTaken]) -> tuple[StepTime, ...]:
    """How long each kind of step took. Where there are too few of a kind, only how many there were.

    What was entered only after it was done tells nothing of how long it took, and is left out.
    """
    kinds: dict[str, list[StepTaken]] = defaultdict(list)
    for one in taken:
        if one.began <= one.ended:
            kinds[one.step].append(one)
    return tuple(_time(step, found) for step, found in sorted(kinds.items()))


def step_range(time: StepTime | None, since: date | None, today: date) -> Range | str:
    """The days by which a step is done that began on a day, or begins today. A sentence where that cannot be said."""
    if lacking := too_few(time):
        return lacking
    assert time is not None
    began = since or today
    if began + timedelta(days=time.slow) < today:
        return (
            f"It has waited longer than nine in ten such steps took here, {plural(time.slow, 'day')}: no day is given."
        )
    quick, middle, slow = (began + timedelta(days=each) for each in (time.quick, time.middle, time.slow))
    return Range(max(today, quick), max(today, middle), max(today, slow))


def step_after(time: StepTime | None, others: Range) -> Range | str:
    """The days by which a step is done that can begin only once all others are. A sentence where it cannot be said."""
    if lacking := too_few(time):
        return lacking
    assert time is not None
    return Range(
        others.earliest + timedelta(days=time.quick),
        others.likely + timedelta(days=time.middle),
        None if others.latest is None else others.latest + timedelta(days=time.slow),
        others.open_end,
    )


def too_few(time: StepTime | None) -> str:
    """That too few such steps were taken here to go by, "" where there are enough."""
    if time is not None and time.enough:
        return ""
    people = time.people if time else 0
    have = "none has" if not people else f"{people} {'has' if people == 1 else 'have'}"
    return f"Too little history: it takes {FEWEST_PEOPLE} apprentices who have done this here, and {have} so far."


def _time(step: str, taken: Sequence[StepTaken]) -> StepTime:
    people = len({one.of for one in taken})
    if people < FEWEST_PEOPLE:
        return StepTime(step, len(taken), people=people)
    days = sorted((one.ended - one.began).days for one in taken)
    quick, middle, slow = (_within(days, share) for share in (QUICK, MIDDLE, SLOW))
    return StepTime(step, len(days), quick, middle, slow, people)


def _within(days: Sequence[int], percent: int) -> int:
    """The days within which so many percent were done; `days` are in order."""
    return days[-(-len(days) * percent // 100) - 1]
