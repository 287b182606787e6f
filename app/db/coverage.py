"""Coverage in SQL: tags counted by KSB in one GROUP BY, the cells of the matrix, and pieces by duty."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Uuid, and_, bindparam, case, cast, func, select
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
    rows = session.execute(_counts(), {"apprenticeship": apprenticeship}).all()
    return tuple(
        TagCount(ksb, accepted, awaiting, returned, tuple(sorted(map(int, numbers.split(",")))))
        for ksb, accepted, awaiting, returned, numbers in rows
    )


@cache
def _counts() -> Select[Any]:
    tag = core.tag
    return (
        select(tag.c.ksb, *_sums(), func.aggregate_strings(cast(tag.c.number, String), ",").label("numbers"))
        .where(tag.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), _counting())
        .group_by(tag.c.ksb)
    )


def tag_counts_of_many(session: Session, apprenticeships: Collection[UUID]) -> Mapping[UUID, tuple[TagCount, ...]]:
    """The same for many apprenticeships in one statement, without the pieces. Those without any tag are left out."""
    rows = session.execute(_counts_of_many(), {"apprenticeships": list(apprenticeships)}).all()
    return {apprenticeship: tuple(map(_count, counts.split(","))) for apprenticeship, counts in rows}


def _count(written: str) -> TagCount:
    ksb, accepted, awaiting, returned = written.split(" ")
    return TagCount(ksb, int(accepted), int(awaiting), int(returned))


@cache
def _counts_of_many() -> Select[Any]:
    """One row for each apprenticeship, “K1 2 0 1,K2 …”: thousands of rows would take longer to carry than to count."""
    tag = core.tag
    by_ksb = (
        select(tag.c.apprenticeship_id, tag.c.ksb, *_sums())
        .where(tag.c.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True)), _counting())
        .group_by(tag.c.apprenticeship_id, tag.c.ksb)
        .subquery()
    )
    written: Any = by_ksb.c.ksb
    for state in _COUNTED:
        written = written + " " + cast(by_ksb.c[state], String)
    return select(by_ksb.c.apprenticeship_id, func.aggregate_strings(written, ",")).group_by(by_ksb.c.apprenticeship_id)


def matrix_cells(session: Session, apprenticeship: UUID) -> tuple[MatrixCell, ...]:
    """Every counting tag with its piece, in order of the pieces' numbers."""
    rows = session.execute(_cells(), {"apprenticeship": apprenticeship}).all()
    return tuple(MatrixCell(*row) for row in rows)


@cache
def _cells() -> Select[Any]:
    tag, version = core.tag, core.evidence_version
    same_version = and_(
        version.c.apprenticeship_id == tag.c.apprenticeship_id,
        version.c.number == tag.c.number,
        version.c.version == tag.c.version,
    )
    return (
        select(tag.c.ksb, tag.c.number, version.c.title, tag.c.state)
        .join(version, same_version)
        .where(tag.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), _counting())
        .order_by(tag.c.number, tag.c.ksb)
    )


def duty_evidence(session: Session, apprenticeship: UUID) -> tuple[DutyEvidence, ...]:
    """The pieces that count by the duties they came from, in order of their numbers."""
    rows = session.execute(_duties_of_pieces(), {"apprenticeship": apprenticeship}).all()
    return tuple(DutyEvidence(*row) for row in rows)


@cache
def _duties_of_pieces() -> Select[Any]:
    duty, piece = core.evidence_duty, core.evidence
    counting_version = and_(
        piece.c.apprenticeship_id == duty.c.apprenticeship_id,
        piece.c.number == duty.c.number,
        piece.c.counting_version == duty.c.version,
    )
    return (
        select(duty.c.duty, duty.c.number)
        .join(piece, counting_version)
        .where(duty.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), piece.c.withdrawn_at.is_(None))
        .order_by(duty.c.number)
    )


def _counting() -> ColumnElement[bool]:
    return and_(core.tag.c.counts, core.tag.c.state.in_(_COUNTED))


def _sums() -> list[Any]:
    """One count for each state that coverage knows, named as the state is."""
    return [func.sum(case((core.tag.c.state == state, 1), else_=0)).label(state) for state in _COUNTED]
