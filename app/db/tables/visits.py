"""Visits from outside: who may look at what, of which apprentices, from when until when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class VisitRow(SQLModel, table=True):
    """One visit. `sights` are codes with a space between them, `draw` the sample whose apprentices were meant."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("since <= last_day", name="days"),
        Index("ix_visit_person_id", "person_id", "last_day"),
    )
    number: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    person_id: UUID = Field(foreign_key="person.id")
    organisation: str = text_column()
    purpose: str = text_column()
    sights: str
    draw: int | None = Field(default=None, foreign_key="sample_draw.number")
    since: date
    last_day: date
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    ended_at: datetime | None = None
    ended_by: UUID | None = Field(default=None, foreign_key="person.id")


class VisitRecordRow(SQLModel, table=True):
    """An apprenticeship that a visit shows something of."""

    __tablename__ = "visit_record"
    __table_args__ = (Index("ix_visit_record_visit", "visit"),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    visit: int = Field(primary_key=True, foreign_key="visit.number")
