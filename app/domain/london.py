"""London’s clock. Stamps are kept in UTC; the day something falls on, and what `today` means, are London’s."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_date(at: datetime) -> date:
    """The day in London on which an aware stamp falls."""
    return at.astimezone(LONDON).date()
