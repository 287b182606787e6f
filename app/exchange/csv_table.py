"""A table as CSV that a spreadsheet opens as text: no cell of it can run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TextIO

Cell = str | int | Decimal | date | None
"""What a cell may hold. A stamp is words: spreadsheets know no time zones."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a cell for a formula, as OWASP lists it."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it some spreadsheets read names with accents wrongly."""


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as text with a byte order mark: lines end as RFC 4180 says, None is an empty cell."""
    out = StringIO(newline="")
    write_csv(out, header, rows)
    return out.getvalue()


def write_csv(out: TextIO, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """The same, row by row, into a text that is open for writing without changing the ends of lines."""
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in header])
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def _cell(value: Cell) -> str:
    """A number as it is; words that would start a formula behind an apostrophe, which the spreadsheet hides."""
    if value is None:
        return ""
    words = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{words}" if isinstance(value, str) and words.startswith(_STARTS_A_FORMULA) else words
