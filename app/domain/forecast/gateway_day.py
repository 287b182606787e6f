"""The day on which somebody reached gateway, for holding a forecast against what came."""

from datetime import date


def reached_gateway(declared_on: date | None, last_day_completed: date | None) -> date | None:
    """The day on which all had signed the declaration or a result was told, or the last day of learning where it was
    completed: whichever came first. None where none of them is known, as of whoever left before."""
    known = [day for day in (declared_on, last_day_completed) if day is not None]
    return min(known, default=None)
