"""The hours published for a standard as administrators entered them: facts of `confirmed_facts`, newest first.

They come as one text too, to be a column of any statement: what every page on an apprenticeship goes by costs none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, String, cast, func, literal, select, true
from sqlalchemy.orm import Session

from app.db import confirmed_facts
from app.db.confirmed_facts import PUBLISHED_MINIMUM
from app.db.tables import core
from app.domain.funding_rules import PublishedHours
from app.domain.london import london_date
from app.domain.standards import Confidence, Source

_FIELD, _RECORD = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Entered:
    """One figure as somebody entered it: `by` is their name."""

    seq: int
    hours: PublishedHours
    by: str
    at: datetime


def subject_of(standard: str, version: str) -> str:
    """The subject of what is confirmed of a standard."""
    return f"{standard}/{version}"


def entered(session: Session, standard: str, version: str) -> Sequence[Entered]:
    """Every figure ever entered for a standard, newest first, in one statement."""
    return _entered(session.scalar(select(kept(literal(subject_of(standard, version))))), standard, version)


def kept(subject: ColumnElement[str], recorded: Any = None) -> ScalarSelect[Any]:
    """Every figure entered for a standard as one text, to be given to `holding`; with `recorded`, by that moment."""
    row, person = core.confirmed_fact, core.person
    parts = (cast(row.c.seq, String), row.c.value, cast(row.c.effective_on, String), row.c.source, person.c.name)
    one = cast(row.c.at, String)
    for part in reversed(parts):
        one = part + literal(_FIELD) + one
    return (
        select(func.aggregate_strings(one, _RECORD))
        .join(person, person.c.id == row.c.by)
        .where(row.c.subject == subject, row.c.key == PUBLISHED_MINIMUM)
        .where(true() if recorded is None else row.c.at <= recorded)
        .scalar_subquery()
    )


def holding(text: str | None, standard: str, version: str, start: date) -> PublishedHours | None:
    """The figure that holds for a start, None where nobody entered one."""
    return holds_for(_entered(text, standard, version), start) if text else None


def holds_for(every: Sequence[Entered], start: date) -> PublishedHours | None:
    """The newest figure for a start."""
    for one in every:
        hours = one.hours
        if hours.start_from <= start and (hours.start_to is None or start <= hours.start_to):
            return hours
    return None


def add(
    session: Session,
    standard: str,
    version: str,
    minutes: int,
    *,
    start_from: date,
    start_to: date | None,
    source: str,
    by: UUID,
    at: datetime,
) -> None:
    """Lay a figure over what stood there. The caller records it in the history."""
    confirmed_facts.add(
        session,
        subject_of(standard, version),
        PUBLISHED_MINIMUM,
        f"{minutes} {start_to.isoformat()}" if start_to else str(minutes),
        source=source,
        effective_on=start_from,
        by=by,
        at=at,
    )


@lru_cache(256)
def _entered(text: str | None, standard: str, version: str) -> Sequence[Entered]:
    found = [_one(record.split(_FIELD), standard, version) for record in (text or "").split(_RECORD) if record]
    return tuple(sorted(found, key=lambda one: -one.seq))


def _one(fields: list[str], standard: str, version: str) -> Entered:
    seq, value, start_from, source, by, stamp = fields
    minutes, _, start_to = value.partition(" ")
    at = datetime.fromisoformat(stamp)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    hours = PublishedHours(
        standard,
        version,
        int(minutes),
        date.fromisoformat(start_from),
        date.fromisoformat(start_to) if start_to else None,
        Source(source, True, "", Confidence.QUOTED),
        by,
        london_date(at),
    )
    return Entered(int(seq), hours, by, at)
