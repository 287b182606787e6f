"""The hours published for a standard as administrators entered them: facts of `confirmed_facts`, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.db import confirmed_facts
from app.db.confirmed_facts import PUBLISHED_MINIMUM, subject_of
from app.domain.confirmed_facts import ConfirmedFact
from app.domain.funding_rules import PublishedHours
from app.domain.london import london_date
from app.domain.standards import Confidence, Source


@dataclass(frozen=True, slots=True)
class Entered:
    """One figure as somebody entered it: `by` is their name."""

    seq: int
    hours: PublishedHours
    by: str
    at: datetime


def entered(session: Session, standard: str, version: str) -> Sequence[Entered]:
    """Every figure ever entered for a standard, newest first, in one statement."""
    text = session.scalar(select(confirmed_facts.kept(literal(subject_of(standard, version)), key=PUBLISHED_MINIMUM)))
    return _entered(confirmed_facts.read(text), standard, version)


def holding(facts: tuple[ConfirmedFact, ...], standard: str, version: str, start: date) -> PublishedHours | None:
    """The figure among these facts that holds for a start, None where nobody entered one."""
    return holds_for(_entered(facts, standard, version), start) if facts else None


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
    """Lay a figure over what stood there. The caller holds what is confirmed, and records it in the history."""
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
def _entered(facts: tuple[ConfirmedFact, ...], standard: str, version: str) -> Sequence[Entered]:
    return tuple(_one(fact, standard, version) for fact in facts if fact.key == PUBLISHED_MINIMUM)


def _one(fact: ConfirmedFact, standard: str, version: str) -> Entered:
    minutes, _, start_to = fact.value.partition(" ")
    hours = PublishedHours(
        standard,
        version,
        int(minutes),
        fact.found_on,
        date.fromisoformat(start_to) if start_to else None,
        Source(fact.source, True, "", Confidence.QUOTED),
        fact.by,
        london_date(fact.at),
    )
    return Entered(fact.seq, hours, fact.by, fact.at)
