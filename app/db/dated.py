"""Rows that hold from a date until the first day without them: roles across the provider, and on apprenticeships."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_


def holds(columns: Any, today: Any) -> ColumnElement[bool]:
    """Whether a row with `since` and `ended_on` holds on a day (a date, or a parameter that stands for one)."""
    return and_(columns.since <= today, or_(columns.ended_on.is_(None), columns.ended_on > today))
