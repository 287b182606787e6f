"""Spreadsheets of hours that somebody brought, and the rows that came out of them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column


class ImportState(StrEnum):
    """Where a file stands: open until its rows are to be added; its content is let go of at the end."""

    OPEN = "open"
    ADDING = "adding"
    DONE = "done"
    STOPPED = "stopped"


class HoursImportRow(SQLModel, table=True):
    """A file of hours. `columns` is how it is read, "" until that is said; the last five are counts of rows."""

    __tablename__ = "hours_import"
    __table_args__ = (one_of("state", ImportState), Index("ix_hours_import_state_at", "state", "at"))
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    file_name: str = text_column()
    content: str = text_column()
    columns: str = text_column()
    state: str
    rows: int = 0
    done_rows: int = 0
    added: int = 0
    records: int = 0
    already: int = 0
    mistakes: int = 0


class ImportedRow(SQLModel, table=True):
    """By what a row is known again, and the entry that it became."""

    __tablename__ = "imported_row"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], ["time_entry.apprenticeship_id", "time_entry.number"]),
        Index("ix_imported_row_apprenticeship_id_number", "apprenticeship_id", "number"),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    number: int
    import_number: int
