"""Days and times as people write them in a spreadsheet. A day and a month are never guessed: the day comes first."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.domain.wording import MONTHS


class Unit(StrEnum):
    """What a plain number in the column of times is."""

    MINUTES = "minutes"
    HOURS = "hours"


_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?"
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,2}) ?h(?:ours?|rs?)? ?(?:and )?([0-5]?\d) ?(?:m|min|mins|minutes?)?")
_HOURS = re.compile(rf"({_NUMBER}) ?h(?:ours?|rs?)?")
_MINUTES = re.compile(r"(\d{1,4}) ?(?:m|min|mins|minutes?)")
_PLAIN = re.compile(_NUMBER)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: .*)?")
_NAMED = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})[- ](\d{4}|\d{2})")
CENTURY = 100


def day_in(text: str, today: date) -> date | None:
    """The day that a text is: 2026-11-18, 18/11/2026, 18.11.26 or 18 Nov 2026; None where it is none of these.

    What could be read both ways is read day first. Two figures of a year are the last such year before `today`.
    """
    said = " ".join(text.split()).casefold()
    if found := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(said):
        day, month, year = int(found[1]), int(found[2]), _year(found[3], today)
    elif found := _NAMED.fullmatch(said):
        day, month, year = int(found[1]), _month(found[2]), _year(found[3], today)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def minutes_in(text: str, unit: Unit) -> int | None:
    """The whole minutes that a text is: 1:30, 1h30, 1.5 h, 90 min, or a plain number of the unit; None where none.

    Parts of a minute are rounded, halves up.
    """
    said = " ".join(text.split()).casefold()
    if (found := _CLOCK.fullmatch(said)) or (found := _HOURS_AND_MINUTES.fullmatch(said)):
        return int(found[1]) * 60 + int(found[2])
    if found := _HOURS.fullmatch(said):
        return _whole(found[1], Unit.HOURS)
    if found := _MINUTES.fullmatch(said):
        return int(found[1])
    return _whole(said, unit) if _PLAIN.fullmatch(said) else None


def _whole(number: str, unit: Unit) -> int:
    value = Decimal(number.replace(",", ".")) * (60 if unit is Unit.HOURS else 1)
    return int(value.to_integral_value(ROUND_HALF_UP))


def _month(word: str) -> int:
    """The month's number, 0 for no month."""
    names = [name.casefold() for name in MONTHS]
    return next((n for n, name in enumerate(names, 1) if word == name or word in (name[:3], name[:4])), 0)


def _year(figures: str, today: date) -> int:
    if len(figures) == 4:
        return int(figures)
    year = today.year - today.year % CENTURY + int(figures)
    return year if year <= today.year + 1 else year - CENTURY
