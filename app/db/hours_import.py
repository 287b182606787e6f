"""Files of hours and the rows that came out of them. Whoever writes holds the apprenticeship's lock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.db import numbering
from app.db.tables import core
from app.db.tables.hours_import import ImportState
from app.domain.refusals import NotFound

OPEN = ImportState.OPEN.value
ADDING = ImportState.ADDING.value
DONE = ImportState.DONE.value
STOPPED = ImportState.STOPPED.value
OPEN_FOR = timedelta(days=1)
"""How long a file that nobody confirmed is kept."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a file were gone through, and what became of them."""

    done_rows: int = 0
    added: int = 0
    records: int = 0
    already: int = 0
    mistakes: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that somebody brought. `content` is its text, then its mistakes as CSV; `rows` are to be added."""

    apprenticeship: UUID
    number: int
    by: UUID
    file_name: str
    content: str
    columns: str
    state: str
    rows: int
    counts: Counts


def add(session: Session, apprenticeship: UUID, by: UUID, file_name: str, content: str, at: datetime) -> int:
    """Keep a file; returns its number. What others brought more than a day ago goes, save that and how much it was."""
    row, old = core.hours_import, at - OPEN_FOR
    session.execute(delete(row).where(row.c.state == OPEN, row.c.at < old))
    session.execute(update(row).where(row.c.state.in_((DONE, STOPPED)), row.c.at < old).values(content=""))
    number = numbering.next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            by=by,
            at=at,
            file_name=file_name,
            content=content,
            columns="",
            state=OPEN,
            rows=0,
            done_rows=0,
            added=0,
            records=0,
            already=0,
            mistakes=0,
        )
    )
    return number


def find(session: Session, apprenticeship: UUID, number: int) -> Brought:
    """One file. Raises NotFound."""
    row = core.hours_import
    found = session.execute(
        select(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    ).first()
    if found is None:
        raise NotFound
    counts = Counts(found.done_rows, found.added, found.records, found.already, found.mistakes)
    return Brought(
        apprenticeship,
        number,
        found.by,
        found.file_name,
        found.content,
        found.columns,
        found.state,
        found.rows,
        counts,
    )


def last_columns(session: Session, apprenticeship: UUID, person: UUID) -> str:
    """How this person had a file read here the last time, "" where they never had."""
    row = core.hours_import
    found = session.scalar(
        select(row.c.columns)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.by == person, row.c.columns != "")
        .order_by(row.c.number.desc())
        .limit(1)
    )
    return found or ""


def save_columns(session: Session, apprenticeship: UUID, number: int, columns: str) -> None:
    """Keep how a file is to be read."""
    _change(session, apprenticeship, number, columns=columns)


def begin(session: Session, apprenticeship: UUID, number: int, rows: int) -> None:
    """Its rows are to be added from now on."""
    _change(session, apprenticeship, number, state=ADDING, rows=rows)


def go_on(session: Session, apprenticeship: UUID, number: int, counts: Counts) -> None:
    """Keep how far it came."""
    _change(
        session,
        apprenticeship,
        number,
        done_rows=counts.done_rows,
        added=counts.added,
        records=counts.records,
        already=counts.already,
        mistakes=counts.mistakes,
    )


def end(session: Session, apprenticeship: UUID, number: int, state: str, mistakes: str = "") -> None:
    """It is done with: its content goes, and what was left out stands in its place for a day."""
    _change(session, apprenticeship, number, state=state, content=mistakes)


def known(session: Session, apprenticeship: UUID) -> dict[str, int]:
    """By what every row that was ever added here is known, with the number of its file."""
    row = core.imported_row
    query = select(row.c.digest, row.c.import_number).where(row.c.apprenticeship_id == apprenticeship)
    return {found.digest: found.import_number for found in session.execute(query)}


def keep_rows(session: Session, apprenticeship: UUID, import_number: int, entries: Collection[tuple[str, int]]) -> None:
    """Keep by what rows are known, each with the entry that it became."""
    if entries:
        session.execute(
            insert(core.imported_row),
            [
                {
                    "apprenticeship_id": apprenticeship,
                    "digest": digest,
                    "number": number,
                    "import_number": import_number,
                }
                for digest, number in entries
            ],
        )


def _change(session: Session, apprenticeship: UUID, number: int, **values: object) -> None:
    row = core.hours_import
    session.execute(
        update(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number).values(**values)
    )
