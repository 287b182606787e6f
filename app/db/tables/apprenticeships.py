"""Apprenticeships: their terms over time, status, breaks, and who has which role on them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import ApprenticeshipStatus, Role


class ApprenticeshipRow(SQLModel, table=True):
    """One person on one standard. `rule_id` is the funding rule fixed by the start date, never chosen again."""

    __tablename__ = "apprenticeship"
    __table_args__ = (Index("ix_apprenticeship_standard_version", "standard", "version"),)
    id: UUID = Field(primary_key=True)
    apprentice_id: UUID = Field(foreign_key="person.id", index=True)
    standard: str
    version: str
    programme: str
    rule_id: str
    start: date
    original_start: date
    created_at: datetime


class TermsRow(SQLModel, table=True):
    """What was agreed from a date on. Never changed: a new row says what holds from then."""

    __tablename__ = "apprenticeship_terms"
    __table_args__ = (
        CheckConstraint("weekly_minutes BETWEEN 1 AND 10080", name="weekly_minutes"),
        CheckConstraint("prior_learning_minutes >= 0", name="prior_learning_minutes"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    effective_on: date = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    planned_end: date
    weekly_minutes: int
    days_a_week: float
    weeks_a_year: float
    planned_minutes: int | None = None
    employer_id: UUID = Field(foreign_key="organisation.id", index=True)
    prior_learning_minutes: int = 0
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    reason: str = text_column()


class StatusRow(SQLModel, table=True):
    """What an apprenticeship is from a date on."""

    __tablename__ = "apprenticeship_status"
    __table_args__ = (one_of("status", ApprenticeshipStatus),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    since: date = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    status: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    reason: str = text_column()


class BreakRow(SQLModel, table=True):
    """A break in learning: its first day, and the first day back once that is known."""

    __tablename__ = "break_in_learning"
    __table_args__ = (CheckConstraint("back_on IS NULL OR back_on > since", name="back_on"),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    since: date = Field(primary_key=True)
    back_on: date | None = None


class MembershipRow(SQLModel, table=True):
    """One role of one person on one apprenticeship, until the first day without it."""

    __tablename__ = "membership"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("ended_on IS NULL OR ended_on >= since", name="ended_on"),
        Index("ix_membership_person_id_ended_on", "person_id", "ended_on"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    role: str = Field(primary_key=True)
    since: date = Field(primary_key=True)
    ended_on: date | None = None
    leading: bool = False
