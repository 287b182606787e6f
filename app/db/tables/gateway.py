"""What gateway keeps beside its checks: what the learner record says, and what is handed to the organisation."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.gateway.components import ComponentState


class LearnerRecordRow(SQLModel, table=True):
    """What the learner record of one apprentice says. Overwritten, since it is personal and only the newest is needed.

    `number` is the unique learner number, "" while it is not known.
    """

    __tablename__ = "learner_record"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    name: str = text_column()
    number: str
    difference: str = text_column()
    revision: int
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class GatewayComponentRow(SQLModel, table=True):
    """One attempt to hand one component of gateway to the assessment organisation; attempt 0 is its waiver.

    `note` says how it was handed over, `reason` why it was returned or waived.
    """

    __tablename__ = "gateway_component"
    __table_args__ = (
        one_of("state", ComponentState),
        CheckConstraint("(attempt = 0) = (state = 'waived')", name="attempt"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    code: str = Field(primary_key=True)
    attempt: int = Field(primary_key=True)
    state: str
    note: str = text_column()
    reason: str = text_column()
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    decided_by: UUID | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None
