"""A target and what was done to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.apprenticeships import Named
from app.domain.london import london_date
from app.domain.people import Role

OWNERS = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
"""Who a target can be for: the three who meet at a review."""
LONGEST_WHAT = 500
LONGEST_REASON = 1_000
FURTHEST_AHEAD_DAYS = 1_500
"""So far ahead a target may lie: longer than any apprenticeship runs."""
MOST_MINUTES = 600 * 60


class TargetState(StrEnum):
    """Where a target stands. `PROPOSED` asks nothing of anybody until the tutor agrees to it."""

    PROPOSED = "proposed"
    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class Change(StrEnum):
    """One thing that is done to a target."""

    SET = "set"
    PROPOSED = "proposed"
    AGREED = "agreed"
    CHANGED = "changed"
    SAID_DONE = "said_done"
    NOT_DONE = "not_done"
    MET = "met"
    DROPPED = "dropped"
    OPENED_AGAIN = "opened_again"


_LEADS_TO = {
    Change.SET: TargetState.OPEN,
    Change.PROPOSED: TargetState.PROPOSED,
    Change.AGREED: TargetState.OPEN,
    Change.MET: TargetState.MET,
    Change.DROPPED: TargetState.DROPPED,
    Change.OPENED_AGAIN: TargetState.OPEN,
}
"""What a change makes of a target; the others leave its state as it is."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target asks for.

    `who` is to do it by the end of the day `due_on`. `minutes`, where it is about hours, are the off-the-job minutes to
    be confirmed from the day it was set; None otherwise.
    """

    what: str
    who: Role
    due_on: date
    ksbs: tuple[str, ...] = ()
    duty: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One change. `aim` is the whole of what the target asks for after it.

    `seq` counts from 1. `review` is the number of the review at which it was done, None between reviews. `reason` is
    what the person wrote, "" where nothing had to be.
    """

    seq: int
    change: Change
    aim: Aim
    by: Named
    at: datetime
    reason: str = ""
    review: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One target with everything that was done to it, oldest first; never without a first change."""

    number: int
    changes: tuple[TargetChange, ...]

    @property
    def aim(self) -> Aim:
        """What it asks for now."""
        return self.changes[-1].aim

    @property
    def first(self) -> TargetChange:
        """How it came to be: set, or proposed."""
        return self.changes[0]

    @property
    def last(self) -> TargetChange:
        """The newest change."""
        return self.changes[-1]

    @property
    def state(self) -> TargetState:
        """Where it stands."""
        return standing_of([one.change for one in self.changes])

    @property
    def open_since(self) -> TargetChange | None:
        """The change that first made it one to work on; None while it is only proposed, or was dropped as such."""
        opening = (Change.SET, Change.AGREED, Change.OPENED_AGAIN)
        return next((one for one in self.changes if one.change in opening), None)

    @property
    def said_done(self) -> TargetChange | None:
        """The word of whoever it is for that it is done, while nothing was done to it since."""
        return self.last if self.last.change is Change.SAID_DONE else None

    def days_overdue(self, today: date) -> int:
        """Whole days since its day went by; 0 until then, and for one that is not open."""
        return max(0, (today - self.aim.due_on).days) if self.state is TargetState.OPEN else 0


def standing_of(changes: Sequence[Change]) -> TargetState:
    """The state that these changes, oldest first, lead to."""
    return next(_LEADS_TO[one] for one in reversed(changes) if one in _LEADS_TO)


def as_it_stood(targets: Iterable[Target], on: date) -> tuple[Target, ...]:
    """Targets as they stood at the end of a day in London; those that came later are left out."""
    then = []
    for one in targets:
        changes = tuple(change for change in one.changes if london_date(change.at) <= on)
        if changes:
            then.append(Target(one.number, changes))
    return tuple(then)


def in_order(targets: Iterable[Target], today: date) -> tuple[Target, ...]:
    """Overdue ones first, longest overdue before others; then open ones by their day, proposed ones, settled ones."""
    rank = {TargetState.OPEN: 0, TargetState.PROPOSED: 1, TargetState.MET: 2, TargetState.DROPPED: 2}

    def place(one: Target) -> tuple[int, int, int]:
        settled = rank[one.state] == 2
        return rank[one.state], -int(one.last.at.timestamp()) if settled else one.aim.due_on.toordinal(), one.number

    return tuple(sorted(targets, key=place))
