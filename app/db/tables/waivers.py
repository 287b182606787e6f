"""Gateway checks that were waived where a rule allows it: by whom and why, and that it was taken back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class WaiverRow(SQLModel, table=True):
    """One waiver. `restricted` is what only apprentice and provider read, `covers` how many reviews had not been held.

    `agreed_by` and `agreed_on` are who agreed at the employer and when, both null where nobody was asked for.
    Never changed but by being taken back.
    """

    __tablename__ = "waiver"
    __table_args__ = (
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_by IS NULL)", name="taken_back"),
        Index(
            "uq_waiver_standing",
            "apprenticeship_id",
            "check_id",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    check_id: str
    reason: str = text_column()
    restricted: str = text_column()
    covers: int | None = None
    agreed_by: str | None = text_column(None)
    agreed_on: date | None = None
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    taken_back_by: UUID | None = Field(default=None, foreign_key="person.id")
    taken_back_at: datetime | None = None
    taken_back_reason: str = text_column()
