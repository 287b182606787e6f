"""Dates, numbers, counts and hours in words: the rules’ own sentences and the pages say them the same way."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MINUS = "−"


def day_words(day: date) -> str:
    """A date in full: 23 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def number(value: int | Decimal) -> str:
    """A number with thousands marked and a true minus: 1,234; −3.5."""
    words = f"{abs(value):,}"
    return f"{_MINUS}{words}" if value < 0 else words


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 day, 1,234 days, 0 entries (`many` where adding an s is wrong)."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def hours_words(minutes: int) -> str:
    """Minutes as hours: 9 hours, 9.5 hours, 2 hours 20 minutes, 45 minutes."""
    if minutes < 0:
        return _MINUS + hours_words(-minutes)
    whole, rest = divmod(minutes, 60)
    if rest == 0:
        return plural(whole, "hour")
    if whole == 0:
        return plural(rest, "minute")
    if rest == 30:
        return f"{number(whole)}.5 hours"
    return f"{plural(whole, 'hour')} {plural(rest, 'minute')}"


ERASED = "Erased for good"
"""What stands where words stood that identified somebody."""


def somebody(name: str) -> str:
    """A person as a sentence names them, also where the name was erased."""
    return "somebody whose name was erased for good" if name == ERASED else name


def in_words(items: Iterable[object], joint: str = "and") -> str:
    """A list as a sentence says it: K8; K8 and S7; K8, S7 and B6."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def figure(value: Decimal) -> str:
    """A figure to two places without needless noughts: 78, 69.6, 52.29."""
    shown = f"{value:,.2f}"
    return shown.rstrip("0").rstrip(".")
