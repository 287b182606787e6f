"""Facts an administrator confirmed here, laid over the catalogue: the newest of a key holds, the older ones stay.

They come as one text too, to be a column of any statement: what every page on an apprenticeship goes by costs none.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, cast, func, literal, select, true
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.db.tables.installation import ConfirmedFactRow
from app.domain.confirmed_facts import ConfirmedFact

PUBLISHED_MINIMUM = "published_minimum_minutes"
"""The key of the published minimum of a standard; the subject is “ST0868/1.0”.

Its value is the minutes, then a space and the last start it is for where there is one: “25080 2026-07-31”. It holds for
starts from the day it is effective on. Of two for one start the newer holds.
"""

_FIELD, _RECORD = "\x1f", "\x1e"


def subject_of(standard: str, version: str) -> str:
    """The subject of what is confirmed of a standard."""
    return f"{standard}/{version}"


def of_subject(session: Session, subject: str) -> tuple[ConfirmedFact, ...]:
    """Everything that was ever confirmed of a subject, newest first, in one statement."""
    return read(session.scalar(select(kept(literal(subject)))))


def of_all(session: Session) -> Mapping[str, tuple[ConfirmedFact, ...]]:
    """Everything but published hours, by subject (“ST0868/1.0”), in one statement."""
    found: dict[str, list[ConfirmedFact]] = defaultdict(list)
    for row in session.execute(_all()).all():
        found[row.subject].append(
            ConfirmedFact(row.key, row.seq, row.value, row.source, row.effective_on, row.name, row.at)
        )
    return {subject: tuple(facts) for subject, facts in found.items()}


def kept(subject: ColumnElement[str], recorded: Any = None, *, key: str = "") -> ScalarSelect[Any]:
    """What was confirmed of a subject as one text, to be given to `read`; of one key only, where one is named.

    With `recorded`, what was confirmed by that moment.
    """
    row, person = core.confirmed_fact, core.person
    day = cast(row.c.effective_on, String)
    parts = (row.c.key, cast(row.c.seq, String), row.c.value, row.c.source, day, person.c.name)
    one = cast(row.c.at, String)
    for part in reversed(parts):
        one = part + literal(_FIELD) + one
    return (
        select(func.aggregate_strings(one, _RECORD))
        .join(person, person.c.id == row.c.by)
        .where(row.c.subject == subject, row.c.key == key if key else true())
        .where(true() if recorded is None else row.c.at <= recorded)
        .scalar_subquery()
    )


@lru_cache(256)
def read(text: str | None) -> tuple[ConfirmedFact, ...]:
    """What a text of `kept` says, newest first."""
    found = [_one(record.split(_FIELD)) for record in (text or "").split(_RECORD) if record]
    return tuple(sorted(found, key=lambda one: (one.key, -one.seq)))


def lock(session: Session) -> None:
    """Hold what is confirmed, so that two people at once take turns."""
    session.execute(select(core.installation.c.id).with_for_update()).first()


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
    """Lay one fact over what stood there; returns its number. The caller holds what is confirmed, and records it."""
    row = core.confirmed_fact
    seq = next_number(session, row.c.seq, row.c.subject == subject, row.c.key == key)
    session.add(
        ConfirmedFactRow(
            subject=subject, key=key, seq=seq, value=value, source=source, effective_on=effective_on, by=by, at=at
        )
    )
    session.flush()
    return seq


@cache
def _all() -> Select[Any]:
    row, person = core.confirmed_fact, core.person
    return (
        select(row, person.c.name)
        .join(person, person.c.id == row.c.by)
        .where(row.c.key != PUBLISHED_MINIMUM)
        .order_by(row.c.subject, row.c.key, row.c.seq.desc())
    )


def _one(fields: list[str]) -> ConfirmedFact:
    key, seq, value, source, day, by, stamp = fields
    at = datetime.fromisoformat(stamp)
    return ConfirmedFact(
        key, int(seq), value, source, date.fromisoformat(day), by, at if at.tzinfo else at.replace(tzinfo=UTC)
    )
