"""What the off-the-job calculator is asked, checked the same for the page and the call."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import Field

from app.answers.minimum import Asked
from app.web.entered.hours import minutes_of
from app.web.forms import Form, valid


class MinimumForm(Form):
    """Dates and a working week; hours may have decimals.

    `planned_hours` are those of the training plan before prior learning was taken off; `rounding` "" is the provider's.
    """

    start: date
    planned_end: date
    weekly_hours: Decimal = Field(ge=0, le=168)
    standard: str = ""
    version: str = ""
    prior_learning_hours: Decimal = Field(default=Decimal(0), ge=0, le=10_000)
    planned_hours: Decimal | None = Field(default=None, ge=0, le=100_000)
    weeks_a_year: Decimal = Field(default=Decimal(52), gt=0, le=53)
    rounding: str = ""


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
        planned_minutes=None if form.planned_hours is None else minutes_of(form.planned_hours),
        weeks_a_year=float(form.weeks_a_year),
        rounding=form.rounding,
    )
