"""A table as an answer to keep: written to a file on disk first, so that nothing is half sent and memory stays flat."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote

from fastapi.responses import Response, StreamingResponse

from app.domain.refusals import NotFound
from app.exchange.csv_table import Cell, write_csv
from app.exchange.xlsx_table import write_xlsx

A_PIECE = 64 * 1024


class TableForm(StrEnum):
    """What a table is taken out as."""

    CSV = "csv"
    XLSX = "xlsx"


def form_in(text: str) -> TableForm:
    """The form that the end of an address names. Raises NotFound."""
    try:
        return TableForm(text)
    except ValueError:
        raise NotFound from None


_TYPES = {
    TableForm.CSV: "text/csv; charset=utf-8",
    TableForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_response(
    name: str, form: TableForm, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "Hours"
) -> Response:
    """The table under this name, a workbook's sheet under its own.

    Its rows are all read before this returns, so that a fault is still told as one.
    """
    kept = TemporaryFile()  # noqa: SIM115  # closed once the last piece has left
    try:
        if form is TableForm.XLSX:
            write_xlsx(kept, sheet, header, rows)
        else:
            text = TextIOWrapper(kept, "utf-8", newline="")
            write_csv(text, header, rows)
            text.detach()
        size = kept.tell()
        kept.seek(0)
    except BaseException:
        kept.close()
        raise
    filename = quote(f"{name}.{form.value}")
    return StreamingResponse(
        _pieces(kept),
        media_type=_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Content-Length": str(size)},
    )


def _pieces(kept: IO[bytes]) -> Iterator[bytes]:
    with kept:
        while piece := kept.read(A_PIECE):
            yield piece
