"""What the off-the-job calculator is asked, checked the same for the page and the call."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import Field

from app.answers.minimum import Asked
from app.domain.off_the_job.minimum import DEFAULT_ROUNDING
from app.web.entered.hours import minutes_of
from app.web.forms import Form, valid


class MinimumForm(Form):
    """Dates and a working week; hours may have decimals."""

    start: date
    planned_end: date
    weekly_hours: Decimal = Field(ge=0, le=168)
    standard: str = ""
    version: str = ""
    prior_learning_hours: Decimal = Field(default=Decimal(0), ge=0, le=10_000)
    rounding: str = DEFAULT_ROUNDING


def asked_of(values: Mapping[str, str]) -> Asked:
    """What was asked. Raises BadInput with a sentence for every field that is wrong; an empty field is not sent."""
    form = valid(MinimumForm, {name: value for name, value in values.items() if value.strip()})
    return Asked(
        start=form.start,
        planned_end=form.planned_end,
        weekly_minutes=minutes_of(form.weekly_hours),
        standard=form.standard,
        version=form.version,
        prior_learning_minutes=minutes_of(form.prior_learning_hours),
        rounding=form.rounding,
    )
