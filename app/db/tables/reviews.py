"""Milestone reviews: each version of each, the words of its sections, and what was moved or missed and why."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.reviews import ReviewState

_KEY = ("apprenticeship_id", "number", "version")


class ReviewRow(SQLModel, table=True):
    """One version of one review; `number` is its place on the grid. A review that nobody touched has no row.

    `present` are roles with a space between, `computed_reasons` lines, `facts` canonical JSON, "" before it was held.
    Whether everybody answered stands with the signed record. `salt` goes into the digests of its reasons.
    """

    __tablename__ = "review"
    __table_args__ = (
        one_of("state", ReviewState),
        one_of("rag", Colour),
        one_of("computed_rag", Colour),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    state: str
    moved_to: date | None = None
    moved_reason: str = text_column()
    missed_reason: str = text_column()
    held_on: date | None = None
    present: str = ""
    rag: str | None = None
    rag_reason: str = text_column()
    computed_rag: str | None = None
    computed_reasons: str = text_column()
    held_at: datetime | None = None
    held_by: UUID | None = Field(default=None, foreign_key="person.id")
    facts_at: datetime | None = None
    facts: str = text_column()
    revision_reason: str = text_column()
    opened_by: UUID = Field(foreign_key="person.id")
    opened_at: datetime
    salt: str


class ReviewSectionRow(SQLModel, table=True):
    """What one party wrote in one section of a version. `salt` goes into the digest that the signed record keeps."""

    __tablename__ = "review_section"
    __table_args__ = (
        ForeignKeyConstraint(_KEY, [f"review.{name}" for name in _KEY], name="fk_review_section_review"),
        one_of("role", Role),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    section: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    words: str = text_column()
    revision: int
    by: UUID = Field(foreign_key="person.id")
    at: datetime
    salt: str


class ReviewMeetingDraftRow(SQLModel, table=True):
    """What is typed of a meeting and not recorded yet: a form's fields by name as JSON, until the review is held.

    `beside` are, as JSON by field, other words that were typed there in another window.
    """

    __tablename__ = "review_meeting_draft"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    fields: str = text_column()
    beside: str = text_column()
    by: UUID = Field(foreign_key="person.id")
    saved_at: datetime


class ReviewPlannedRow(SQLModel, table=True):
    """A review was put on another day, or missed (`to_on` is None then), or that was taken back (`to_on` is `from_on`).

    Kept for good.
    """

    __tablename__ = "review_planned"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    from_on: date
    to_on: date | None = None
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
