"""How wrong such forecasts were: what would have been said of everybody who has finished, and what came.

A forecast that was not given (too early, no pace) is counted as such and has no error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from app.domain.forecast.range import Range

MONTHS_BEFORE = (3, 6)
"""So many months before each gateway its forecast is made again."""
FEWEST_FINISHED = 10
"""Of fewer finished apprentices the middle error would be one or two people’s, and could be told to be about them."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One forecast as it would have been given then, None where none would have been, and the day that came."""

    months: int
    forecast: Range | None
    came: date


@dataclass(frozen=True, slots=True)
class Measured:
    """The errors of the forecasts made so many months before gateway, in days.

    `off` is the middle distance between the likeliest day and the one that came; `late` is the middle of the same with
    its sign, above 0 where gateway came later than forecast. `within` counts those that came within their range.
    `finished` are the apprentices who finished, `given` those for whom there would have been a forecast.
    """

    months: int
    finished: int
    given: int
    off: int = 0
    late: int = 0
    within: int = 0

    @property
    def enough(self) -> bool:
        """Whether there is enough history to say anything."""
        return self.given >= FEWEST_FINISHED


def measured(replayed: Sequence[Replayed]) -> tuple[Measured, ...]:
    """The errors for each number of months."""
    return tuple(_measured(months, [one for one in replayed if one.months == months]) for months in MONTHS_BEFORE)


def _measured(months: int, replayed: Sequence[Replayed]) -> Measured:
    given = [(one.forecast, one.came) for one in replayed if one.forecast is not None]
    if not given:
        return Measured(months, len(replayed), 0)
    late = [(came - forecast.likely).days for forecast, came in given]
    return Measured(
        months,
        len(replayed),
        len(given),
        off=round(median(abs(days) for days in late)),
        late=round(median(late)),
        within=sum(_contains(forecast, came) for forecast, came in given),
    )


def _contains(forecast: Range, came: date) -> bool:
    return forecast.earliest <= came and (forecast.latest is None or came <= forecast.latest)
