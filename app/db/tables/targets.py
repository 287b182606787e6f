"""Targets, and everything that was done to each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import Role
from app.domain.targets import Change, TargetState


class TargetRow(SQLModel, table=True):
    """One target. `state` is what its changes lead to, so that open ones are found without reading them."""

    __tablename__ = "target"
    __table_args__ = (one_of("state", TargetState),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    state: str


class TargetChangeRow(SQLModel, table=True):
    """One change, with the whole of what the target asks for after it. `ksbs` are codes with a space between."""

    __tablename__ = "target_change"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "number"], ["target.apprenticeship_id", "target.number"]),
        one_of("change", Change),
        one_of("who", Role),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    change: str
    what: str = text_column()
    who: str
    due_on: date
    ksbs: str
    duty: str | None = None
    minutes: int | None = None
    reason: str = text_column()
    review: int | None = None
    by: UUID = Field(foreign_key="person.id")
    at: datetime
