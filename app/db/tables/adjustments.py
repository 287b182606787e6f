"""What is agreed to differ for one apprentice in the assessment."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.assessment import AdjustmentKind, AdjustmentState


class AdjustmentRow(SQLModel, table=True):
    """One adjustment. What it says never changes; where it stands does. `method` is "" for the portfolio."""

    __tablename__ = "adjustment"
    __table_args__ = (
        one_of("kind", AdjustmentKind),
        one_of("state", AdjustmentState),
        CheckConstraint("minutes BETWEEN 1 AND 240", name="minutes"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    kind: str
    method: str
    minutes: int | None = None
    words: str = text_column()
    reason: str = text_column()
    salt: str
    state: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    answered_at: datetime | None = None
    told_on: date | None = None
    told_whom: str = text_column()
    ended_reason: str = text_column()
