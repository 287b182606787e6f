"""The reviews on record of one apprenticeship or of many, with who answered them."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.db.reviews.record import review_of
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.reviews import FactsSince, Review, facts_from_json
from app.domain.signatures import Answer, RecordKind


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One version of one review, with what each party answered so far; `completed_at` is when the last did.

    `put_on` is the day on which this version was put to sign; `first_put` and `first_completed` are of the version that
    was put first. Only `brief.py` reads these three.
    """

    review: Review
    answers: tuple[tuple[Role, Answer], ...] = ()
    opened_at: datetime | None = None
    completed_at: datetime | None = None
    held_by: Named | None = None
    facts: FactsSince | None = None
    put_on: date | None = None
    first_put: date | None = None
    first_completed: date | None = None

    @property
    def unsigned(self) -> tuple[Role, ...]:
        """Whoever refused, or whose signature cannot be had."""
        return tuple(role for role, answer in self.answers if answer is not Answer.SIGNED)


def of_many(session: Session, apprenticeships: Collection[UUID]) -> dict[UUID, list[OnRecord]]:
    """The newest version of every review that somebody touched, by apprenticeship, in one statement, without facts."""
    if not apprenticeships:
        return {}
    found: dict[UUID, list[OnRecord]] = defaultdict(list)
    rows = session.execute(_newest(), {"apprenticeships": list(apprenticeships), "kind": RecordKind.REVIEW.value})
    for row in rows:
        found[row.apprenticeship_id].append(_on_record(row))
    return dict(found)


def versions_of(session: Session, apprenticeship: UUID) -> list[OnRecord]:
    """Every version of every review of one apprenticeship, with its facts, by number and version; one statement."""
    rows = session.execute(_versions(), {"apprenticeships": [apprenticeship], "kind": RecordKind.REVIEW.value})
    return [_on_record(row, facts=row.facts, held_by=row.held_by_name) for row in rows]


@cache
def _newest() -> Select[Any]:
    row, newer = core.review, aliased(core.review)
    last = (
        select(func.max(newer.c.version))
        .where(newer.c.apprenticeship_id == row.c.apprenticeship_id, newer.c.number == row.c.number)
        .scalar_subquery()
    )
    light = [column for column in row.c if column.name != "facts"]
    return _with_answers(select(*light, *_answered())).where(row.c.version == last)


@cache
def _versions() -> Select[Any]:
    row, holder = core.review, aliased(core.person)
    query = select(row, *_answered(), holder.c.name.label("held_by_name"))
    return _with_answers(query).outerjoin(holder, holder.c.id == row.c.held_by)


def _answered() -> list[Any]:
    row, said = core.review, core.signature
    answers = (
        select(func.aggregate_strings(said.c.role + ":" + said.c.answer, " "))
        .where(
            said.c.apprenticeship_id == row.c.apprenticeship_id,
            said.c.kind == bindparam("kind"),
            said.c.number == row.c.number,
            said.c.version == row.c.version,
        )
        .correlate(row)
        .scalar_subquery()
    )
    return [core.signed_record.c.completed_at, answers.label("answers")]


def _with_answers(query: Select[Any]) -> Select[Any]:
    row, put = core.review, core.signed_record
    same = and_(
        put.c.apprenticeship_id == row.c.apprenticeship_id,
        put.c.kind == bindparam("kind"),
        put.c.number == row.c.number,
        put.c.version == row.c.version,
    )
    return (
        query.select_from(row)
        .outerjoin(put, same)
        .where(row.c.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True)))
        .order_by(row.c.apprenticeship_id, row.c.number, row.c.version)
    )


def _on_record(row: Any, *, facts: str = "", held_by: str | None = None) -> OnRecord:
    pairs = (one.split(":") for one in (row.answers or "").split())
    return OnRecord(
        review=review_of(row, row.completed_at),
        opened_at=row.opened_at,
        completed_at=row.completed_at,
        answers=tuple(sorted((Role(role), Answer(answer)) for role, answer in pairs)),
        held_by=Named(row.held_by, held_by) if held_by else None,
        facts=facts_from_json(json.loads(facts)) if facts else None,
    )
