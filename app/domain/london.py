"""London’s clock. Stamps are kept in UTC; the day something falls on, and what `today` means, are London’s."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_date(at: datetime) -> date:
    """The day in London on which an aware stamp falls."""
    return at.astimezone(LONDON).date()


def london_moment(local: datetime) -> datetime:
    """The moment at which London’s clocks show this; of an hour that comes twice in autumn, the first."""
    return local.replace(tzinfo=LONDON).astimezone(UTC)
