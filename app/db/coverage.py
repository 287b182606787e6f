"""Coverage in SQL: tags counted by KSB in one GROUP BY, the cells of the matrix, and pieces by duty."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, case, cast, func, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.coverage import TagCount
from app.domain.evidence import TagState

_COUNTED = (TagState.ACCEPTED.value, TagState.AWAITING.value, TagState.RETURNED.value)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One counting tag: the KSB, the piece it is on by number and title, and the tag's state."""

    ksb: str
    number: int
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class DutyEvidence:
    """A piece that counts and a duty it came from."""

    duty: str
    number: int


def tag_counts(session: Session, apprenticeship: UUID) -> tuple[TagCount, ...]:
    """How many counting tags each KSB has in each state, with the pieces they are on. KSBs without any are left out."""
    tag = core.tag
    rows = session.execute(
        select(tag.c.ksb, *_sums(), func.aggregate_strings(cast(tag.c.number, String), ",").label("numbers"))
        .where(tag.c.apprenticeship_id == apprenticeship, _counting())
        .group_by(tag.c.ksb)
    )
    return tuple(
        TagCount(r.ksb, r.accepted, r.awaiting, r.returned, tuple(sorted(map(int, r.numbers.split(","))))) for r in rows
    )


def tag_counts_of_many(session: Session, apprenticeships: Collection[UUID]) -> Mapping[UUID, tuple[TagCount, ...]]:
    """The same for many apprenticeships in one statement, without the pieces. Those without any tag are left out."""
    tag = core.tag
    rows = session.execute(
        select(tag.c.apprenticeship_id, tag.c.ksb, *_sums())
        .where(tag.c.apprenticeship_id.in_(apprenticeships), _counting())
        .group_by(tag.c.apprenticeship_id, tag.c.ksb)
    )
    found: dict[UUID, list[TagCount]] = defaultdict(list)
    for apprenticeship, ksb, accepted, awaiting, returned in rows:
        found[apprenticeship].append(TagCount(ksb, accepted, awaiting, returned))
    return {apprenticeship: tuple(counts) for apprenticeship, counts in found.items()}


def matrix_cells(session: Session, apprenticeship: UUID) -> tuple[MatrixCell, ...]:
    """Every counting tag with its piece, in order of the pieces' numbers."""
    tag, version = core.tag, core.evidence_version
    same_version = and_(
        version.c.apprenticeship_id == tag.c.apprenticeship_id,
        version.c.number == tag.c.number,
        version.c.version == tag.c.version,
    )
    rows = session.execute(
        select(tag.c.ksb, tag.c.number, version.c.title, tag.c.state)
        .join(version, same_version)
        .where(tag.c.apprenticeship_id == apprenticeship, _counting())
        .order_by(tag.c.number, tag.c.ksb)
    )
    return tuple(MatrixCell(r.ksb, r.number, r.title, r.state) for r in rows)


def duty_evidence(session: Session, apprenticeship: UUID) -> tuple[DutyEvidence, ...]:
    """The pieces that count by the duties they came from, in order of their numbers."""
    duty, piece = core.evidence_duty, core.evidence
    counting_version = and_(
        piece.c.apprenticeship_id == duty.c.apprenticeship_id,
        piece.c.number == duty.c.number,
        piece.c.counting_version == duty.c.version,
    )
    rows = session.execute(
        select(duty.c.duty, duty.c.number)
        .join(piece, counting_version)
        .where(duty.c.apprenticeship_id == apprenticeship, piece.c.withdrawn_at.is_(None))
        .order_by(duty.c.number)
    )
    return tuple(DutyEvidence(r.duty, r.number) for r in rows)


def _counting() -> ColumnElement[bool]:
    return and_(core.tag.c.counts, core.tag.c.state.in_(_COUNTED))


def _sums() -> list[Any]:
    """One count for each state that coverage knows, named as the state is."""
    return [func.sum(case((core.tag.c.state == state, 1), else_=0)).label(state) for state in _COUNTED]
