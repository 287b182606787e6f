"""What happened to evidence over time, as the facts of a review need it: versions sent, tags, decisions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.evidence import TagState, Verdict


@dataclass(frozen=True, slots=True)
class SentVersion:
    """One version of a piece as it was sent, and when the piece was withdrawn if it was."""

    number: int
    version: int
    submitted_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class SentTag:
    """One KSB that a sent version claims; `carried_from` is the version whose acceptance it kept."""

    number: int
    version: int
    ksb: str
    carried_from: int | None


@dataclass(frozen=True, slots=True)
class TagDecided:
    """One decision on one tag; `verdict` is None for a reopening."""

    number: int
    version: int
    ksb: str
    verdict: Verdict | None
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceStory:
    """Everything that ever happened to one apprenticeship's evidence, oldest first."""

    versions: tuple[SentVersion, ...]
    tags: tuple[SentTag, ...]
    decisions: tuple[TagDecided, ...]


def evidence_story(session: Session, apprenticeship: UUID) -> EvidenceStory:
    """The story of one apprenticeship's evidence, in three statements."""
    return EvidenceStory(
        tuple(_versions(session, apprenticeship)),
        tuple(_tags(session, apprenticeship)),
        tuple(_decisions(session, apprenticeship)),
    )


def _versions(session: Session, apprenticeship: UUID) -> list[SentVersion]:
    piece, version = core.evidence, core.evidence_version
    rows = session.execute(
        select(version.c.number, version.c.version, version.c.submitted_at, piece.c.withdrawn_at)
        .join(
            piece,
            (piece.c.apprenticeship_id == version.c.apprenticeship_id) & (piece.c.number == version.c.number),
        )
        .where(version.c.apprenticeship_id == apprenticeship, version.c.submitted_at.is_not(None))
        .order_by(version.c.submitted_at, version.c.number)
    )
    return [SentVersion(*row) for row in rows]


def _tags(session: Session, apprenticeship: UUID) -> list[SentTag]:
    row = core.tag
    rows = session.execute(
        select(row.c.number, row.c.version, row.c.ksb, row.c.carried_from).where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.state.not_in([TagState.PROPOSED.value, TagState.SUGGESTED.value]),
        )
    )
    return [SentTag(*row) for row in rows]


def _decisions(session: Session, apprenticeship: UUID) -> list[TagDecided]:
    row = core.tag_decision
    rows = session.execute(
        select(row.c.number, row.c.version, row.c.ksb, row.c.verdict, row.c.at)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.seq)
    )
    return [TagDecided(r.number, r.version, r.ksb, Verdict(r.verdict) if r.verdict else None, r.at) for r in rows]
