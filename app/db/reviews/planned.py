"""Each time that a review was put on another day, missed, or that was taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.apprenticeships import Named


@dataclass(frozen=True, slots=True)
class PlannedAnew:
    """A review was put on another day, or missed where `to_on` is None: why, by whom and when.

    Where the two days are the same, that it was missed was taken back.
    """

    number: int
    from_on: date
    to_on: date | None
    reason: str
    by: Named
    at: datetime

    @property
    def is_reopening(self) -> bool:
        """Whether that it was missed was taken back."""
        return self.to_on == self.from_on


def add_planned(
    session: Session,
    apprenticeship: UUID,
    number: int,
    *,
    from_on: date,
    to_on: date | None,
    reason: str,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """Keep that a review was put on another day, or missed, for good."""
    row = core.review_planned
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            seq=seq,
            from_on=from_on,
            to_on=to_on,
            reason=reason,
            salt=salt,
            by=by,
            at=at,
        )
    )


def planned_anew(session: Session, apprenticeship: UUID, number: int) -> list[PlannedAnew]:
    """Every time that one review was put on another day or missed, oldest first."""
    row, person = core.review_planned, core.person
    rows = session.execute(
        select(row, person.c.name)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.seq)
    )
    return [PlannedAnew(r.number, r.from_on, r.to_on, r.reason, Named(r.by, r.name), r.at) for r in rows]
