"""Which reviews are to be held this week and next, which are late, and from when on one is to be prepared."""

from datetime import date, timedelta
from enum import StrEnum

PREPARED_FROM = timedelta(days=21)
"""So long before its day a review is put before everybody to be prepared."""


class Coming(StrEnum):
    """When a review that has not been held is to be held; weeks begin on Monday."""

    LATE = "late"
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    LATER = "later"


def coming(day: date, today: date) -> Coming:
    """Where the day of a review that has not been held lies from today."""
    monday = today - timedelta(days=today.weekday())
    if day < today:
        return Coming.LATE
    if day < monday + timedelta(days=7):
        return Coming.THIS_WEEK
    return Coming.NEXT_WEEK if day < monday + timedelta(days=14) else Coming.LATER


def is_to_prepare(day: date, today: date) -> bool:
    """Whether it is time to write for a review on this day; a late one is, too."""
    return day - today <= PREPARED_FROM
