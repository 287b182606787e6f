"""When gateway could be reached at an apprentice’s own pace, what moves it, and how wrong such forecasts were."""

from app.domain.forecast.exams import (
    Attempt,
    LastSitting,
    attempts_by,
    certificate_range,
    last_sitting,
    steps_to_certificate,
)
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
from app.domain.forecast.portfolio import Whole, days_of, first_shown, first_whole
from app.domain.forecast.range import MOST_DAYS, NoDay, Range, range_of, together
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
from app.domain.forecast.steps_of_gateway import (
    CASE_STUDY,
    CLEARING,
    COUNTED,
    DECLARATION,
    MOCK,
    PORTFOLIO,
    RECORD,
    SAT,
    step_of,
)
from app.domain.forecast.then import NO_STEPS, ONCE, Exams, KnownTimes, OwnSteps, forecast_then

__all__ = [
    "CASE_STUDY",
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
    "NO_STEPS",
    "ONCE",
    "PORTFOLIO",
    "RECORD",
    "SAT",
    "SPANS",
    "Attempt",
    "Done",
    "Exams",
    "KnownTimes",
    "LastSitting",
    "Lever",
    "Measured",
    "Moving",
    "NoDay",
    "Offer",
    "OwnSteps",
    "Pace",
    "Range",
    "Replayed",
    "StepTaken",
    "StepTime",
    "Whole",
    "Work",
    "attempts_by",
    "certificate_range",
    "days_of",
    "first_shown",
    "first_whole",
    "forecast_then",
    "last_sitting",
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
    "steps_to_certificate",
    "together",
    "too_few",
]
