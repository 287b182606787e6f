"""The database: one engine, read-only transactions for looking, writing ones for doing.

On SQLite a writing transaction begins IMMEDIATE, so that two writers queue instead of losing each other's work
(a deferred one fails with "database is locked" when it upgrades); a reading one refuses to write.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=30000",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)


class Database:
    """An engine and the two kinds of transaction on it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine: Engine = create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=not self.is_sqlite)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
            self._reader = self.engine.execution_options(readonly=True)
        else:
            self._reader = self.engine.execution_options(postgresql_readonly=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only transaction; whatever was tried in it is rolled back."""
        with Session(self._reader, autoflush=False, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A writing transaction: commits at the end, rolls back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def answers(self) -> bool:
        """Whether the database can be asked anything just now."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions of its own accord; `_begin_sqlite` says which kind instead.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    readonly = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if readonly else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")
