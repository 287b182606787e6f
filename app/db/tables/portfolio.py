"""The portfolio for the assessor: what was chosen, what is agreed to differ, and each version as it was frozen."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class PortfolioChoiceRow(SQLModel, table=True):
    """What was said last of one piece. `position` is None for one nobody has put in order, `included` for one that was
    put in order alone."""

    __tablename__ = "portfolio_choice"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["evidence.apprenticeship_id", "evidence.number"],
            name="fk_portfolio_choice_evidence",
        ),
        CheckConstraint("position >= 1", name="position"),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    included: bool | None = None
    position: int | None = None
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class PortfolioVersionRow(SQLModel, table=True):
    """One version as it was frozen: the canonical manifest and its hash, neither ever changed."""

    __tablename__ = "portfolio_version"
    __table_args__ = (Index("ix_portfolio_version_sha256", "sha256"),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    manifest: str = text_column()
    sha256: str
    frozen_by: UUID = Field(foreign_key="person.id")
    frozen_at: datetime


class PortfolioTextRow(SQLModel, table=True):
    """One text of a frozen version, with the salt of its digest in the manifest. Erased, it is not there any more."""

    __tablename__ = "portfolio_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["portfolio_version.apprenticeship_id", "portfolio_version.number"],
            name="fk_portfolio_text_portfolio_version",
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    key: str = Field(primary_key=True)
    salt: str
    text: str = text_column()


class PortfolioTombstoneRow(SQLModel, table=True):
    """A text or file of a frozen version that was erased after a breach: what it was, by key or path, and when."""

    __tablename__ = "portfolio_tombstone"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number"],
            ["portfolio_version.apprenticeship_id", "portfolio_version.number"],
            name="fk_portfolio_tombstone_portfolio_version",
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    what: str = Field(primary_key=True)
    erased_on: date
