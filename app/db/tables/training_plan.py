"""The training plan: its activities with all that was done to them, and what was said of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.training_plan.values import AttemptResult, FactKey, PlanEvent, PlanKind, PlanState

_ACTIVITY = ["plan_activity.apprenticeship_id", "plan_activity.number"]


class PlanActivityRow(SQLModel, table=True):
    """One activity as it stands; what was done to it lies in its events. `code` is "" where there is none to choose."""

    __tablename__ = "plan_activity"
    __table_args__ = (
        one_of("kind", PlanKind),
        one_of("state", PlanState),
        one_of("result", AttemptResult),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("(state = 'held') = (held_on IS NOT NULL)", name="held"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    kind: str
    code: str = ""
    title: str = text_column()
    planned_on: date
    minutes: int | None = None
    state: str
    held_on: date | None = None
    reason: str = text_column()
    result: str | None = None
    indicative_grade: str = ""
    feedback: str = text_column()
    salt: str


class PlanEventRow(SQLModel, table=True):
    """Something done to an activity. Kept for good."""

    __tablename__ = "plan_event"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], _ACTIVITY, name="fk_plan_event_plan_activity"),
        one_of("what", PlanEvent),
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


class PlanEvidenceRow(SQLModel, table=True):
    """A piece of evidence that belongs to an activity, by the number people say."""

    __tablename__ = "plan_evidence"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], _ACTIVITY, name="fk_plan_evidence_plan_activity"),
        ForeignKeyConstraint(
            ["apprenticeship_id", "evidence"],
            ["evidence.apprenticeship_id", "evidence.number"],
            name="fk_plan_evidence_evidence",
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    evidence: int = Field(primary_key=True)


class MockFeedbackRow(SQLModel, table=True):
    """What the tutor said of one KSB after a mock assessment."""

    __tablename__ = "mock_feedback"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], _ACTIVITY, name="fk_mock_feedback_plan_activity"),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    ksb: str = Field(primary_key=True)
    words: str = text_column()


class PlanFactRow(SQLModel, table=True):
    """Something said of the plan. The newest row of a key, what it is about and a role holds; "" takes it back."""

    __tablename__ = "plan_fact"
    __table_args__ = (one_of("key", FactKey),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    key: str
    about: str = ""
    role: str = ""
    value: str = text_column()
    on_day: date | None = None
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    salt: str
