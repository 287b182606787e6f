"""A table as a workbook: read back as it was, nothing in it a formula, and no bigger in memory for more rows."""

import tracemalloc
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any

import pytest
from openpyxl import load_workbook

from app.exchange.csv_table import Cell
from app.exchange.xlsx_table import MOST_LETTERS, write_xlsx


def read_back(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[list[Any]]:
    out = BytesIO()
    write_xlsx(out, "Hours", header, rows)
    sheet = load_workbook(BytesIO(out.getvalue())).worksheets[0]
    assert sheet.title == "Hours"
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]


def test_words_numbers_days_and_nothing_are_read_back_as_they_were() -> None:
    rows = read_back(["Name", "Minutes"], [["Zoë & <Co>", 90], [None, Decimal("1.50")], [date(2026, 11, 20), ""]])
    assert [[value for value, _ in row] for row in rows] == [
        ["Name", "Minutes"],
        ["Zoë & <Co>", 90],
        [None, 1.5],
        [datetime(2026, 11, 20), None],  # noqa: DTZ001  # a spreadsheet knows no time zones
    ]


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")'])
def test_words_that_would_be_a_formula_stay_words(words: str) -> None:
    assert read_back(["What"], [[words]])[1] == [(words, "s")]


def test_what_xml_or_excel_cannot_hold_is_left_out() -> None:
    assert read_back(["What"], [["a\x00\x1bb"], ["x" * 40_000]])[1:] == [
        [("ab", "s")],
        [("x" * MOST_LETTERS, "s")],
    ]


def test_memory_does_not_grow_with_the_rows() -> None:
    def most(count: int) -> int:
        tracemalloc.start()
        with TemporaryFile() as out:
            write_xlsx(out, "Hours", ["What"], ([f"Row {n} " * 20, n] for n in range(count)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(10_000) < most(200) + 300_000
