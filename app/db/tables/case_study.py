"""The title and scope of the case study, in versions, with what was kept in their words and who agreed to each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.confidentiality import FindingKind
from app.domain.people import Role

_VERSION = ["case_study.apprenticeship_id", "case_study.version"]


class CaseStudyRow(SQLModel, table=True):
    """One version as it was written. The newest holds; title and scope are "" once they were erased for good."""

    __tablename__ = "case_study"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    version: int = Field(primary_key=True)
    title: str = text_column()
    scope: str = text_column()
    salt: str
    sha256: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    erased_at: datetime | None = None


class CaseStudyKeptRow(SQLModel, table=True):
    """Something that looked as if it identified somebody and was kept with a reason: where it stands, not what."""

    __tablename__ = "case_study_kept"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "version"], _VERSION, name="fk_case_study_kept_case_study"),
        one_of("kind", FindingKind),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)
    field: str = Field(primary_key=True)
    start: int = Field(primary_key=True)
    length: int
    kind: str
    reason: str = text_column()


class CaseStudyAgreementRow(SQLModel, table=True):
    """One party’s word on one version, given to what the hash is of."""

    __tablename__ = "case_study_agreement"
    __table_args__ = (
        ForeignKeyConstraint(["apprenticeship_id", "version"], _VERSION, name="fk_case_study_agreement_case_study"),
        one_of("role", Role),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    sha256: str
