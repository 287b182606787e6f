"""What an employer's contact was asked by mail, and the receipts for what they confirmed. Rows are only ever added."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.receipts import Means


class DueMailRow(SQLModel, table=True):
    """A mail that told a contact how many entries wait for them. `by` is None for a reminder by the clock."""

    __tablename__ = "due_mail"
    __table_args__ = (CheckConstraint("entries >= 1", name="entries"),)
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    seq: int = Field(primary_key=True)
    at: datetime
    by: UUID | None = Field(default=None, foreign_key="person.id")
    entries: int


class ReceiptRow(SQLModel, table=True):
    """What somebody confirmed in one go: the words that they were given, and the SHA-256 of them."""

    __tablename__ = "receipt"
    __table_args__ = (one_of("means", Means), Index("ix_receipt_person_id_at", "person_id", "at"))
    code: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    at: datetime
    means: str
    words: str = text_column()
    sha256: str


class ReceiptEntryRow(SQLModel, table=True):
    """One entry that a receipt is for, with the minutes that were confirmed."""

    __tablename__ = "receipt_entry"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], ["time_entry.apprenticeship_id", "time_entry.number"]),
        Index("ix_receipt_entry_apprenticeship_id_number", "apprenticeship_id", "number"),
    )
    code: str = Field(primary_key=True, foreign_key="receipt.code")
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    minutes: int
