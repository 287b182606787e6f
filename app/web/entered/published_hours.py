"""Published hours as they are entered, the same for the page and the call."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from app.actions.published_hours import PublishedFigure
from app.web.entered.hours import minutes_of
from app.web.forms import Form


class PublishedHoursForm(Form):
    """Hours as people enter them, the starts they are for, and where they were published."""

    hours: Decimal = Field(ge=0, le=100_000)
    start_from: date
    start_to: date | None = None
    source: str = Field(max_length=300)

    def figure(self) -> PublishedFigure:
        """As the action takes it."""
        return PublishedFigure(minutes_of(self.hours), self.start_from, self.start_to, self.source)


class PublishedHoursBody(Form):
    """Whole minutes, the starts they are for, and where they were published."""

    minutes: int = Field(ge=0, le=6_000_000)
    start_from: date
    start_to: date | None = None
    source: str = Field(max_length=300)

    def figure(self) -> PublishedFigure:
        """As the action takes it."""
        return PublishedFigure(self.minutes, self.start_from, self.start_to, self.source)
