"""Skills scans: begun, filled in by each party in a draft of their own, and given for good."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import Role
from app.domain.skills_scan import ScanPurpose


def _of_scan(name: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["apprenticeship_id", "number"], ["skills_scan.apprenticeship_id", "skills_scan.number"], name=name
    )


class SkillsScanRow(SQLModel, table=True):
    """One scan. `scale` is the code of the scale that it is rated on."""

    __tablename__ = "skills_scan"
    __table_args__ = (one_of("purpose", ScanPurpose),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    purpose: str
    happened_on: date
    scale: str
    begun_by: UUID = Field(foreign_key="person.id")
    begun_at: datetime


class ScanDraftRow(SQLModel, table=True):
    """What one person has filled in and not given. `fields` and `beside` are JSON; only that person reads them."""

    __tablename__ = "skills_scan_draft"
    __table_args__ = (_of_scan("fk_skills_scan_draft_skills_scan"),)
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    fields: str = text_column()
    beside: str = text_column()
    saved_at: datetime


class ScanGivenRow(SQLModel, table=True):
    """That a party gave its ratings: who, and when. Never changed."""

    __tablename__ = "skills_scan_given"
    __table_args__ = (_of_scan("fk_skills_scan_given_skills_scan"), one_of("role", Role))
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    salt: str


class ScanRatingRow(SQLModel, table=True):
    """One party's rating of one KSB; points are null where they cannot say. Never changed."""

    __tablename__ = "skills_scan_rating"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "role"],
            [f"skills_scan_given.{name}" for name in ("apprenticeship_id", "number", "role")],
            name="fk_skills_scan_rating_skills_scan_given",
        ),
        CheckConstraint("points BETWEEN 0 AND 10", name="points"),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    ksb: str = Field(primary_key=True)
    points: int | None = None
    prior_what: str = text_column()
    prior_when: str = text_column()
    prior_seen: str = text_column()
