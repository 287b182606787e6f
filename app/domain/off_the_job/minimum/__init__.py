"""The least off-the-job hours a funding rule asks for, with every step of the sum and every reading of the sources.

To 31 July 2025 it is a share of working time: (weeks − weeks ÷ 52 × leave) × hours a week × percent. From 1 August
2025 it is the figure published for the standard. Decimal inside, whole minutes outside.
"""

from app.domain.off_the_job.minimum.duration import PartTimeLength, part_time_lengths
from app.domain.off_the_job.minimum.price import hours_left_out_percent, least_price_cut_percent
from app.domain.off_the_job.minimum.share import average_week, counted_week, minutes_for_weeks
from app.domain.off_the_job.minimum.values import Minimum, Question, Reading, Step
from app.domain.off_the_job.minimum.working_out import minimum_hours
from app.domain.provider_settings import DEFAULT_ROUNDING

__all__ = [
    "DEFAULT_ROUNDING",
    "Minimum",
    "PartTimeLength",
    "Question",
    "Reading",
    "Step",
    "average_week",
    "counted_week",
    "hours_left_out_percent",
    "least_price_cut_percent",
    "minimum_hours",
    "minutes_for_weeks",
    "part_time_lengths",
]
