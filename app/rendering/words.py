"""Dates, hours, sizes and lists as people say them: British English, 24 hours never, London's clock."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

from app.domain.london import LONDON, london_date
from app.domain.wording import MONTHS, day_words, hours_words, in_words, number, plural, somebody
from app.settings import Settings

# What the rules' own sentences need lies in the domain; pages find all words here.
__all__ = [
    "date_day",
    "date_short",
    "date_words",
    "days_away",
    "hours",
    "hours_number",
    "hours_short",
    "in_words",
    "london_date",
    "machine_time",
    "month_short",
    "month_words",
    "number",
    "plural",
    "possessive",
    "provider_within",
    "sentence_case",
    "size",
    "somebody",
    "stamp_short",
    "stamp_words",
    "time_words",
]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MINUS = "−"


def date_words(on: date) -> str:
    """A policy date in full: 23 November 2026."""
    return day_words(on)


def date_short(on: date) -> str:
    """The same date for a table: 23 Nov 2026."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def date_day(on: date) -> str:
    """A date with its weekday, for an appointment: Monday 23 November 2026."""
    return f"{_DAYS[on.weekday()]} {date_words(on)}"


def month_words(on: date) -> str:
    """The month a date lies in: November 2026."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def month_short(on: date, *, year: bool = True) -> str:
    """The month for a table or an axis: Nov 2026, or Nov."""
    name = MONTHS[on.month - 1][:3]
    return f"{name} {on.year}" if year else name


def time_words(at: datetime) -> str:
    """London's time of an aware stamp: 2pm, 4:12pm, midnight, noon."""
    local = at.astimezone(LONDON)
    if local.minute == 0 and local.hour in (0, 12):
        return "noon" if local.hour else "midnight"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def stamp_words(at: datetime) -> str:
    """An aware stamp in full: 23 November 2026, 2:31pm."""
    return f"{date_words(london_date(at))}, {time_words(at)}"


def stamp_short(at: datetime) -> str:
    """An aware stamp for a table: 23 Nov 2026, 2:31pm."""
    return f"{date_short(london_date(at))}, {time_words(at)}"


def machine_time(at: date | datetime) -> str:
    """The value of a `<time datetime>` attribute: the date, or the stamp in UTC to the second."""
    if isinstance(at, datetime):
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat()


def days_away(days: int) -> str:
    """How far off a day is: today, tomorrow, in 5 days, yesterday, 5 days ago."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def hours(minutes: int) -> str:
    """Minutes as hours in words: 9 hours, 9.5 hours, 2 hours 20 minutes, 45 minutes."""
    return hours_words(minutes)


def hours_short(minutes: int) -> str:
    """The same, where room is short: 9 h, 9.5 h, 2 h 20 min, 45 min."""
    if minutes < 0:
        return _MINUS + hours_short(-minutes)
    whole, rest = divmod(minutes, 60)
    if rest in (0, 30):
        return f"{number(whole)}{'.5' if rest else ''} h"
    return f"{number(whole)} h {rest} min" if whole else f"{rest} min"


def hours_number(minutes: int) -> str:
    """Hours without a unit, for columns and charts: 9, 9.5, 2.33 (two places, halves up)."""
    value = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    trimmed = value.to_integral() if value == value.to_integral() else value.normalize()
    return number(trimmed)


def size(count: int) -> str:
    """A file's size as file managers say it: 0 bytes, 1 byte, 412 KB, 2.1 MB, 3 GB (1 KB = 1,000 bytes)."""
    if count < 1000:
        return plural(count, "byte")
    value = Decimal(count)
    for unit in ("KB", "MB", "GB", "TB"):
        value /= 1000
        shown = value.quantize(Decimal("0.1") if unit != "KB" and value < 10 else Decimal(1), ROUND_HALF_UP)
        if shown < 1000 or unit == "TB":
            break
    return f"{number(shown.to_integral() if shown == shown.to_integral() else shown)} {unit}"


def possessive(name: str) -> str:
    """Whose it is: Chloe’s, James’s."""
    return f"{name}’s"


def provider_within(name: str) -> str:
    """The training provider’s name within a sentence, where the words that stand for it until it is set begin small."""
    unset: str = Settings.model_fields["provider_name"].default
    return name[:1].lower() + name[1:] if name == unset else name


def sentence_case(text: str) -> str:
    """The first letter made a capital, the rest left alone: `awaiting KSB` becomes `Awaiting KSB`."""
    return text[:1].upper() + text[1:]
