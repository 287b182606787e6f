"""The private list of names to watch for on an apprenticeship, as keyed hashes: it can be asked, never read."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.db.tables import core

_row = core.watch_name


def kept(session: Session, apprenticeship: UUID) -> frozenset[str]:
    """Everything that is kept of an apprenticeship's list."""
    return frozenset(session.scalars(select(_row.c.keyed_hash).where(_row.c.apprenticeship_id == apprenticeship)))


def keep(session: Session, apprenticeship: UUID, hashes: Collection[str], by: UUID, at: datetime) -> None:
    """Add a name's hashes; those that are there stay."""
    new = sorted(set(hashes) - kept(session, apprenticeship))
    if new:
        rows = [{"apprenticeship_id": apprenticeship, "keyed_hash": one, "by": by, "at": at} for one in new]
        session.execute(insert(_row), rows)


def drop(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> None:
    """Take a name's hashes away."""
    session.execute(delete(_row).where(_row.c.apprenticeship_id == apprenticeship, _row.c.keyed_hash.in_(hashes)))


def drop_all(session: Session, apprenticeship: UUID) -> None:
    """Forget a whole list."""
    session.execute(delete(_row).where(_row.c.apprenticeship_id == apprenticeship))


def listed(session: Session) -> list[UUID]:
    """The apprenticeships that have a list."""
    return list(session.scalars(select(_row.c.apprenticeship_id).distinct()))
