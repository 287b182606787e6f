"""Rows into a table as fast as the database takes them: one prepared statement on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Table, text
from sqlalchemy.orm import Session
from sqlmodel import UTCDateTime

Row = Mapping[str, Any]

CACHE_KIB = 64 * 1024
SQLITES_OWN_CACHE_KIB = 2000


def write(session: Session, table: Table, rows: Sequence[Row]) -> None:
    """Write rows, each with a value for every column, in the session's transaction."""
    if not rows:
        return
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        prepared = _prepared(table, connection.dialect)
        driver.executemany(prepared.statement, prepared.bound(rows))
        return
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def make_room(session: Session) -> None:
    """Let SQLite hold more pages than it does by itself, since rows by the thousand touch indexes all over.

    With its own 2 MiB it writes each page of those several times.
    """
    if session.connection().dialect.name == "sqlite":
        session.execute(text(f"PRAGMA cache_size=-{CACHE_KIB}"))


def settle(session: Session) -> None:
    """Once everything is written: SQLite's room is its own again, and the planner learns how much there is."""
    if session.connection().dialect.name == "sqlite":
        session.execute(text(f"PRAGMA cache_size=-{SQLITES_OWN_CACHE_KIB}"))
        session.execute(text("PRAGMA analysis_limit=1000"))
    session.execute(text("ANALYZE"))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement, what takes a row's values in its order, and the places where a value must be turned."""

    statement: str
    values: Callable[[Row], tuple[Any, ...]]
    turned: tuple[tuple[int, Callable[[Any], Any]], ...]

    def bound(self, rows: Sequence[Row]) -> Iterator[list[Any]]:
        """Each row as the driver takes it."""
        for row in rows:
            bound = list(self.values(row))
            for place, turn in self.turned:
                bound[place] = turn(bound[place])
            yield bound


@cache
def _prepared(table: Table, dialect: Dialect) -> _Prepared:
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" for _ in names)
    turning = [(place, _turning(column, dialect)) for place, column in enumerate(table.columns)]
    # The names come from our own tables, never from outside.
    statement = f"INSERT INTO {table.name} ({listed}) VALUES ({places})"  # noqa: S608
    return _Prepared(statement, itemgetter(*names), tuple((place, turn) for place, turn in turning if turn))


def _turning(column: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    """What turns a column's values into the driver's. A moment is kept in mind, since many rows are of the same."""
    turned: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(maxsize=1000)(turned) if turned and isinstance(column.type, UTCDateTime) else turned
