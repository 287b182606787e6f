"""When gateway could be reached at an apprentice’s own pace, what moves it, and how wrong such forecasts were."""

from app.domain.forecast.gateway_day import reached_gateway
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
from app.domain.forecast.steps import (
    FEWEST_PEOPLE,
    StepTaken,
    StepTime,
    step_after,
    step_range,
    step_times,
    too_few,
)
from app.domain.forecast.steps_of_gateway import CLEARING, COUNTED, DECLARATION, MOCK, step_of

__all__ = [
    "CLEARING",
    "COUNTED",
    "DECLARATION",
    "FEWEST_FINISHED",
    "FEWEST_PEOPLE",
    "FEWEST_SIGNED",
    "LEAST_SPAN_DAYS",
    "MOCK",
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
    "StepTaken",
    "StepTime",
    "Work",
    "levers",
    "measured",
    "pace_of",
    "range_of",
    "reached_gateway",
    "signing_range",
    "step_after",
    "step_of",
    "step_range",
    "step_times",
    "together",
    "too_few",
]
