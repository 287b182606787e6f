"""Evidence: pieces, versions, files, tags and the decisions on them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.evidence import EvidenceKind, TagState, Verdict, VersionState
from app.domain.evidence.arrived import Checked, Scan


class EvidenceRow(SQLModel, table=True):
    """A piece, numbered within its apprenticeship. `case_study`: it may become the case study of the assessment."""

    __tablename__ = "evidence"
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    number: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    counting_version: int | None = None
    draft_version: int | None = None
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = text_column()
    created_at: datetime
    provider_only: bool = False
    case_study: bool = False
    quarantined_at: datetime | None = None


class EvidenceVersionRow(SQLModel, table=True):
    """One version as written. `salt` goes into the digests that history keeps of its words.

    `made_by` is whoever wrote it where that is not the apprentice. `clearance_by` and `clearance_on` say which manager
    let a case under `legal_matter` out, and when. `signature` tells near-identical words without holding them.
    """

    __tablename__ = "evidence_version"
    __table_args__ = (
        one_of("state", VersionState),
        one_of("kind", EvidenceKind),
        ForeignKeyConstraint(["apprenticeship_id", "number"], ["evidence.apprenticeship_id", "evidence.number"]),
        Index("ix_evidence_version_apprenticeship_id_submitted_at", "apprenticeship_id", "submitted_at"),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    state: str
    title: str
    kind: str
    happened_on: date | None = None
    description: str = text_column()
    statement: bool | None = None
    salt: str
    revision: int = 0
    created_at: datetime
    submitted_at: datetime | None = None
    cleared_by: UUID | None = Field(default=None, foreign_key="person.id")
    cleared_at: datetime | None = None
    made_by: UUID | None = Field(default=None, foreign_key="person.id")
    authenticity: bool | None = None
    ai_use: str = ""
    ai_words: str = text_column()
    legal_matter: str = ""
    lead_role: str = ""
    clearance_by: str = ""
    clearance_on: date | None = None
    looked: bool | None = None
    others_appear: str = ""
    tutor_looked: bool | None = None
    checked_at: datetime | None = None
    signature: str = text_column()


class EvidenceDutyRow(SQLModel, table=True):
    """A duty that one version came from."""

    __tablename__ = "evidence_duty"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
        ),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    duty: str = Field(primary_key=True)


class StoredFileRow(SQLModel, table=True):
    """A file in the store, kept once for each apprenticeship by its SHA-256, and what was learnt about it.

    `sheets` are the names of a spreadsheet's sheets, as a JSON list; `milliseconds` the length of sound or video.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        one_of("scan", Scan),
        one_of("checked", Checked),
        Index("ix_stored_file_scan_scanned_at", "scan", "scanned_at"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    sha256: str = Field(primary_key=True)
    size: int = Field(sa_type=BigInteger)
    media_type: str
    stored_at: datetime
    scan: str = Scan.PENDING.value
    scanned_at: datetime | None = None
    checked: str = Checked.PENDING.value
    checked_at: datetime | None = None
    pages: int | None = None
    milliseconds: int | None = None
    sheets: str = text_column()
    signature: str = text_column()


class EvidenceFileRow(SQLModel, table=True):
    """A file as one version shows it. `original_sha256` is the hash of a photo before its place was taken out."""

    __tablename__ = "evidence_file"
    __table_args__ = (
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
        ),
        ForeignKeyConstraint(["apprenticeship_id", "sha256"], ["stored_file.apprenticeship_id", "stored_file.sha256"]),
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    sha256: str
    name: str
    size: int = Field(sa_type=BigInteger)
    media_type: str
    original_sha256: str | None = None


class StagedFileRow(SQLModel, table=True):
    """A file of a form not yet saved, kept seven days and offered again."""

    __tablename__ = "staged_file"
    __table_args__ = (
        Index("ix_staged_file_person_id_form", "person_id", "form"),
        Index("ix_staged_file_received_at", "received_at"),
    )
    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    apprenticeship_id: UUID = Field(foreign_key="apprenticeship.id")
    form: str
    sha256: str
    name: str
    size: int = Field(sa_type=BigInteger)
    media_type: str
    received_at: datetime
    original_sha256: str | None = None


class TagRow(SQLModel, table=True):
    """One KSB claimed by one version; `counts` while that version is the counting one of a piece not withdrawn."""

    __tablename__ = "tag"
    __table_args__ = (
        one_of("state", TagState),
        ForeignKeyConstraint(
            ["apprenticeship_id", "number", "version"],
            ["evidence_version.apprenticeship_id", "evidence_version.number", "evidence_version.version"],
        ),
        Index("ix_tag_apprenticeship_id_number_version", "apprenticeship_id", "number", "version"),
        # Everything that coverage counts, so that no tag's words are read to count it.
        Index("ix_tag_counting", "apprenticeship_id", "counts", "ksb", "state", "number"),
        {"sqlite_with_rowid": False},
    )
    apprenticeship_id: UUID = Field(primary_key=True)
    ksb: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    state: str
    counts: bool = False
    place: str = text_column()
    how: str = text_column()
    feedback: str = text_column()
    decided_by: UUID | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None
    carried_from: int | None = None


class TagDecisionRow(SQLModel, table=True):
    """One decision, kept for good. A reopening has no verdict."""

    __tablename__ = "tag_decision"
    __table_args__ = (
        CheckConstraint(
            "verdict IS NULL OR verdict IN (" + ", ".join(f"'{v.value}'" for v in Verdict) + ")", name="verdict"
        ),
        Index("ix_tag_decision_apprenticeship_id_at", "apprenticeship_id", "at"),
        # A sample is drawn of what everybody decided within some time.
        Index("ix_tag_decision_at", "at"),
    )
    apprenticeship_id: UUID = Field(primary_key=True, foreign_key="apprenticeship.id")
    seq: int = Field(primary_key=True)
    ksb: str
    number: int
    version: int
    verdict: str | None = None
    feedback: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime
