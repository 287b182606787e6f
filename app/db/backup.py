"""The database half of a backup: everything as it stood at one moment, while others go on writing; and putting it back.

SQLite writes a copy of itself (VACUUM INTO). PostgreSQL's own programs do it, pg_dump and pg_restore, on the snapshot
that the counts were read from.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, func, make_url, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from app.db import migrate
from app.db.database import Database
from app.db.tables import core

FILE_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""The name of a database's file in a backup, by the kind of database."""


LEFT_OUT = ("watch_name",)
"""Tables that leave no installation: the private lists of names to watch for."""


class BackupFault(Exception):
    """A database cannot be copied or put back; the message is one sentence that says why."""


def kind(database: Database) -> str:
    """Which kind of database this is: a key of FILE_NAMES."""
    return "sqlite" if database.is_sqlite else "postgresql"


@contextmanager
def copied(database: Database, folder: Path) -> Iterator[Session]:
    """Write the database into this folder, and give a session that sees exactly what was written.

    Raises BackupFault.
    """
    file = folder / FILE_NAMES[kind(database)]
    if database.is_sqlite:
        with _copied_sqlite(database, file) as session:
            yield session
        return
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with Session(engine) as session:
        snapshot = session.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        without = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        _tell_postgresql(database, "pg_dump", "--format=custom", f"--snapshot={snapshot}", *without, f"--file={file}")
        yield session
        session.rollback()
    _force(file)


def put_back(database: Database, file: Path) -> None:
    """Put a copied database in the place of an empty one, all of it or nothing, and bring its tables up to date."""
    if database.is_sqlite:
        _put_back_sqlite(database, file)
    else:
        how = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error", str(file))
        _tell_postgresql(database, "pg_restore", *how, into=True)
    migrate.upgrade(database)


def counts(session: Session) -> dict[str, int]:
    """How many there are of what somebody would look for first after a loss."""
    tables = {
        "people": core.person,
        "apprenticeships": core.apprenticeship,
        "evidence": core.evidence,
        "decisions": core.tag_decision,
        "time_entries": core.time_entry,
        "history": core.history,
    }
    return {name: session.execute(select(func.count()).select_from(row)).scalar_one() for name, row in tables.items()}


def revision(session: Session) -> str:
    """The revision that the tables of a database are at."""
    return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


@contextmanager
def _copied_sqlite(database: Database, file: Path) -> Iterator[Session]:
    with closing(database.engine.raw_connection()) as pooled:
        # Whoever has this connection next makes sure anew that looking changes nothing.
        pooled.info.pop("readonly", None)
        pooled.execute("PRAGMA query_only=OFF")
        pooled.execute("VACUUM INTO ?", (str(file),))
    _empty_sqlite(file)
    _force(file)
    # Read as it lies, so that looking at it changes no byte of it.
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)
    with Session(engine) as session:
        yield session


def _empty_sqlite(file: Path) -> None:
    """Take out of a copy what no backup may hold, so that nothing of it is left in the file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute("PRAGMA journal_mode=DELETE")
        known = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in set(LEFT_OUT) & known:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608  # names of our own
        copy.execute("VACUUM")


def _put_back_sqlite(database: Database, file: Path) -> None:
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as source:
        if [row[0] for row in source.execute("PRAGMA integrity_check")] != ["ok"]:
            raise BackupFault("The database of this backup is damaged.")
        database.close()
        with closing(sqlite3.connect(database.engine.url.database or "", timeout=30)) as target:
            source.backup(target)


def _tell_postgresql(database: Database, program: str, *words: str, into: bool = False) -> None:
    """Run one of PostgreSQL's own programs on this database; the password goes by the environment, not the list of
    processes."""
    if shutil.which(program) is None:
        raise BackupFault(f"{program} is not installed: it comes with PostgreSQL (Debian: postgresql-client).")
    url = make_url(database.url).set(drivername="postgresql")
    address = url.set(password=None).render_as_string(hide_password=False)
    asked = [program, "--no-owner", "--no-privileges", *(["--dbname", address] if into else []), *words]
    environment = {**os.environ, "PGPASSWORD": str(url.password)} if url.password else {**os.environ}
    command = asked if into else [*asked, address]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        said = next((line for line in ran.stderr.splitlines() if "error:" in line), f"status {ran.returncode}")
        raise BackupFault(f"{program} failed: {said.rpartition('error: ')[2].rstrip('.')}.")


def _force(file: Path) -> None:
    """Have a file safe on the disk."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
