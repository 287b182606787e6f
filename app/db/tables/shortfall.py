"""Statements that explain hours short of the training plan, and who agreed to each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import Role


class ShortfallStatementRow(SQLModel, table=True):
    """One statement. The newest of an apprenticeship holds; the older ones stay."""

    __tablename__ = "shortfall_statement"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    words: str = text_column()
    planned_minutes: int
    confirmed_minutes: int
    minimum_minutes: int
    sha256: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class ShortfallAgreementRow(SQLModel, table=True):
    """One party's word on one statement."""

    __tablename__ = "shortfall_agreement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["shortfall_statement.apprenticeship_id", "shortfall_statement.number"],
        ),
        one_of("role", Role),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    sha256: str
