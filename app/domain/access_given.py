"""Access that the provider gives somebody from outside for some days: how it stands, and which days will do."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.refusals import BadInput, Fault

ONE_OPENING = timedelta(minutes=30)
"""A file that is asked for again so soon is the same opening: a player asks for dozens of ranges of a film, a browser
looks whether what it has is still the newest. Whoever goes on for longer opens it again, so a film of two hours counts
as four at the most. The length is ours; the first opening of a file always counts."""


class GrantState(StrEnum):
    """What access is on a day."""

    COMING = "coming"
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    CONFLICT = "conflict"


NOT_ENDED = (GrantState.OPEN, GrantState.COMING)


def state_on(today: date, since: date, last_day: date, revoked_at: datetime | None) -> GrantState:
    """How access from `since` to `last_day` stands; what the provider ended goes before its days."""
    if revoked_at is not None:
        return GrantState.REVOKED
    if today > last_day:
        return GrantState.EXPIRED
    return GrantState.COMING if today < since else GrantState.OPEN


def insist_days(since: date, last_day: date, today: date, *, longest: timedelta, lasts: str) -> None:
    """Raises BadInput for days that are over, in the wrong order, or more than `longest`, first and last counted.

    `lasts` says that.
    """
    if last_day < today:
        raise BadInput([Fault("last_day", "Choose a last day that is not over yet.")])
    if last_day < since:
        raise BadInput([Fault("last_day", "The last day is before the first. Choose a later one.")])
    if last_day - max(since, today) >= longest:
        raise BadInput([Fault("last_day", f"{lasts} at the most. Choose an earlier last day.")])
