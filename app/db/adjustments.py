"""Adjustments to the assessment: rows and domain values."""

from uuid import UUID

from sqlalchemy import Label, and_, func, insert, select, update
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.assessment import Adjusting, Adjustment, AdjustmentKind, AdjustmentState
from app.domain.refusals import NotFound


def all_of(session: Session, apprenticeship: UUID, *numbers: int) -> tuple[Adjustment, ...]:
    """Every adjustment, or those of these numbers, oldest first; in one statement."""
    row, person = core.adjustment, core.person
    query = (
        select(row, person.c.name)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.number)
    )
    found = session.execute(query.where(row.c.number.in_(numbers)) if numbers else query)
    return tuple(
        Adjustment(
            r.number,
            Adjusting(AdjustmentKind(r.kind), r.words, r.method, r.minutes, r.reason),
            AdjustmentState(r.state),
            Named(r.by, r.name),
            r.at,
            r.answered_at,
            r.told_on,
            r.told_whom,
            r.ended_reason,
        )
        for r in found
    )


def longest_clip(apprenticeship: UUID) -> Label[int | None]:
    """The longest clip in minutes that is agreed to, as a column of a larger question; NULL where none is."""
    row = core.adjustment
    agreed = and_(row.c.kind == AdjustmentKind.CLIP_LENGTH.value, row.c.state == AdjustmentState.AGREED.value)
    longest = select(func.max(row.c.minutes)).where(row.c.apprenticeship_id == apprenticeship, agreed)
    return longest.scalar_subquery().label("longest_clip")


def load(session: Session, apprenticeship: UUID, number: int) -> Adjustment:
    """One adjustment. Raises NotFound."""
    found = all_of(session, apprenticeship, number)
    if not found:
        raise NotFound
    return found[0]


def add(session: Session, apprenticeship: UUID, one: Adjustment, salt: str) -> None:
    """Keep a new adjustment. The caller holds the apprenticeship."""
    values = _standing(one) | {
        "apprenticeship_id": apprenticeship,
        "number": one.number,
        "kind": one.what.kind.value,
        "method": one.what.method,
        "minutes": one.what.minutes,
        "words": one.what.words,
        "reason": one.what.reason,
        "salt": salt,
        "by": one.by.id,
        "at": one.at,
    }
    session.execute(insert(core.adjustment).values(values))


def keep(session: Session, apprenticeship: UUID, one: Adjustment) -> None:
    """Keep where an adjustment stands now."""
    row = core.adjustment
    session.execute(
        update(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == one.number).values(_standing(one))
    )


def new_number(session: Session, apprenticeship: UUID) -> int:
    """The number of the next one."""
    row = core.adjustment
    return next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)


def _standing(one: Adjustment) -> dict[str, object]:
    return {
        "state": one.state.value,
        "answered_at": one.answered_at,
        "told_on": one.told_on,
        "told_whom": one.told_whom,
        "ended_reason": one.ended_reason,
    }
