"""What was opened by access that was given to somebody from outside, as the access log tells it.

A subject there is the word for what gave the access, its number, and what was opened: “grant 2 …”, “visit 3 …”.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app.db import history
from app.db.tables import core


@dataclass(frozen=True, slots=True)
class Opened:
    """One thing that was opened: by which access, of whom, how often, first and last."""

    apprenticeship: UUID
    number: int
    what: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """Something of an apprentice that somebody opens by this access; `word` is what the log calls the access."""

    word: str
    number: int
    what: str
    person: UUID
    apprenticeship: UUID

    @property
    def subject(self) -> str:
        """As the access log has it."""
        return f"{self.word} {self.number} {self.what}".strip()


def log_opening(session: Session, one: Opening, *, at: datetime) -> None:
    """Record that it was opened."""
    history.log_access(session, at=at, person=one.person, apprenticeship=one.apprenticeship, subject=one.subject)


def opened_since(session: Session, one: Opening, since: datetime) -> bool:
    """Whether an opening of this by this access is recorded after a moment."""
    log = core.access_log
    of_it = select(log.c.id).where(log.c.apprenticeship_id == one.apprenticeship, log.c.at > since)
    return session.execute(of_it.where(log.c.subject == one.subject).limit(1)).first() is not None


def openings(session: Session, word: str, apprenticeships: Collection[UUID]) -> list[Opened]:
    """What was opened on these apprenticeships by access of this kind, what was opened last first, in one statement.

    There are as many as there are things to open, however often each was.
    """
    if not apprenticeships:
        return []
    return [_opened(row) for row in session.execute(_by_thing(f"{word} ", apprenticeships))]


def page_of_openings(
    session: Session, word: str, number: int, apprenticeships: Collection[UUID], *, first: int, count: int
) -> tuple[list[Opened], int]:
    """What was opened by one access from the `first`th on, what was opened last first, and how many things in all.

    `apprenticeships` are those that the access names; one statement. Beyond the last there is nothing, and 0 in all.
    """
    of_it = _by_thing(f"{word} {number} ", apprenticeships).add_columns(func.count().over().label("total"))
    rows = session.execute(of_it.offset(first).limit(count)).all()
    return [_opened(row) for row in rows], rows[0].total if rows else 0


def _by_thing(begins: str, apprenticeships: Collection[UUID]) -> Select[Any]:
    log = core.access_log
    last = func.max(log.c.at).label("last")
    return (
        select(log.c.apprenticeship_id, log.c.subject, func.count().label("times"), func.min(log.c.at).label("first"))
        .add_columns(last)
        .where(log.c.apprenticeship_id.in_(list(apprenticeships)), log.c.subject.startswith(begins))
        .group_by(log.c.apprenticeship_id, log.c.subject)
        .order_by(last.desc(), log.c.subject, log.c.apprenticeship_id)
    )


def _opened(row: Row[Any]) -> Opened:
    _, number, *what = row.subject.split(" ", 2)
    return Opened(row.apprenticeship_id, int(number), "".join(what), row.times, row.first, row.last)
