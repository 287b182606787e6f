"""The database: one engine, read-only transactions for looking, writing ones for doing.

On SQLite a writing transaction begins IMMEDIATE, so that two writers queue instead of losing each other's work
(a deferred one fails with "database is locked" when it upgrades); a reading one refuses to write.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, DBAPIError, InvalidatePoolError, OperationalError, SQLAlchemyError
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


# PostgreSQL would plan most statements anew for each set of values, which takes longer than to run them.
_ONE_PLAN_FOR_ALL = "plan_cache_mode=force_generic_plan"
RESTED_SECONDS = 2.0
"""How long a connection lies unused before its server is asked whether it is there still."""

Answer = TypeVar("Answer")


class Database:
    """An engine and the two kinds of transaction on it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine: Engine = create_engine(
            url,
            pool_size=20,
            max_overflow=20,
            hide_parameters=True,
            connect_args={} if self.is_sqlite else {"options": f"-c {_ONE_PLAN_FOR_ALL}"},
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
            if file := make_url(url).database:
                _SameFile(Path(file)).watch(self.engine)
            self._reader = self.engine.execution_options(readonly=True)
        else:
            _StillThere(self.engine.dialect).watch(self.engine)
            self._reader = self.engine.execution_options(postgresql_readonly=True)
        self._asker = self._reader if self.is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only transaction; whatever was tried in it is rolled back."""
        with self._reader.connect() as connection, connection.begin() as transaction:
            with Looking(connection) as session:
                yield session
            transaction.rollback()

    def ask(self, question: Callable[[Session], Answer]) -> Answer:
        """What one statement that only looks finds: on PostgreSQL in a single exchange, with no transaction around it.

        Where the connection was lost meanwhile it is asked once more on another, so that a server which came back is
        found before anything is done there.
        """
        try:
            return self._asked(question)
        except DBAPIError as fault:
            if not fault.connection_invalidated:
                raise
            return self._asked(question)

    def _asked(self, question: Callable[[Session], Answer]) -> Answer:
        with self._asker.connect() as connection, Looking(connection) as session:
            return question(session)

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


class _StillThere:
    """Asks a server whether it is there still before a connection that has lain unused for a while is used again.

    Asking each time would be one more exchange for every question; what is lost in a busy moment `Database.ask` finds.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def watch(self, engine: Engine) -> None:
        """Note when a connection is given back, and look when it is taken."""
        event.listen(engine, "checkin", self._rests)
        event.listen(engine, "checkout", self._taken)

    def _rests(self, _connection: object, record: Any) -> None:
        record.info["rests_since"] = monotonic()

    def _taken(self, connection: Any, record: Any, _fairy: object) -> None:
        if monotonic() - record.info.get("rests_since", inf) <= RESTED_SECONDS:
            return
        try:
            self.dialect.do_ping(connection)
        except self.dialect.loaded_dbapi.Error as fault:
            raise InvalidatePoolError("the server let its connections go") from fault


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
