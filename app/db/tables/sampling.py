"""Sampling of tutors' decisions: each draw, whose decisions it was made from, what was drawn and what was said."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from app.db.tables.columns import one_of, text_column
from app.domain.evidence import Verdict
from app.domain.sampling import Said, SampleState


class SampleDrawRow(SQLModel, table=True):
    """One draw: of the decisions made after `since` and until `until`, by these shares and this seed."""

    __tablename__ = "sample_draw"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
        CheckConstraint("risk_percent BETWEEN 1 AND 100", name="risk_percent"),
    )
    number: int = Field(primary_key=True)
    since: datetime
    until: datetime
    seed: int
    percent: int
    risk_percent: int
    each_ksb: bool
    each_kind: bool
    by: UUID = Field(foreign_key="person.id")


class SampleTutorRow(SQLModel, table=True):
    """How many decisions of one tutor a draw was made from."""

    __tablename__ = "sample_tutor"
    draw: int = Field(primary_key=True, foreign_key="sample_draw.number")
    tutor: UUID = Field(primary_key=True, foreign_key="person.id")
    accepted: int
    returned: int
    declined: int


class SampledDecisionRow(SQLModel, table=True):
    """One decision that was drawn. `reasons` are codes with a space between; `disputed`: somebody disagreed with it."""

    __tablename__ = "sampled_decision"
    __table_args__ = (
        one_of("verdict", Verdict),
        one_of("state", SampleState),
        ForeignKeyConstraint(
            ["apprenticeship_id", "seq"],
            ["tag_decision.apprenticeship_id", "tag_decision.seq"],
            name="fk_sampled_decision_tag_decision",
        ),
        Index("ix_sampled_decision_tutor_state", "tutor", "state"),
        Index("ix_sampled_decision_apprenticeship_id", "apprenticeship_id", "seq"),
        Index("ix_sampled_decision_state", "state", "apprenticeship_id"),
    )
    draw: int = Field(primary_key=True, foreign_key="sample_draw.number")
    place: int = Field(primary_key=True)
    apprenticeship_id: UUID = Field(foreign_key="apprenticeship.id")
    seq: int
    number: int
    version: int
    ksb: str
    kind: str
    verdict: str
    tutor: UUID = Field(foreign_key="person.id")
    reasons: str
    state: str
    disputed: bool = False


class SampleSaidRow(SQLModel, table=True):
    """One thing said of a sampled decision. Kept for good."""

    __tablename__ = "sample_said"
    __table_args__ = (
        ForeignKeyConstraint(
            ["draw", "place"],
            ["sampled_decision.draw", "sampled_decision.place"],
            name="fk_sample_said_sampled_decision",
        ),
        one_of("what", Said),
    )
    draw: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    what: str
    words: str = text_column()
    salt: str
    by: UUID = Field(foreign_key="person.id")
    at: datetime


class SampleMailedRow(SQLModel, table=True):
    """Who was mailed that a disagreement asks something of them, so that nobody is mailed of it twice."""

    __tablename__ = "sample_mailed"
    __table_args__ = (
        ForeignKeyConstraint(
            ["draw", "place", "seq"],
            ["sample_said.draw", "sample_said.place", "sample_said.seq"],
            name="fk_sample_mailed_sample_said",
        ),
    )
    draw: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    at: datetime
