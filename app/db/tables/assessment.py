"""The end-point assessment: each attempt at a method, what was done to it, and what came of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.assessment.sittings import Means, SittingEvent, SittingKind, SittingState

_SITTING = ["assessment_sitting.apprenticeship_id", "assessment_sitting.number"]


class AssessmentSittingRow(SQLModel, table=True):
    """One attempt at one method as it stands. `attempt` counts those of the method that were not cancelled."""

    __tablename__ = "assessment_sitting"
    __table_args__ = (
        one_of("kind", SittingKind),
        one_of("state", SittingState),
        one_of("means", Means),
        CheckConstraint("attempt >= 1", name="attempt"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    method: str
    attempt: int
    kind: str
    state: str
    on_day: date
    means: str
    place: str = text_column()
    organisation: str = text_column()
    employer_agreed: bool = False
    reason: str = text_column()


class AssessmentEventRow(SQLModel, table=True):
    """Something done to an attempt. Kept for good."""

    __tablename__ = "assessment_event"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], _SITTING, name="fk_assessment_event_assessment_sitting"),
        one_of("what", SittingEvent),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    what: str
    on_day: date
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class AssessmentOutcomeRow(SQLModel, table=True):
    """What was recorded of an attempt. The newest row holds; one that was wrong is kept below it.

    `marked_by` and `marked_on` are null of a method that the assessor marks.
    """

    __tablename__ = "assessment_outcome"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number"], _SITTING, name="fk_assessment_outcome_assessment_sitting"
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    grade: str
    told_on: date
    told_by: str = text_column()
    marked_by: str | None = text_column(None)
    marked_on: date | None = None
    exceptional: bool = False
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
