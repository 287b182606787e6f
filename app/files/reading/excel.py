"""Excel: sheet by sheet, each value beside the heading of its column, and hidden sheets, rows, columns and comments."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

from app.files.reading.gathered import Gathered
from app.files.reading.parts import Parts, attribute, local
from app.files.reading.properties import embedded, links, people_and_data, properties
from app.files.reading.tables import in_words

_BOOK = "xl/workbook.xml"
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_FORMAT = re.compile(r"(?i)(?<![\\\"])[dy]")
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_FIRST_DAY = date(1899, 12, 30)


@dataclass
class _Book:
    strings: list[str]
    dates: set[int]


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from a .xlsx."""
    parts = Parts(path)
    book = parts.xml(_BOOK)
    if book is None:
        raise ValueError("no workbook")
    related = parts.related(_BOOK)
    values = _Book(_strings(parts), _date_styles(parts))
    for one in book.iter():
        if local(one) == "sheet":
            name = attribute(one, "name")
            gathered.sheet(name)
            _, part = related.get(attribute(one, "id"), ("", ""))
            _sheet(parts, part, name, attribute(one, "state") in ("hidden", "veryHidden"), values, gathered)
        elif local(one) == "definedName":
            gathered.hide("name of a range", "", attribute(one, "name").replace("_", " "))
    properties(parts, gathered)
    people_and_data(parts, gathered, "xl")
    for name in parts.names("xl/drawings/", ".xml"):
        found = parts.xml(name)
        if found is not None:
            gathered.hide("text box", "", " ".join(one.text or "" for one in found.iter() if local(one) == "t"))
    embedded(parts, gathered)


def _strings(parts: Parts) -> list[str]:
    found = parts.xml("xl/sharedStrings.xml")
    if found is None:
        return []
    return [
        "".join(one.text or "" for one in item.iter() if local(one) == "t") for item in found if local(item) == "si"
    ]


def _date_styles(parts: Parts) -> set[int]:
    """Which styles of cells show a number as a date."""
    found = parts.xml("xl/styles.xml")
    if found is None:
        return set()
    own = {
        attribute(one, "numFmtId")
        for one in found.iter()
        if local(one) == "numFmt" and _DATE_FORMAT.search(re.sub(r"\[[^\]]*\]", "", attribute(one, "formatCode")))
    }
    formats = next((one for one in found if local(one) == "cellXfs"), ())
    ids = [attribute(one, "numFmtId") for one in formats]
    return {at for at, one in enumerate(ids) if one in own or (one.isdigit() and int(one) in _DATES)}


def _sheet(parts: Parts, part: str, name: str, hidden: bool, book: _Book, gathered: Gathered) -> None:
    place = f"sheet {name}"
    found = parts.xml(part) if part else None
    if found is None:
        gathered.page(place, "")
        return
    columns = _hidden_columns(found)
    shown: list[list[str]] = []
    unseen: list[list[str]] = []
    for row in found.iter():
        if local(row) != "row":
            continue
        cells = [(_column(cell), _value(cell, book)) for cell in row if local(cell) == "c"]
        away = attribute(row, "hidden") in ("1", "true")
        shown.append([] if away else _placed([cell for cell in cells if cell[0] not in columns]))
        unseen.append(_placed(cells if away else [cell for cell in cells if cell[0] in columns]))
    words = in_words(shown)
    if hidden:
        gathered.hide("hidden sheet", place, words)
    else:
        gathered.page(place, words)
    gathered.hide("hidden rows or columns", place, in_words(unseen))
    for one in found.iter():
        if local(one) in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            gathered.hide("header or footer", place, re.sub(r"&(?:\"[^\"]*\"|[A-Z]|\d+)", " ", one.text or ""))
    _beside(parts, part, place, gathered)


def _beside(parts: Parts, part: str, place: str, gathered: Gathered) -> None:
    links(parts, part, place, gathered)
    for kind, target in parts.related(part).values():
        if kind in ("comments", "threadedComment"):
            found = parts.xml(target)
            for one in found.iter() if found is not None else ():
                if local(one) in ("comment", "author", "threadedComment"):
                    gathered.hide("comment", place, "".join(one.itertext()))


def _hidden_columns(sheet: Element) -> set[int]:
    found: set[int] = set()
    for one in sheet.iter():
        if local(one) == "col" and attribute(one, "hidden") in ("1", "true"):
            first, last = int(attribute(one, "min") or 0), int(attribute(one, "max") or 0)
            found |= set(range(first, min(last, first + 20_000) + 1))
    return found


def _column(cell: Element) -> int:
    found = _CELL.fullmatch(attribute(cell, "r"))
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number


def _placed(cells: list[tuple[int, str]]) -> list[str]:
    """A row's values by column, as far as there is a heading for them."""
    row: list[str] = []
    for column, value in cells:
        if 0 < column <= 500:
            row.extend([""] * (column - 1 - len(row)))
        row.append(value)
    return row


def _value(cell: Element, book: _Book) -> str:
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return "".join(one.text or "" for one in cell.iter() if local(one) == "t")
    raw = next((one.text or "" for one in cell if local(one) == "v"), "")
    if kind == "s":
        return book.strings[int(raw)] if raw.isdigit() and int(raw) < len(book.strings) else ""
    style = attribute(cell, "s")
    if kind in ("", "n") and style.isdigit() and int(style) in book.dates:
        return _date(raw)
    return raw


def _date(raw: str) -> str:
    try:
        day = _FIRST_DAY + timedelta(days=int(float(raw)))
    except (ValueError, OverflowError):
        return raw
    return f"{day.day}/{day.month}/{day.year}"
