"""Records put before people to be signed, whole and never changed, and what each party answered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.people import Role
from app.domain.receipts import Means
from app.domain.signatures import Answer, RecordKind


class SignedRecordRow(SQLModel, table=True):
    """One version of a record to sign. `asked` are roles with a space between; content is "" once it was erased.

    `completed_at` is when the last of the asked answered, `superseded_at` when a newer version was put in its place.
    """

    __tablename__ = "signed_record"
    __table_args__ = (one_of("kind", RecordKind),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    kind: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    content: str = text_column()
    sha256: str
    asked: str
    put_by: UUID = Field(foreign_key="person.id")
    put_at: datetime
    completed_at: datetime | None = None
    superseded_at: datetime | None = None
    erased_at: datetime | None = None


class SignatureRow(SQLModel, table=True):
    """One party's answer to one version. Only ever added: a signature may follow a refusal, and a party that could not
    be reached may sign after all."""

    __tablename__ = "signature"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "kind", "number", "version"],
            [f"signed_record.{name}" for name in ("apprenticeship_id", "kind", "number", "version")],
            name="fk_signature_signed_record",
        ),
        one_of("role", Role),
        one_of("answer", Answer),
        one_of("means", Means),
        UniqueConstraint("code"),
        Index("ix_signature_by", "by"),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    answer: str = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    name: str = text_column()
    at: datetime
    means: str
    sha256: str
    statement: str = text_column()
    reason: str = text_column()
    attempts: str = text_column()
    code: str | None = None
