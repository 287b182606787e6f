"""What was said of entries beside each other: two that may be the same time, and days longer than is plausible."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.off_the_job.doubles import Settled


class TimeDoubleRow(SQLModel, table=True):
    """One thing said of two entries, kept for good. `kept` is the entry that stands where both are the same time."""

    __tablename__ = "time_double"
    __table_args__ = (
        one_of("verdict", Settled),
        CheckConstraint("first < second", name="order"),
        Index("ix_time_double_apprenticeship_id_second", "apprenticeship_id", "second"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    first: int
    second: int
    verdict: str
    kept: int | None = None
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class LongDayRow(SQLModel, table=True):
    """Why a day has so many minutes, kept for good. More minutes than these are asked about again."""

    __tablename__ = "long_day"
    __table_args__ = (Index("ix_long_day_apprenticeship_id_happened_on", "apprenticeship_id", "happened_on"),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    happened_on: date
    minutes: int
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
