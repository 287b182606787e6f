"""A tutor's queue: pieces that await a decision, over any number of apprenticeships, each list in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from app.db.apprenticeships import latest
from app.db.evidence.lists import tag_of
from app.db.tables import core
from app.domain.evidence import TagState
from app.domain.people import ENDED


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A piece with KSBs that await a decision."""

    apprenticeship: UUID
    number: int
    title: str
    kind: str
    submitted_at: datetime
    ksbs: tuple[str, ...]


After = tuple[datetime, UUID, int]
"""Where a page of the queue ended: sent at, apprenticeship, number."""


def queue(
    session: Session, apprenticeships: Sequence[UUID], *, after: After | None = None, limit: int = 50
) -> list[QueueItem]:
    """The pieces on these apprenticeships that await a decision, longest waiting first."""
    if not apprenticeships:
        return []
    version, tag = core.evidence_version, core.tag
    awaiting = func.aggregate_strings(cast(tag.c.ksb, String), ",").label("ksbs")
    key = (version.c.submitted_at, version.c.apprenticeship_id, version.c.number)
    query = (
        select(version.c.apprenticeship_id, version.c.number, version.c.title, version.c.kind, key[0], awaiting)
        .join(tag, tag_of(version))
        .where(_awaits(apprenticeships))
        .group_by(version.c.apprenticeship_id, version.c.number, version.c.version)
        .order_by(*key)
        .limit(limit)
    )
    if after is not None:
        query = query.where(_beyond(key, after))
    return [
        QueueItem(r.apprenticeship_id, r.number, r.title, r.kind, r.submitted_at, tuple(r.ksbs.split(",")))
        for r in session.execute(query)
    ]


def queue_length(session: Session, apprenticeships: Sequence[UUID], today: date) -> int:
    """How many pieces await a decision on those of these apprenticeships that have not ended."""
    if not apprenticeships:
        return 0
    tag, a, status = core.tag, core.apprenticeship, core.status
    pieces = (
        select(tag.c.apprenticeship_id, tag.c.number)
        .join(a, a.c.id == tag.c.apprenticeship_id)
        .join(status, latest(status, "since", today, a))
        .where(_awaits(apprenticeships), status.c.status.not_in([ended.value for ended in ENDED]))
        .distinct()
        .subquery()
    )
    return int(session.execute(select(func.count()).select_from(pieces)).scalar_one())


def _awaits(apprenticeships: Sequence[UUID]) -> ColumnElement[bool]:
    tag = core.tag
    return and_(tag.c.apprenticeship_id.in_(apprenticeships), tag.c.counts, tag.c.state == TagState.AWAITING.value)


def _beyond(key: tuple[Any, Any, Any], after: After) -> ColumnElement[bool]:
    at, apprenticeship, number = after
    return or_(
        key[0] > at,
        and_(key[0] == at, key[1] > apprenticeship),
        and_(key[0] == at, key[1] == apprenticeship, key[2] > number),
    )
