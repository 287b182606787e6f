"""Who may read one frozen version of a portfolio as its independent assessor, from when until when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel


class AssessorGrantRow(SQLModel, table=True):
    """One grant. `last_day` is the last on which it is open; nothing an assessor notes is kept, only yes or no."""

    __tablename__ = "assessor_grant"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "version"],
            ["portfolio_version.apprenticeship_id", "portfolio_version.number"],
            name="fk_assessor_grant_portfolio_version",
        ),
        CheckConstraint("since <= last_day", name="days"),
        Index("ix_assessor_grant_person_id", "person_id", "last_day"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    version: int
    person_id: UUID = Field(foreign_key="person.id")
    since: date
    last_day: date
    may_take: bool
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    stated_at: datetime | None = None
    conflict: bool
    revoked_at: datetime | None = None
    revoked_by: UUID | None = Field(default=None, foreign_key="person.id")
