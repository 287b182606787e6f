"""What is agreed anew from a day on, as entered: only what is entered changes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from app.domain.refusals import Fault
from app.web.entered.apprenticeships import Day
from app.web.entered.hours import minutes_of
from app.web.entered.people import Reason
from app.web.forms import Form

FIELDS = (
    "effective_on",
    "weekly_hours",
    "days_a_week",
    "weeks_a_year",
    "planned_end",
    "planned_hours",
    "prior_learning_hours",
    "reason",
)
"""The fields of the form, in the order of the page."""
_OWN_NAMES = {
    "weekly_minutes": "weekly_hours",
    "planned_minutes": "planned_hours",
    "prior_learning_minutes": "prior_learning_hours",
}


class TermsBody(Form):
    """A revision. Minutes are those of `planned_minutes`; null there takes the standard's own days again."""

    effective_on: Day
    reason: Reason = ""
    planned_end: Day | None = None
    weekly_hours: Decimal | None = Field(default=None, allow_inf_nan=False, ge=-100_000, le=100_000)
    days_a_week: float | None = Field(default=None, allow_inf_nan=False)
    weeks_a_year: float | None = Field(default=None, allow_inf_nan=False)
    planned_minutes: int | None = None
    prior_learning_minutes: int | None = None

    def changes(self) -> dict[str, Any]:
        """The new values by the names of the fields of terms, of what was sent alone."""
        sent = {name: getattr(self, name) for name in self.model_fields_set - {"effective_on", "reason"}}
        if "weekly_hours" in sent:
            hours = sent.pop("weekly_hours")
            sent["weekly_minutes"] = None if hours is None else minutes_of(hours)
        return {name: value for name, value in sent.items() if value is not None or name == "planned_minutes"}


class TermsForm(Form):
    """The same on a page, where hours are entered and what is left empty stays as it is."""

    effective_on: Day
    reason: Reason = ""
    planned_end: Day | None = None
    weekly_hours: Decimal | None = Field(default=None, allow_inf_nan=False, ge=-100_000, le=100_000)
    days_a_week: float | None = Field(default=None, allow_inf_nan=False)
    weeks_a_year: float | None = Field(default=None, allow_inf_nan=False)
    planned_hours: Decimal | None = Field(default=None, allow_inf_nan=False, ge=-100_000, le=100_000)
    prior_learning_hours: Decimal | None = Field(default=None, allow_inf_nan=False, ge=-100_000, le=100_000)

    def changes(self) -> dict[str, Any]:
        """The new values by the names of the fields of terms."""
        found: dict[str, Any] = {
            "planned_end": self.planned_end,
            "days_a_week": self.days_a_week,
            "weeks_a_year": self.weeks_a_year,
        }
        hours = {
            "weekly_minutes": self.weekly_hours,
            "planned_minutes": self.planned_hours,
            "prior_learning_minutes": self.prior_learning_hours,
        }
        found |= {name: minutes_of(value) for name, value in hours.items() if value is not None}
        return {name: value for name, value in found.items() if value is not None}


def at_own_field(fault: Fault, *, hours: bool) -> Fault:
    """A fault of the rule at the field in which it was entered; with `hours`, planned hours and prior learning too."""
    own = _OWN_NAMES.get(fault.path, fault.path)
    if not hours and own in ("planned_hours", "prior_learning_hours"):
        own = fault.path
    return Fault(own, fault.sentence)


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """What of a form was filled in: an empty field is one that nothing was entered in."""
    return {name: value for name, value in values.items() if value.strip()}


def iso_day(text: str) -> date | None:
    """A day from an address, None where the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
