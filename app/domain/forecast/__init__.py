"""When gateway could be reached at an apprentice’s own pace, what moves it, and how wrong such forecasts were."""

from app.domain.forecast.levers import Lever, Moving, Offer, levers
from app.domain.forecast.measured import (
    FEWEST_FINISHED,
    MONTHS_BEFORE,
    Measured,
    Replayed,
    measured,
)
from app.domain.forecast.pace import LEAST_SPAN_DAYS, MOST_SPAN_DAYS, SPANS, Done, Pace, Work, pace_of
from app.domain.forecast.range import MOST_DAYS, Range, range_of, together
from app.domain.forecast.signing import FEWEST_SIGNED, signing_range

__all__ = [
    "FEWEST_FINISHED",
    "FEWEST_SIGNED",
    "LEAST_SPAN_DAYS",
    "MONTHS_BEFORE",
    "MOST_DAYS",
    "MOST_SPAN_DAYS",
    "SPANS",
    "Done",
    "Lever",
    "Measured",
    "Moving",
    "Offer",
    "Pace",
    "Range",
    "Replayed",
    "Work",
    "levers",
    "measured",
    "pace_of",
    "range_of",
    "signing_range",
    "together",
]
