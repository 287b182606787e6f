"""Private addresses of calendars, the reminders of reviews that went out, and who was nudged about what waits."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of
from app.domain.reminding import Ahead


class CalendarAddressRow(SQLModel, table=True):
    """The one calendar address of a person. The secret in it is kept as a SHA-256 alone; a new one takes its place."""

    __tablename__ = "calendar_address"
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    secret_hash: str = Field(unique=True)
    made_at: datetime


class ReviewReminderRow(SQLModel, table=True):
    """Somebody was reminded of a review. A review that is moved has another `on_day`, and is reminded of anew."""

    __tablename__ = "review_reminder"
    __table_args__ = (one_of("ahead", Ahead),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    on_day: date = Field(primary_key=True)
    ahead: str = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    at: datetime


class NudgeRow(SQLModel, table=True):
    """Somebody was nudged about one thing that waits on a party, by its name, such as `evidence.tutor.13`;
    by nobody where a round of reminders did."""

    __tablename__ = "nudge"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    item: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    by: UUID | None = Field(default=None, foreign_key="person.id")
    at: datetime
