"""A spreadsheet of hours saved as CSV: its text, its columns, and its rows one after another."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.refusals import BadInput, Fault

MOST_BYTES = 4_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 60
_DELIMITERS = (",", ";", "\t")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by the number that a spreadsheet shows for it, with its cells tidied; the first row is the header."""

    number: int
    cells: tuple[str, ...]


def text_of(data: bytes) -> str:
    """The text of a file as spreadsheets write it: UTF-8, UTF-16 with its mark, or else Windows-1252.

    Raises BadInput for what is no text.
    """
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or data.startswith(b"PK\x03\x04"):
        raise BadInput([Fault("file", "This is not a CSV file. In the spreadsheet, choose “Save as” and then CSV.")])
    return text


def rows_of(text: str) -> Iterator[Row]:
    """The rows that hold anything, header first. Raises BadInput where it is too long or cannot be read."""
    lines = io.StringIO(text, newline="")
    first = text.partition("\n")[0].strip().casefold()
    skipped = 1 if first.startswith("sep=") else 0
    if skipped:
        lines.readline()
    reader = csv.reader(lines, delimiter=_delimiter(text, skipped))
    held = 0
    try:
        for number, cells in enumerate(reader, 1 + skipped):
            tidy = tuple(" ".join(cell.split()) for cell in cells)
            if not any(tidy):
                continue
            held += 1
            if held > MOST_ROWS + 1:
                raise BadInput([Fault("file", f"A file may have at most {MOST_ROWS:,} rows. Split it.")])
            yield Row(number, _without_end(tidy))
    except csv.Error as wrong:
        raise BadInput(
            [Fault("file", "This file cannot be read as CSV. Save it anew from the spreadsheet.")]
        ) from wrong


def header_of(text: str) -> tuple[str, ...]:
    """The names of the columns. Raises BadInput where there are none, or no row below them."""
    rows = rows_of(text)
    header, below = next(rows, None), next(rows, None)
    if header is None or below is None:
        raise BadInput([Fault("file", "This file has no rows below a first row with the columns’ names.")])
    width = max(len(header.cells), len(below.cells))
    if width > MOST_COLUMNS:
        raise BadInput([Fault("file", f"A file may have at most {MOST_COLUMNS} columns.")])
    return header.cells + ("",) * (width - len(header.cells))


def _delimiter(text: str, skipped: int) -> str:
    """Whichever divides the first row into most columns."""
    line = next(iter(text.splitlines()[skipped : skipped + 1]), "")
    return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Empty cells at a row's end are not written by every program."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
