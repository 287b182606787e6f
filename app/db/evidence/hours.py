"""The time that was logged with a piece."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.tables import core


@dataclass(frozen=True, slots=True)
class HoursWith:
    """Time that was logged with a piece. `minutes` are whole minutes; `why_not` says why it does not count."""

    number: int
    version: int
    happened_on: date
    minutes: int
    activity: str
    state: str
    counts: bool
    why_not: str
    paid_time: str


def hours_with(session: Session, apprenticeship: UUID, number: int) -> list[HoursWith]:
    """The time logged with a piece, as it stands; what was corrected is left out."""
    return [HoursWith(*found) for found in session.execute(hours_asked(apprenticeship, number))]


def hours_asked(apprenticeship: Any, number: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; its columns are those of `HoursWith`."""
    row = core.time_entry
    return (
        select(
            row.c.number,
            row.c.evidence_version,
            row.c.happened_on,
            row.c.minutes,
            row.c.activity,
            row.c.state,
            row.c.counts,
            row.c.why_not,
            row.c.paid_time,
        )
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.evidence_number == number,
            row.c.state.not_in(("superseded", "withdrawn")),
        )
        .order_by(row.c.number)
    )
