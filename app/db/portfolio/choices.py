"""What was chosen for the assessor, the newest word on each piece."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.orm import Session

from app.db import evidence
from app.db.adjustments import longest_clip
from app.db.tables import core
from app.domain.evidence import Evidence
from app.domain.portfolio import Choice


def choices_of(session: Session, apprenticeship: UUID) -> dict[int, Choice]:
    """What was said of each piece, by its number, in one statement."""
    row = core.portfolio_choice
    rows = session.execute(
        select(row.c.number, row.c.included, row.c.position).where(row.c.apprenticeship_id == apprenticeship)
    )
    return {number: Choice(number, included, position) for number, included, position in rows}


def sent_pieces(session: Session, apprenticeship: UUID) -> tuple[list[Evidence], dict[int, Choice], int | None]:
    """Every piece that was ever sent, by number, what was said of each, and the longest clip that is agreed to.

    In one statement. The length is in minutes, None where none is agreed.
    """
    piece, said = core.evidence, core.portfolio_choice
    same = and_(said.c.apprenticeship_id == piece.c.apprenticeship_id, said.c.number == piece.c.number)
    rows = session.execute(
        select(piece, *evidence.whole(), said.c.included, said.c.position, longest_clip(apprenticeship))
        .outerjoin(said, same)
        .where(piece.c.apprenticeship_id == apprenticeship, piece.c.counting_version.is_not(None))
        .order_by(piece.c.number)
    ).all()
    choices = {
        row.number: Choice(row.number, row.included, row.position)
        for row in rows
        if row.included is not None or row.position is not None
    }
    agreed = rows[0].longest_clip if rows else None
    return [evidence.piece_of(row) for row in rows], choices, agreed


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
    """Give these pieces the positions 1, 2, 3 … and take every other's away.

    Whether a piece is in stays as it is: for one that nobody took in, `by` and `at` say who put it in order and when.
    """
    row = core.portfolio_choice
    here = row.c.apprenticeship_id == apprenticeship
    session.execute(delete(row).where(here, row.c.included.is_(None)))
    session.execute(update(row).where(here).values(position=None))
    said = set(session.scalars(select(row.c.number).where(here)))
    for position, number in enumerate(numbers, start=1):
        if number in said:
            session.execute(update(row).where(here, row.c.number == number).values(position=position))
        else:
            choose(session, apprenticeship, Choice(number, None, position), by=by, at=at)
