"""Access of an independent assessor to one frozen version: to whom, from when until when, and what ended it.

An assessor has no role on an apprenticeship. Whoever holds an open grant reads the version that it names, and nothing
else; it ends by its last day, by the provider, or by a conflict of interest that the assessor states.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.access_given import GrantState, state_on
from app.domain.apprenticeships import Named
from app.domain.refusals import NotPermitted

LONGEST = timedelta(days=366)
"""A grant lasts a year at the most: ours, since nobody has published how long an assessment may take."""
USUAL = timedelta(days=28)


class StatementDue(NotPermitted):
    """Nothing is shown before the assessor has said whether there is a conflict of interest."""

    def __init__(self) -> None:
        super().__init__("First say whether you have a conflict of interest.")


@dataclass(frozen=True, slots=True)
class Ask:
    """What the provider grants. Both days are London's; the last is one on which it is still open.

    `may_take`: the assessor may take the version along as one file.
    """

    version: int
    since: date
    last_day: date
    may_take: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant. `seq` is its number on the apprenticeship, `id` what the assessor's addresses hold.

    `stated_at` is when the assessor first said whether there is a conflict of interest; nothing is shown before.
    """

    apprenticeship: UUID
    seq: int
    id: UUID
    person: Named
    ask: Ask
    by: Named
    at: datetime
    stated_at: datetime | None = None
    conflict: bool = False
    revoked_at: datetime | None = None
    revoked_by: Named | None = None

    def state(self, today: date) -> GrantState:
        """What it is on a day. What ended it first goes before its days."""
        if self.conflict:
            return GrantState.CONFLICT
        return state_on(today, self.ask.since, self.ask.last_day, self.revoked_at)

    def can_be_read(self, today: date) -> bool:
        """Whether anything of the version is shown: it is open, and no conflict of interest was stated."""
        return self.state(today) is GrantState.OPEN and self.stated_at is not None
