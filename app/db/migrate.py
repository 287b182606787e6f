"""Bring a database's tables up to date, forward only in use."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.db.database import Database
from app.db.tables import metadata
from app.domain.refusals import WrongState

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Run every migration that this database has not had: all of them or none, by one process at a time.

    Raises WrongState where the database's tables are newer than this code.
    """
    before = current(database)
    if before is not None and before not in revisions():
        raise WrongState(
            f"The tables of this database are at revision {before}, which this version of Touchmark does not know. "
            "Install the version that made them, or a newer one."
        )
    if before == (newest() if to == "head" else to):
        return
    with database.engine.connect() as connection, _alone(database, connection):
        command.upgrade(_config(connection), to)


@contextmanager
def _alone(database: Database, connection: Connection) -> Iterator[None]:
    """One transaction in which tables may be changed, while nobody else changes any.

    SQLite changes a table by writing it anew and dropping the old one, which rows that refer to it would not allow:
    so references are checked at the end instead, and nothing of a migration that broke one is kept.
    """
    if not database.is_sqlite:
        with connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('touchmark migrations'))"))
            yield
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            yield
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"a migration left {len(broken)} rows that refer to nothing")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def newest() -> str | None:
    """The revision that the code's own tables are at."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def revisions() -> frozenset[str]:
    """Every revision that the code knows, from the first to its own."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def current(database: Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def differences(database: Database) -> list[str]:
    """How the tables of an up-to-date database differ from the code's, in words; empty when in step."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [repr(difference) for difference in compare_metadata(context, metadata)]


def write_revision(database: Database, message: str) -> None:
    """Write the next migration from the difference between a database and the tables."""
    with database.engine.connect() as connection, connection.begin():
        number = len(list((MIGRATIONS / "versions").glob("*.py"))) + 1
        command.revision(_config(connection), message=message, autogenerate=True, rev_id=f"{number:04}")
