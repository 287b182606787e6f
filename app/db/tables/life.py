"""What interrupts an apprenticeship: breaks in learning and times without an employer, as each was recorded."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.apprenticeships import PauseKind


class PauseRow(SQLModel, table=True):
    """What was said of one pause, named by its first day. Never changed: the newest row of a pause holds.

    `until` is the first day after it, once known. `dropped`: it turned out that there was none. `by` is None for what
    was recorded before such rows were kept and of which nothing else is known.
    """

    __tablename__ = "pause"
    __table_args__ = (
        one_of("kind", PauseKind),
        CheckConstraint('"until" IS NULL OR "until" > since', name="until"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    kind: str
    since: date
    until: date | None = None
    dropped: bool = False
    by: UUID | None = Field(default=None, foreign_key="person.id")
    at: datetime
    reason: str = text_column()
