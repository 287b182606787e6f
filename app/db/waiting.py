"""What waits to be done: how many jobs, and since when the oldest of them is due."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables import core


@dataclass(frozen=True, slots=True)
class Waiting:
    """Jobs not done yet, those that wait for another try among them; `oldest_due` is None where there are none."""

    jobs: int
    oldest_due: datetime | None


def waiting_jobs(session: Session) -> Waiting:
    """How many jobs wait, and when the first of them was due."""
    row = core.job
    found = session.execute(select(func.count(), func.min(row.c.due)).where(row.c.done_at.is_(None))).one()
    return Waiting(found[0], found[1])
