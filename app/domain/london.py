"""London’s clock. Stamps are kept in UTC; the day something falls on, and what `today` means, are London’s."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_date(at: datetime) -> date:
    """The day in London on which an aware stamp falls."""
    return at.astimezone(LONDON).date()


def london_moment(local: datetime) -> datetime:
    """The moment at which London’s clocks show this; of an hour that comes twice in autumn, the first."""
    return local.replace(tzinfo=LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last moment of a day in London, as UTC."""
    after = day + timedelta(days=1)
    midnight = datetime(after.year, after.month, after.day, tzinfo=LONDON)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
