"""Facts an administrator confirmed here, laid over the catalogue: the newest of a key holds, the older ones stay."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.db.numbering import next_number
from app.db.tables import core
from app.db.tables.installation import ConfirmedFactRow

ASSESSED_BY = "assessed_by"
"""The key of the split of a standard's KSBs between its assessment methods; its value is JSON."""
PUBLISHED_MINIMUM = "published_minimum_minutes"
"""The key of the published minimum of a standard; the subject is “ST0868/1.0”.

Its value is the minutes, then a space and the last start it is for where there is one: “25080 2026-07-31”. It holds for
starts from the day it is effective on. Of two for one start the newer holds.
"""


@dataclass(frozen=True, slots=True)
class ConfirmedFact:
    """One fact: its value as text, where it was found, from when it holds, and who entered it when."""

    subject: str
    key: str
    value: str
    source: str
    effective_on: date
    by: UUID
    at: datetime


def newest(session: Session, subject: str) -> dict[str, ConfirmedFact]:
    """The fact that holds for each key of a subject, in one statement."""
    row = core.confirmed_fact
    rows = session.execute(select(row).where(row.c.subject == subject).order_by(row.c.key, row.c.seq))
    return {r.key: ConfirmedFact(r.subject, r.key, r.value, r.source, r.effective_on, r.by, r.at) for r in rows}


def confirmed_splits(session: Session) -> Mapping[str, Mapping[str, list[str]]]:
    """Every confirmed split by subject (“ST0868/1.0”): for each KSB's code the codes of the methods that assess it."""
    return {subject: json.loads(value) for subject, value in session.execute(_splits()).all()}


@cache
def _splits() -> Select[Any]:
    fact = core.confirmed_fact
    newer = aliased(fact)
    highest = select(func.max(newer.c.seq)).where(newer.c.subject == fact.c.subject, newer.c.key == fact.c.key)
    return select(fact.c.subject, fact.c.value).where(
        fact.c.key == ASSESSED_BY, fact.c.seq == highest.scalar_subquery()
    )


def add(
    session: Session,
    subject: str,
    key: str,
    value: str,
    *,
    source: str,
    effective_on: date,
    by: UUID,
    at: datetime,
) -> int:
    """Lay one fact over what stood there; returns its number. The caller records it in the history."""
    row = core.confirmed_fact
    seq = next_number(session, row.c.seq, row.c.subject == subject, row.c.key == key)
    session.add(
        ConfirmedFactRow(
            subject=subject, key=key, seq=seq, value=value, source=source, effective_on=effective_on, by=by, at=at
        )
    )
    session.flush()
    return seq
