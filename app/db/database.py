"""The database: one engine, read-only transactions for looking, writing ones for doing.

On SQLite a writing transaction begins IMMEDIATE, so that two writers queue instead of losing each other's work
(a deferred one fails with "database is locked" when it upgrades); a reading one refuses to write.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, InvalidatePoolError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

# First how long to wait for others, since the next may have to; then, so that what was answered is on the disk, FULL.
PRAGMAS = (
    "busy_timeout=30000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    # What is erased is overwritten where it lay, so that no copy of it stays in the file.
    "secure_delete=ON",
)


class Database:
    """An engine and the two kinds of transaction on it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine: Engine = create_engine(
            url, pool_size=20, max_overflow=20, pool_pre_ping=not self.is_sqlite, hide_parameters=True
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
            if file := make_url(url).database:
                _SameFile(Path(file)).watch(self.engine)
            self._reader = self.engine.execution_options(readonly=True)
        else:
            self._reader = self.engine.execution_options(postgresql_readonly=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only transaction; whatever was tried in it is rolled back."""
        with self._reader.connect() as connection, connection.begin() as transaction:
            with Looking(connection) as session:
                yield session
            transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A writing transaction: commits at the end, rolls back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def look_over(self) -> None:
        """Have the database note how much of what there is, so that it finds each thing by the right index.

        PostgreSQL does so by itself. SQLite goes by guesses until it is asked to, and again where much has come since.
        """
        if self.is_sqlite:
            with self.engine.connect() as connection:
                for statement in ("PRAGMA analysis_limit=1000", "ANALYZE"):
                    connection.exec_driver_sql(statement)
                connection.commit()

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


class Looking(Session):
    """A session that only looks. Statements over plain tables go straight to its connection, at a third of the cost."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, autoflush=False, expire_on_commit=False)
        self._connection = connection

    def execute(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """As a session does; a statement over mapped classes, or with options, takes the session's own way."""
        if more or statement._propagate_attrs:
            return super().execute(statement, params, **more)
        return self._connection.execute(statement, params)

    def scalars(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """The first column of what `execute` finds."""
        return self.execute(statement, params, **more).scalars()

    def scalar(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """The first value of what `execute` finds."""
        return self.execute(statement, params, **more).scalar()


class _SameFile:
    """Keeps connections to the file that has the database's name, whatever happens to that file while they are open.

    A connection holds on to the file it opened even when that was moved away or replaced, and would go on writing
    where nobody looks; and opening a name that is gone would make a new, empty database.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.was_there = False

    def watch(self, engine: Engine) -> None:
        """Check each time a connection is made or taken from the pool."""
        event.listen(engine, "do_connect", self._before)
        event.listen(engine, "connect", self._made)
        event.listen(engine, "checkout", self._taken)

    def _before(self, *_: object) -> None:
        if self.was_there and not self.path.exists():
            raise sqlite3.OperationalError("the database file is gone")

    def _made(self, _connection: object, record: Any) -> None:
        record.info["file"] = self._file()
        self.was_there = True

    def _taken(self, _connection: object, record: Any, _fairy: object) -> None:
        if record.info.get("file") != self._file():
            raise InvalidatePoolError("the database file is another one now")

    def _file(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions of its own accord; `_begin_sqlite` says which kind instead.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Every request begins one, so the driver is asked directly: the engine would take as long as for a query."""
    readonly = bool(connection.get_execution_options().get("readonly"))
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        if connection.info.get("readonly") is not readonly:
            driver.execute(f"PRAGMA query_only={'ON' if readonly else 'OFF'}")
            connection.info["readonly"] = readonly
        driver.execute("BEGIN" if readonly else "BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        raise OperationalError("BEGIN", None, fault) from fault
    except sqlite3.DatabaseError as fault:
        raise DatabaseError("BEGIN", None, fault) from fault
