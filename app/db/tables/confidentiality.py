"""What may identify somebody in evidence, the private list of names to watch for, and the record of a breach."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.confidentiality import FindingKind, FindingState


class FindingRow(SQLModel, table=True):
    """One thing that may identify somebody: where it is and of which kind, never the words.

    `field` is title, description or file; a file's finding has the file's hash. `start` and `length` count characters
    of the field, or of the page that `place` names.
    """

    __tablename__ = "finding"
    __table_args__ = (
        one_of("kind", FindingKind),
        one_of("state", FindingState),
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    field: str
    sha256: str | None = None
    kind: str
    place: str = text_column()
    start: int | None = None
    length: int | None = None
    state: str
    reason: str = text_column()
    salt: str = ""
    found_at: datetime
    decided_by: UUID | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None


class WordsKeptRow(SQLModel, table=True):
    """Something in words beside the evidence that may identify somebody and stays: where it is and why, never what.

    `name` is that of what has the words, as they are erased by: `portfolio 2`, `E3 K1`. `salt` is of the digest of all
    reasons of that moment.
    """

    __tablename__ = "words_kept"
    __table_args__ = (one_of("kind", FindingKind),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    name: str = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    field: str = Field(primary_key=True)
    start: int = Field(primary_key=True)
    length: int
    kind: str
    reason: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")


class WatchNameRow(SQLModel, table=True):
    """A name to watch for, as a keyed hash only; out of exports and backups, gone with the apprenticeship."""

    __tablename__ = "watch_name"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    keyed_hash: str = Field(primary_key=True)
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class BreachRow(SQLModel, table=True):
    """Evidence that was found to identify somebody: closed at once, then let go again or erased for good."""

    __tablename__ = "breach"
    __table_args__ = (CheckConstraint("state IN ('quarantined', 'released', 'erased')", name="state"),)
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    number: int
    kind: str
    state: str
    reason: str = text_column()
    salt: str = ""
    found_by: UUID | None = Field(default=None, foreign_key="person.id")
    found_at: datetime
    ended_by: UUID | None = Field(default=None, foreign_key="person.id")
    ended_at: datetime | None = None
    end_reason: str = text_column()


class BreachFileRow(SQLModel, table=True):
    """A file of a breach, by its hash; after erasing, the tombstone of its bytes."""

    __tablename__ = "breach_file"
    __table_args__ = (ForeignKeyConstraint(["apprenticeship_id", "seq"], ["breach.apprenticeship_id", "breach.seq"]),)
    apprenticeship_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    sha256: str = Field(primary_key=True)
    erased_at: datetime | None = None


class BreachWordsRow(SQLModel, table=True):
    """Words taken out of a piece while it is closed, so that no page can show them; gone once it is erased.

    `place` says where they go back to: `title 2` and `description 2` of version 2, `time 7` of entry 7, `withdrawal`.
    """

    __tablename__ = "breach_words"
    __table_args__ = (ForeignKeyConstraint(["apprenticeship_id", "seq"], ["breach.apprenticeship_id", "breach.seq"]),)
    apprenticeship_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    place: str = Field(primary_key=True)
    words: str = text_column()


class BreachToldRow(SQLModel, table=True):
    """An organisation that was told of a breach, and when."""

    __tablename__ = "breach_told"
    __table_args__ = (ForeignKeyConstraint(["apprenticeship_id", "seq"], ["breach.apprenticeship_id", "breach.seq"]),)
    apprenticeship_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    organisation: str
    by: UUID = Field(foreign_key="person.id")
