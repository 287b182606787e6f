"""Off-the-job time: entries, the KSBs they served, and what was said of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.programmes import PaidTime


class TimeEntryRow(SQLModel, table=True):
    """Minutes on one day. `counts` false is a record only and is never in a total."""

    __tablename__ = "time_entry"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint(
            "state IN ('draft', 'waiting', 'confirmed', 'queried', 'superseded', 'withdrawn')", name="state"
        ),
        one_of("paid_time", PaidTime),
        Index("ix_time_entry_apprenticeship_id_state_happened_on", "apprenticeship_id", "state", "happened_on"),
        Index("ix_time_entry_apprenticeship_id_evidence_number", "apprenticeship_id", "evidence_number"),
        Index("ix_time_entry_apprenticeship_id_session_id", "apprenticeship_id", "session_id"),
        # Everything that hours are added up from, so that no entry's words are read to add it up.
        Index("ix_time_entry_counting", "apprenticeship_id", "counts", "state", "happened_on", "duty", "minutes"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    happened_on: date
    minutes: int
    activity: str
    duty: str | None = None
    evidence_number: int | None = None
    evidence_version: int | None = None
    session_id: UUID | None = Field(default=None, foreign_key="training_session.id")
    description: str = text_column()
    counts: bool = True
    why_not: str = text_column()
    state: str
    logged_by: UUID = Field(foreign_key="person.id")
    logged_at: datetime
    supersedes: int | None = None
    salt: str
    paid_time: str = Field(default=PaidTime.IN_PAID_HOURS.value, sa_column_kwargs={"server_default": "in_paid_hours"})


class TimeEntryKsbRow(SQLModel, table=True):
    """A KSB that an entry's learning served."""

    __tablename__ = "time_entry_ksb"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], ["time_entry.apprenticeship_id", "time_entry.number"]),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    ksb: str = Field(primary_key=True)


class TimeDecisionRow(SQLModel, table=True):
    """One thing done to an entry: confirmed, queried, answered, corrected or withdrawn. Kept for good."""

    __tablename__ = "time_decision"
    __table_args__ = (
        CheckConstraint("verdict IN ('confirmed', 'queried', 'answered', 'corrected', 'withdrawn')", name="verdict"),
        Index("ix_time_decision_apprenticeship_id_number", "apprenticeship_id", "number"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    number: int
    verdict: str
    note: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
