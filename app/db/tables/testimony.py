"""Witness testimony: who was asked by a one-time link, what they wrote and that they signed it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class TestimonyRow(SQLModel, table=True):
    """A witness's own words on one version. `link_hash` is the SHA-256 of the secret in the e-mailed link."""

    __test__ = False
    __tablename__ = "testimony"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'signed', 'declined', 'ended')", name="state"),
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    state: str
    witness_name: str
    witness_email: str
    witness_role: str = ""
    relation: str = text_column()
    words: str = text_column()
    salt: str
    link_hash: str = Field(unique=True)
    asked_by: UUID = Field(foreign_key="person.id")
    asked_at: datetime
    ends_at: datetime
    signed_name: str = ""
    statement: str = text_column()
    signed_at: datetime | None = None
    signed_sha256: str | None = None


class TestimonyClearingRow(SQLModel, table=True):
    """A signed testimony that a tutor has read and opened to those who read only what is cleared.

    `ended_at` is when that was taken back, so that what was frozen meanwhile can be closed to them again.
    """

    __test__ = False
    __tablename__ = "testimony_clearing"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version", "seq"],
            ["testimony.apprenticeship_id", "testimony.number", "testimony.version", "testimony.seq"],
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    cleared_by: UUID = Field(foreign_key="person.id")
    cleared_at: datetime
    ended_at: datetime | None = None
