"""Concerns, what was done about each, and who read it. Read by the safeguarding lead’s pages alone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.concerns import About, Danger, EntryKind, Means


class ConcernRow(SQLModel, table=True):
    """One concern. Its words, salts and place are "" and None once it was erased; number, days and reason stay."""

    __tablename__ = "concern"
    __table_args__ = (one_of("about", About), one_of("danger", Danger), Index("ix_concern_raised_by", "raised_by"))
    id: UUID = Field(primary_key=True)
    number: str = Field(unique=True)
    raised_by: UUID | None = Field(default=None, foreign_key="person.id")
    raised_at: datetime
    about: str
    danger: str
    words: str = text_column()
    told: str = text_column()
    apprenticeship_id: UUID | None = Field(default=None, foreign_key="apprenticeship.id")
    place: str = ""
    salt: str = ""
    closed_at: datetime | None = None
    erased_at: datetime | None = None
    erased_by: UUID | None = Field(default=None, foreign_key="person.id")
    erased_reason: str = text_column()


class ConcernWitnessRow(SQLModel, table=True):
    """Who raised a concern by a witness’s link, and so is nobody’s account; taken away where it is erased."""

    __tablename__ = "concern_witness"
    concern_id: UUID = Field(primary_key=True, foreign_key="concern.id")
    name: str = text_column()
    email: str = text_column()


class ConcernNoteRow(SQLModel, table=True):
    """Something put on record about a concern. Only ever added, until its words are erased."""

    __tablename__ = "concern_note"
    __table_args__ = (one_of("kind", EntryKind),)
    concern_id: UUID = Field(primary_key=True, foreign_key="concern.id")
    seq: int = Field(primary_key=True)
    kind: str
    outcome: str = ""
    words: str = text_column()
    referred_to: str = text_column()
    referred_on: date | None = None
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    salt: str = ""


class ConcernReadingRow(SQLModel, table=True):
    """Somebody read a concern; written before they got it."""

    __tablename__ = "concern_reading"
    __table_args__ = (one_of("means", Means),)
    concern_id: UUID = Field(primary_key=True, foreign_key="concern.id")
    seq: int = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    means: str


class ConcernSettingRow(SQLModel, table=True):
    """How long concerns are kept, and a local number to call, as it was set. The newest row of a key holds."""

    __tablename__ = "concern_setting"
    key: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    value: str = text_column()
    by: UUID = Field(foreign_key="person.id")
    at: datetime
