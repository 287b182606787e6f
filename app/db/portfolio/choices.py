"""What was chosen for the assessor, the newest word on each piece."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.portfolio import Choice


def choices_of(session: Session, apprenticeship: UUID) -> dict[int, Choice]:
    """What was said of each piece, by its number, in one statement."""
    row = core.portfolio_choice
    rows = session.execute(
        select(row.c.number, row.c.included, row.c.position).where(row.c.apprenticeship_id == apprenticeship)
    )
    return {number: Choice(number, included, position) for number, included, position in rows}


def choose(session: Session, apprenticeship: UUID, choice: Choice, *, by: UUID, at: datetime) -> None:
    """Keep what was said of one piece in place of what stood there. The caller holds the apprenticeship."""
    row = core.portfolio_choice
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == choice.number))
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=choice.number,
            included=choice.included,
            position=choice.position,
            by=by,
            at=at,
        )
    )


def put_in_order(session: Session, apprenticeship: UUID, numbers: Sequence[int], *, by: UUID, at: datetime) -> None:
    """Give these pieces the positions 1, 2, 3 … and take every other's away; all of these are in the portfolio."""
    row = core.portfolio_choice
    session.execute(update(row).where(row.c.apprenticeship_id == apprenticeship).values(position=None))
    for position, number in enumerate(numbers, start=1):
        choose(session, apprenticeship, Choice(number, True, position), by=by, at=at)
