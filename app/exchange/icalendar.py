"""A calendar as RFC 5545 has it: whole days alone, each with an id that stays and a number that grows as it moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of UTF-8 in one line, its end not counted; longer ones are folded."""
REFRESHED_EVERY = "PT6H"


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day. `sequence` grows with every change of its day, as programs expect it."""

    uid: str
    on: date
    summary: str
    sequence: int = 0
    cancelled: bool = False
    description: str = ""
    place: str = ""
    address: str = ""


def calendar_lines(name: str, events: Iterable[Event], at: datetime) -> Iterator[str]:
    """The lines of a calendar without their ends, none longer than 75 octets; `at` is aware UTC."""
    yield from _folded("BEGIN:VCALENDAR")
    yield from _folded("VERSION:2.0")
    yield from _folded("PRODID:-//Touchmark//Calendar//EN")
    yield from _folded("CALSCALE:GREGORIAN")
    yield from _folded("METHOD:PUBLISH")
    yield from _folded(f"X-WR-CALNAME:{_text(name)}")
    yield from _folded(f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESHED_EVERY}")
    for event in events:
        for line in _event(event, at):
            yield from _folded(line)
    yield from _folded("END:VCALENDAR")


def calendar_text(name: str, events: Iterable[Event], at: datetime) -> str:
    """The whole calendar, each line ended as the format wants it."""
    return "".join(f"{line}\r\n" for line in calendar_lines(name, events, at))


def _event(event: Event, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.address:
        yield f"URL:{event.address}"
    # Nobody’s hour is known, so no day is shown as taken up.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Words as a value: what has a meaning of its own is marked, and no line of it can begin a property."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = "\\n".join(escaped.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "".join(letter for letter in lines if letter == "\t" or (ord(letter) >= 32 and ord(letter) != 127))


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, the later ones behind a space; no letter is split."""
    piece, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece += letter
        room -= size
    yield piece
