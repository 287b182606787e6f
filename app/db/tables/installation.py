"""The installation itself: whether it is a demonstration, jobs to do, forms sent twice, and facts confirmed here."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class InstallationRow(SQLModel, table=True):
    """One row. A demonstration is marked so for ever."""

    __tablename__ = "installation"
    id: int = Field(primary_key=True)
    demo: bool
    made_at: datetime


class StandardSeenRow(SQLModel, table=True):
    """The digest of a standard's file as apprentices went on it; a changed file stops the start."""

    __tablename__ = "standard_seen"
    reference: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    sha256: str
    seen_at: datetime


class ConfirmedFactRow(SQLModel, table=True):
    """An administrator's word laid over the catalogue, with its source. The newest row of a key holds."""

    __tablename__ = "confirmed_fact"
    subject: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    value: str = text_column()
    source: str = text_column()
    effective_on: date
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class JobRow(SQLModel, table=True):
    """Slow or later work, added in the action's own transaction."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_done_at_due", "done_at", "due"),)
    id: UUID = Field(primary_key=True)
    kind: str
    body: str = text_column()
    due: datetime
    claimed_at: datetime | None = None
    done_at: datetime | None = None
    tries: int = 0
    fault: str = text_column()


class RequestOnceRow(SQLModel, table=True):
    """A form or call that was taken once, and what was answered."""

    __tablename__ = "request_once"
    __table_args__ = (Index("ix_request_once_at", "at"),)
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    key: str = Field(primary_key=True)
    body_hash: str
    answer: str = text_column()
    at: datetime
