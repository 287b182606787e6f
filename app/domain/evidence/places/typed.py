"""Places as people type them: “p 2–3”, “page 12”, “2:10 to 2:40”, “Budget!B2:D9”, words in quotation marks."""

import re

from app.domain.evidence.places.values import Cells, Pages, Part, Times, Whole, Words, clock_words
from app.domain.refusals import BadInput, Fault

LONGEST_WORDS = 300
LONGEST_SHEET = 100
_TO = r"\s*(?:-|–|—|to|until|till|and)\s*"
_PAGE = r"(?:pp|pages?|pgs?|p|slides?)\.?\s*"
_OPEN, _SHUT = '“”"„«', '“”"»'
_PAGES = re.compile(rf"(?:on\s+)?(?:{_PAGE})?([0-9]{{1,5}})(?:{_TO}(?:{_PAGE})?([0-9]{{1,5}}))?", re.IGNORECASE)
_CLOCK = r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}"
_TIMES = re.compile(rf"(?:(?:at|from|said at|signed at)\s+)?({_CLOCK})(?:{_TO}({_CLOCK}))?", re.IGNORECASE)
_SPELT = re.compile(
    r"(?:at\s+)?(?:([0-9]{1,3})\s*m(?:in(?:ute)?s?)?\.?)?\s*(?:([0-9]{1,5})\s*s(?:ec(?:ond)?s?)?\.?)?", re.I
)
_WORDS = re.compile(rf"(?:(?:{_PAGE})([0-9]{{1,5}})\s*[:,]?\s*)?[{_OPEN}](.*)[{_SHUT}]", re.IGNORECASE | re.DOTALL)
_CELL = r"[A-Za-z]{1,3}[1-9][0-9]{0,6}"
_NAME = r"(?:'((?:[^']|'')+)'|([^!'“”\"]+?))"
_CELLS = re.compile(rf"(?:sheet\s+)?{_NAME}\s*(?:!|,|\s)\s*\$?({_CELL})(?:\s*(?::|{_TO})\s*({_CELL}))?", re.IGNORECASE)
_SHEET = re.compile(rf"sheet\s+{_NAME}", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:the\s+)?(?:all(?: of it)?|whole(?: (?:file|thing|picture|photo|image))?|everything)", re.IGNORECASE
)
_PLAIN_NAME = re.compile(r"[^\W\d_]+")
_UNREADABLE = (
    "Say a page (p 2 or p 2–3), a time (2:10 or 2:10 to 2:40), a sheet and cells (Budget!B2:D9), or words as they "
    "stand there, in quotation marks (“three options”)."
)


def parts_typed(lines: str, path: str = "where") -> tuple[Part, ...]:
    """The parts of one file, one a line; several on a line have a semicolon between them. Raises BadInput at `path`."""
    found: list[Part] = []
    for line in lines.splitlines():
        # A semicolon within quotation marks belongs to the words.
        pieces = [line] if any(mark in line for mark in _OPEN) else line.split(";")
        found += [part_typed(piece, path) for piece in pieces if piece.strip()]
    return tuple(dict.fromkeys(found))


def parts_seen(lines: str, path: str = "where") -> tuple[Part, ...]:
    """The parts of a picture, one a line: the whole of it, or what is seen in it, said freely. Raises BadInput."""
    said = (" ".join(line.split()) for line in lines.splitlines())
    return tuple(dict.fromkeys(_seen(line, path) for line in said if line))


def typed_of_picture(part: Part) -> str:
    """A part of a picture as one would type it: `parts_seen` reads it back as the same."""
    if isinstance(part, Words) and part.page is None and _seen(part.text, "where") == part:
        return part.text
    return "the whole picture" if isinstance(part, Whole) else typed(part)


