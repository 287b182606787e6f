"""An employer's own vocabulary of practice, chosen for it, and what a piece of evidence says in its terms."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel


class PracticeChoiceRow(SQLModel, table=True):
    """A vocabulary that an organisation uses, from a date until the first day without it."""

    __tablename__ = "practice_choice"
    organisation_id: UUID = Field(primary_key=True, foreign_key="organisation.id")
    vocabulary: str = Field(primary_key=True)
    since: date = Field(primary_key=True)
    ended_on: date | None = None
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class EvidencePracticeRow(SQLModel, table=True):
    """A term that one version is marked with. Apprentice and tutor alone see it; it leaves in no export."""

    __tablename__ = "evidence_practice"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    vocabulary: str = Field(primary_key=True)
    term: str = Field(primary_key=True)
