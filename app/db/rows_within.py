"""The rows of one statement as a single column of another, so that what belongs together is asked at once.

They come as JSON, which both databases write, a list of values for each row, and are read by the types of its columns.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Float, Label, Select, Text, Uuid, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import UTCDateTime


class RowsWithin:
    """A statement to be a column of another, whose tables it may name where it says so (`correlate`).

    Its columns need names that differ. `read` gives rows in its order, under those names.
    """

    def __init__(self, name: str, query: Select[Any]) -> None:
        inner = query.subquery()
        self.name = name
        listed = (_Exact(column) if isinstance(column.type, Float) else column for column in inner.c)
        self.column: Label[str] = select(_Listed(*listed)).scalar_subquery().label(name)
        self._row = namedtuple("Row", inner.c.keys())  # type: ignore[misc]  # their names are known when it runs
        kinds = [type(column.type) for column in inner.c]
        self._told = [(place, _READ[kind]) for place, kind in enumerate(kinds) if kind in _READ]

    def read(self, row: Any) -> Sequence[Any]:
        """The rows that this column holds in a row of the other statement."""
        return [self._one(values) for values in json.loads(getattr(row, self.name) or "[]")]

    def _one(self, values: list[Any]) -> Any:
        for place, told in self._told:
            if values[place] is not None:
                values[place] = told(values[place])
        return self._row(*values)


class _Listed(FunctionElement[str]):
    """Every row as a list, in one list."""

    type = Text()
    name = "listed"
    inherit_cache = True


class _Exact(FunctionElement[str]):
    """A number with a fraction as text that reads as the same number: as JSON, SQLite writes 15 digits of it."""

    type = Text()
    name = "exact"
    inherit_cache = True


@compiles(_Exact, "sqlite")
def _exact_in_sqlite(exact: _Exact, compiler: Any, **more: Any) -> str:
    said = compiler.process(exact.clauses, **more)
    return f"CASE WHEN {said} IS NOT NULL THEN printf('%!.17g', {said}) END"


@compiles(_Exact, "postgresql")
def _exact_in_postgres(exact: _Exact, compiler: Any, **more: Any) -> str:
    return f"CAST({compiler.process(exact.clauses, **more)} AS TEXT)"


@compiles(_Listed, "sqlite")
def _in_sqlite(listed: _Listed, compiler: Any, **more: Any) -> str:
    return f"json_group_array(json_array({compiler.process(listed.clauses, **more)}))"


@compiles(_Listed, "postgresql")
def _in_postgres(listed: _Listed, compiler: Any, **more: Any) -> str:
    return f"CAST(json_agg(json_build_array({compiler.process(listed.clauses, **more)})) AS TEXT)"


def _moment(said: str) -> datetime:
    at = datetime.fromisoformat(said)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


_READ: dict[type, Callable[[Any], Any]] = {
    Uuid: UUID,
    Boolean: bool,
    Float: float,
    Date: date.fromisoformat,
    UTCDateTime: _moment,
}
