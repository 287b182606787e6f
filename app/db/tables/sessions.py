"""Sessions that a tutor holds for several apprentices, whose day changed when, and each apprentice's place in them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.sessions import Attendance, SessionState


class TrainingSessionRow(SQLModel, table=True):
    """One session of one tutor. `ksbs` are codes with a space between; `ended_at` is when it was held or cancelled."""

    __tablename__ = "training_session"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        one_of("state", SessionState),
        Index("ix_training_session_tutor_id_happens_on", "tutor_id", "happens_on"),
    )
    id: UUID = Field(primary_key=True)
    tutor_id: UUID = Field(foreign_key="person.id")
    programme: str
    happens_on: date
    minutes: int
    activity: str
    title: str = text_column()
    place: str = text_column()
    online: bool = False
    duty: str | None = None
    ksbs: str = text_column()
    state: str
    planned_at: datetime
    ended_at: datetime | None = None
    reason: str = text_column()
    salt: str


class SessionMoveRow(SQLModel, table=True):
    """A session was put on another day. Kept for good."""

    __tablename__ = "session_move"
    session_id: UUID = Field(primary_key=True, foreign_key="training_session.id")
    seq: int = Field(primary_key=True)
    from_on: date
    to_on: date
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class SessionPlaceRow(SQLModel, table=True):
    """One apprentice's place in a session. `acknowledged` is the number of the entry that she said is true."""

    __tablename__ = "session_place"
    __table_args__ = (
        one_of("attendance", Attendance),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        Index("ix_session_place_session_id", "session_id"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    session_id: UUID = Field(primary_key=True, foreign_key="training_session.id")
    attendance: str
    minutes: int | None = None
    acknowledged: int | None = None
    invited_at: datetime
