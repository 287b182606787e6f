"""Who is reminded of a milestone review by mail, and when: 7 days and 1 day before it, whoever has something to do.

The apprentice and the employer are reminded while nothing of theirs is written in it, the tutor of the meeting.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from app.domain.people import Role


class Ahead(StrEnum):
    """How long before a review somebody is reminded of it."""

    WEEK = "week"
    DAY = "day"


WEEK_DAYS = 7
PREPARING = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)


def ahead_of(on: date, today: date) -> Ahead | None:
    """Which reminder is due today of a review on a day; None outside the week before it, and on the day itself.

    A round that was not run on the very day is made up for while it still helps: from 7 days to 2 days before it is
    the week's, and the day before it is the day's.
    """
    days = (on - today).days
    if days == 1:
        return Ahead.DAY
    return Ahead.WEEK if 1 < days <= WEEK_DAYS else None


def reminded(written: Collection[Role]) -> tuple[Role, ...]:
    """Which parties have something to do: `written` are those who wrote in it. The tutor holds the meeting."""
    return tuple(role for role in PREPARING if role is Role.TUTOR or role not in written)
