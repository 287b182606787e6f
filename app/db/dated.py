"""Rows that hold from a date until the first day without them, and rows that were there by a moment."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true


def holds(columns: Any, today: Any) -> ColumnElement[bool]:
    """Whether a row with `since` and `ended_on` holds on a day (a date, or a parameter that stands for one)."""
    return and_(columns.since <= today, or_(columns.ended_on.is_(None), columns.ended_on > today))


def by_then(at: Any, known: Any) -> ColumnElement[bool]:
    """Whether what is stamped `at` was there by a moment (a stamp, or a parameter for one); always for None."""
    return true() if known is None else at <= known
