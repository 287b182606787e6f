"""Private addresses of calendars."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel


class CalendarAddressRow(SQLModel, table=True):
    """The one calendar address of a person. The secret in it is kept as a SHA-256 alone; a new one takes its place."""

    __tablename__ = "calendar_address"
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    secret_hash: str = Field(unique=True)
    made_at: datetime
