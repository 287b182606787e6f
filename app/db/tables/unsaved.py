"""What people have typed or begun to send and not saved: drafts of forms, and uploads that go on after a break."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class FormDraftRow(SQLModel, table=True):
    """A form as it is being typed. `use` is `new` or the piece it changes, such as E13; `fields` are JSON pairs.

    `writer` is the window that saved it last.
    """

    __tablename__ = "form_draft"
    __table_args__ = (
        Index("ix_form_draft_person_id_apprenticeship_id", "person_id", "apprenticeship_id"),
        Index("ix_form_draft_saved_at", "saved_at"),
    )
    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    apprenticeship_id: UUID = Field(foreign_key="apprenticeship.id")
    use: str
    form: str = Field(unique=True)
    fields: str = text_column()
    revision: int = 0
    writer: str = ""
    saved_at: datetime


class UploadRow(SQLModel, table=True):
    """A file on its way in pieces, which goes on where it stopped. Sizes are in bytes.

    `turn` is of whoever is sending just now; `staged_id` is the unsaved form's file that it became.
    """

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        Index("ix_upload_person_id_form", "person_id", "form"),
        Index("ix_upload_touched_at", "touched_at"),
    )
    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    apprenticeship_id: UUID = Field(foreign_key="apprenticeship.id")
    form: str
    name: str
    size: int = Field(sa_type=BigInteger)
    created_at: datetime
    touched_at: datetime
    turn: UUID | None = None
    staged_id: UUID | None = None


class UploadPartRow(SQLModel, table=True):
    """One piece of it: its first byte, its size, and the hash under which the store keeps it (app.files.pieces)."""

    __tablename__ = "upload_part"
    upload_id: UUID = Field(primary_key=True, foreign_key="upload.id")
    start: int = Field(primary_key=True, sa_type=BigInteger)
    size: int = Field(sa_type=BigInteger)
    sha256: str