def part_typed(text: str, path: str = "where") -> Part:
    """One part from what somebody typed. Raises BadInput at `path` where it cannot be read."""
    said = " ".join(text.split())
    if found := _WORDS.fullmatch(said):
        return _words(found[2], int(found[1]) if found[1] else None, path)
    found_part = _measured(said, path) or _in_a_sheet(said, path)
    if found_part is None:
        raise BadInput([Fault(path, f"“{said[:60]}” is not a place we can read. {_UNREADABLE}")])
    return found_part


def typed(part: Part) -> str:
    """A part as one would type it: `part_typed` reads it back as the same."""
    match part:
        case Pages(first, last):
            return f"p {first}" if first == last else f"p {first}–{last}"
        case Times(start, end):
            return clock_words(start) if end is None else f"{clock_words(start)} to {clock_words(end)}"
        case Cells(sheet, cells):
            name = sheet if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
            return f"{name}!{cells}" if cells else f"sheet {name}"
        case Words(text, page):
            return f"“{text}”" if page is None else f"p {page}: “{text}”"
    return "all of it"


def _seen(said: str, path: str) -> Part:
    if found := _WORDS.fullmatch(said):
        return _words(found[2], int(found[1]) if found[1] else None, path)
    measured = _PAGES.fullmatch(said) or _WHOLE.fullmatch(said)
    return (_measured(said, path) if measured else None) or _words(said, None, path)


def _measured(said: str, path: str) -> Part | None:
    """A page, a time, or all of it."""
    if _WHOLE.fullmatch(said):
        return Whole()
    if found := _TIMES.fullmatch(said):
        return _times(found[1], found[2], path)
    if found := _PAGES.fullmatch(said):
        return _pages(int(found[1]), int(found[2] or found[1]), path)
    if (found := _SPELT.fullmatch(said)) and (found[1] or found[2]):
        return Times(int(found[1] or 0) * 60 + int(found[2] or 0))
    return None


def _in_a_sheet(said: str, path: str) -> Part | None:
    if found := _CELLS.fullmatch(said):
        ends = [end.upper() for end in (found[3], found[4]) if end]
        return Cells(_sheet(found[1], found[2], path), ":".join(ends))
    if found := _SHEET.fullmatch(said):
        return Cells(_sheet(found[1], found[2], path))
    return None


def _words(text: str, page: int | None, path: str) -> Words:
    said = " ".join(text.split())
    if not said:
        raise BadInput([Fault(path, "Put the words between the quotation marks.")])
    if len(said) > LONGEST_WORDS:
        sentence = f"Quote at most {LONGEST_WORDS} characters: the first words are enough to find the passage."
        raise BadInput([Fault(path, sentence)])
    if page == 0:
        raise BadInput([Fault(path, "Pages are counted from 1.")])
    return Words(said, page)


def _pages(first: int, last: int, path: str) -> Pages:
    if first < 1 or last < 1:
        raise BadInput([Fault(path, "Pages are counted from 1.")])
    if last < first:
        raise BadInput([Fault(path, f"Page {last} comes before page {first}. Say the earlier one first.")])
    return Pages(first, last)


def _times(start: str, end: str | None, path: str) -> Times:
    begins, ends = _seconds(start, path), _seconds(end, path) if end else None
    if ends is not None and ends < begins:
        sentence = f"{clock_words(ends)} comes before {clock_words(begins)}. Say the earlier time first."
        raise BadInput([Fault(path, sentence)])
    return Times(begins, ends)


def _seconds(clock: str, path: str) -> int:
    numbers = [int(number) for number in clock.split(":")]
    if numbers[-1] > 59 or (len(numbers) == 3 and numbers[1] > 59):
        raise BadInput([Fault(path, f"“{clock}” is no time. Say minutes and seconds, such as 2:10.")])
    seconds = 0
    for number in numbers:
        seconds = seconds * 60 + number
    return seconds


def _sheet(quoted: str | None, plain: str | None, path: str) -> str:
    name = quoted.replace("''", "'") if quoted else (plain or "").strip()
    if len(name) > LONGEST_SHEET:
        raise BadInput([Fault(path, f"The name of a sheet has at most {LONGEST_SHEET} characters.")])
    return name
