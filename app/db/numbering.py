"""What is numbered within an apprenticeship: the next number, and rows by their numbers."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, and_, false, func, or_, select
from sqlalchemy.orm import Session


def next_number(session: Session, column: "Column[int]", *among: ColumnElement[bool]) -> int:
    """One more than the highest of this column among these rows; 1 where there are none.

    The caller holds a lock under which nobody else asks.
    """
    highest = session.execute(select(func.max(column)).where(*among)).scalar_one()
    return int(highest or 0) + 1


def numbered(row: Table, keys: Collection[tuple[UUID, int]]) -> ColumnElement[bool]:
    """Those with one of these pairs of apprenticeship and number.

    Told apart by apprenticeship: pairs in one list would have SQLite look through the whole table.
    """
    numbers: dict[UUID, list[int]] = {}
    for apprenticeship, number in keys:
        numbers.setdefault(apprenticeship, []).append(number)
    each = (and_(row.c.apprenticeship_id == one, row.c.number.in_(some)) for one, some in numbers.items())
    return or_(false(), *each)
