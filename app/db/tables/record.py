"""What happened, for good: the history chains and the log of who opened what."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class HistoryRow(SQLModel, table=True):
    """One thing a person did, chained by hash to the row before it. `chain` is an apprenticeship's id or `provider`."""

    __tablename__ = "history"
    chain: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime
    by: UUID | None = Field(default=None, foreign_key="person.id")
    action: str
    subject: str
    body: str = text_column()
    previous: str
    hash: str


class AccessLogRow(SQLModel, table=True):
    """Who opened which file, when."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_apprenticeship_id_at", "apprenticeship_id", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    person_id: UUID = Field(foreign_key="person.id")
    apprenticeship_id: UUID = Field(foreign_key="apprenticeship.id")
    subject: str
