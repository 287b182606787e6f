"""What a database held at each earlier revision of its tables, kept so that every later version is tried on it.

A file holds the rows as SQLite keeps them, table by table, and the evidence files. Nothing in it depends on the tables
that the code has today, and PostgreSQL reads the same words.
"""

import json
import lzma
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import make_url

from app.actions.acting import Installation
from app.db.database import Database
from app.files.store import FileStore

FOLDER = Path(__file__).with_name("revisions")
FREE_OF_REFERENCES = "SET LOCAL session_replication_role=replica; SET LOCAL TIME ZONE 'UTC'"
COMMAND = "python -m tests.db.keep_revision"


@dataclass(frozen=True)
class Kept:
    """A demonstration as it stood: at which revision and moment, its tables' columns and rows, its files."""

    revision: str
    made_at: datetime
    columns: dict[str, list[str]]
    rows: dict[str, list[list[Any]]]
    files: dict[str, str]

    def put_into(self, database: Database, store: FileStore) -> None:
        """Fill a database whose tables are at this revision, and a store."""
        raw = database.engine.raw_connection()
        with closing(raw):
            cursor = raw.cursor()
            # The rows come in the order of their tables' names, so a reference may come before what it refers to;
            # and moments are written without their zone, which is UTC.
            free = "PRAGMA foreign_keys=OFF" if database.is_sqlite else FREE_OF_REFERENCES
            cursor.execute(free)
            for table, rows in self.rows.items():
                self._insert(cursor, table, rows, database.is_sqlite)
            raw.commit()
            if database.is_sqlite:
                assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
                cursor.execute("PRAGMA foreign_keys=ON")
        for path, words in self.files.items():
            sink = store.sink(UUID(path.split("/")[0]))
            sink.write(words.encode("latin-1"))
            assert sink.finish().sha256 == path.split("/")[1]

    def _insert(self, cursor: Any, table: str, rows: Iterable[list[Any]], sqlite: bool) -> None:
        columns = self.columns[table]
        # PostgreSQL reads what it is told as words by the column it is for.
        told = rows if sqlite else ([None if one is None else str(one) for one in row] for row in rows)
        names, places = ", ".join(f'"{one}"' for one in columns), ", ".join(["?" if sqlite else "%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', list(told))

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: len(rows) for table, rows in self.rows.items()}


def path_of(revision: str) -> Path:
    """Where what was kept of a revision lies."""
    return FOLDER / f"{revision}.json.xz"


def read(revision: str) -> Kept:
    """What was kept of a revision."""
    said = json.loads(lzma.decompress(path_of(revision).read_bytes()))
    return Kept(**said | {"made_at": datetime.fromisoformat(said["made_at"])})


def write(kept: Kept) -> Path:
    """Keep a revision; the same content makes the same bytes."""
    said = vars(kept) | {"made_at": kept.made_at.isoformat()}
    FOLDER.mkdir(exist_ok=True)
    path_of(kept.revision).write_bytes(lzma.compress(json.dumps(said, sort_keys=True).encode(), preset=9))
    return path_of(kept.revision)


def found_in(house: Installation, revision: str) -> Kept:
    """What an SQLite installation holds now."""
    columns, rows = {}, {}
    with closing(sqlite3.connect(make_url(house.database.url).database or "")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables.fetchall():
            if table != "alembic_version" and not table.startswith("sqlite_"):
                cursor = connection.execute(f'SELECT * FROM "{table}"')
                columns[table] = [one[0] for one in cursor.description]
                rows[table] = [list(row) for row in cursor]
    files = {
        f"{one.apprenticeship}/{one.sha256}": b"".join(house.store.read(one.apprenticeship, one.sha256)).decode(
            "latin-1"
        )
        for one in house.store.kept()
    }
    return Kept(revision, house.now(), columns, rows, files)
