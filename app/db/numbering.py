"""Numbers given out in order: one more than the highest so far, under a lock that the caller holds."""

from sqlalchemy import Column, ColumnElement, func, select
from sqlalchemy.orm import Session


def next_number(session: Session, column: "Column[int]", *among: ColumnElement[bool]) -> int:
    """One more than the highest of this column among these rows; 1 where there are none."""
    highest = session.execute(select(func.max(column)).where(*among)).scalar_one()
    return int(highest or 0) + 1
