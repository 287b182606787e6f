"""When what waits for signatures will have them, from how many days they took before."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from app.domain.forecast.range import Range
from app.domain.wording import plural

FEWEST_SIGNED = 3
"""Of fewer reviews nobody can say how long signing takes here."""


def signing_range(took: Sequence[int], waiting_since: Sequence[date], today: date) -> Range | str:
    """The day on which all that waits is signed: after as many days as the quickest, the middle and the slowest took.

    `took` are the days from being put to sign to the last signature. A sentence where there are too few,
    or where what waits has waited longer than any did before.
    """
    if len(took) < FEWEST_SIGNED:
        return f"No pace to go by: {len(took)} of the {FEWEST_SIGNED} signed reviews that it takes are on record."
    if not waiting_since:
        return "Nothing waits to be signed."
    newest = max(waiting_since)
    if newest + timedelta(days=max(took)) < today:
        most = plural(max(took), "day")
        return f"Signing takes longer now than ever before, when it took at most {most}: no day is given."
    quickest, middle, slowest = (newest + timedelta(days=days) for days in (min(took), round(median(took)), max(took)))
    return Range(max(today, quickest), max(today, middle), max(today, slowest))
