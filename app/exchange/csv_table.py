"""A table as CSV that a spreadsheet opens as text: no cell of it can run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a cell for a formula, as OWASP lists it."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it some spreadsheets read names with accents wrongly."""


def csv_table(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """The table as text with a byte order mark: lines end as RFC 4180 says, None is an empty cell."""
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in header])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: str | int | None) -> str:
    """A number as it is; words that would start a formula behind an apostrophe, which the spreadsheet hides."""
    if value is None:
        return ""
    words = str(value)
    return f"'{words}" if isinstance(value, str) and words.startswith(_STARTS_A_FORMULA) else words
