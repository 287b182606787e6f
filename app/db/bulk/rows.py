"""Rows gathered table by table, and written in the order in which they refer to each other."""

from collections import defaultdict
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.db.bulk.chain import Chain
from app.db.bulk.writing import write
from app.db.tables import core, metadata

MOST_HELD = 50_000
"""Rows held in memory before they are written."""


class Rows:
    """Rows on their way into the database within one transaction; `written` counts those that are there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.written = 0
        self._held: dict[Table, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: Table, **row: Any) -> None:
        """One row; a column not named has the value that it begins with."""
        self._held[table].append(_begins_with(table) | row)

    def add_history(self, chain: Chain) -> None:
        """What was added to a chain of history."""
        self._held[core.history] += chain.taken()

    def write(self, *, unless_few: bool = False) -> None:
        """Write everything gathered so far; `unless_few` waits until there is enough to be worth it."""
        held = sum(len(rows) for rows in self._held.values())
        if unless_few and held < MOST_HELD:
            return
        for table in _in_order():
            write(self.session, table, self._held.pop(table, ()))
        self.written += held


@cache
def _begins_with(table: Table) -> dict[str, Any]:
    """What a row has where nobody says anything: a plain default, or nothing where that may be."""
    said = {column.name: column.default for column in table.columns}
    plain = {name: default.arg for name, default in said.items() if isinstance(default, ScalarElementColumnDefault)}
    absent = {column.name: None for column in table.columns if column.nullable}
    return absent | plain


@cache
def _in_order() -> tuple[Table, ...]:
    """Every table after those that it refers to."""
    return tuple(metadata.sorted_tables)
