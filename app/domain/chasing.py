"""What waits on whom, and nudging: one mail by one button, not too soon and not too often."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.london import london_date
from app.domain.people import Role
from app.domain.refusals import WrongState
from app.domain.signatures import RecordKind, kind_name
from app.domain.wording import day_words, plural

NUDGE_EVERY = timedelta(days=7)
MOST_NUDGES = 3
PREPARE_DAYS = 14
"""So long before a review the parts of it that are still empty wait."""
PRESSED_TWICE = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(hours=1)


class WaitKind(StrEnum):
    """What waits: to be decided, confirmed, prepared, signed, answered, rated or put to sign again."""

    EVIDENCE = "evidence"
    HOURS = "hours"
    REVIEW = "review"
    SIGNATURE = "signature"
    PROPOSED_KSBS = "proposed_ksbs"
    SCAN = "skills_scan"
    PLAN = "training_plan"


@dataclass(frozen=True, slots=True)
class Nudges:
    """The nudges about one thing so far: how many, when the last was and who sent it, None where a round of reminders
    did."""

    sent: int = 0
    last_at: datetime | None = None
    last_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits on one party. `which` is what is oldest of it, so that what waits next is another thing.

    `since` is London's date. Of a record to sign
    `which` is its kind, number and version: review-4-1.
    """

    apprenticeship: UUID
    kind: WaitKind
    role: Role
    which: str
    count: int
    since: date
    nudges: Nudges = Nudges()

    @property
    def item(self) -> str:
        """What nudges are kept by."""
        return item_name(self.kind, self.role, self.which)

    def words(self) -> str:
        """What waits, in numbers alone."""
        counted = {
            WaitKind.EVIDENCE: f"{plural(self.count, 'piece')} of evidence to decide",
            WaitKind.HOURS: f"{plural(self.count, 'entry', 'entries')} of hours to confirm",
            WaitKind.REVIEW: f"Their part of review {self.which} to write",
            WaitKind.PROPOSED_KSBS: f"{plural(self.count, 'proposed KSB')} to answer",
            WaitKind.SCAN: f"Ratings to give in skills scan {self.which}",
            WaitKind.PLAN: "Training plan to put before its signers again",
        }
        if self.kind is not WaitKind.SIGNATURE:
            return counted[self.kind]
        kind, number, _ = self.which.rsplit("-", 2)
        name = f"review {number}" if kind == RecordKind.REVIEW else kind_name(RecordKind(kind), int(number))
        return f"{name[0].upper()}{name[1:]} to sign"


def item_name(kind: WaitKind, role: Role, which: str) -> str:
    """What the nudges about one thing are kept by."""
    return f"{kind.value}.{role.value}.{which}"


def next_nudge_on(nudges: Nudges, now: datetime) -> date | None:
    """The day from which the next nudge may be sent; None where none may be any more."""
    if nudges.sent >= MOST_NUDGES:
        return None
    last = nudges.last_at
    if last is None or last > now + CLOCKS_DIFFER:
        return london_date(now)
    return london_date(last + NUDGE_EVERY)


def insist_nudge(wait: Wait, now: datetime) -> None:
    """Raises WrongState where a nudge was sent within 7 days, or three were."""
    allowed = next_nudge_on(wait.nudges, now)
    if allowed is None:
        raise WrongState(f"{MOST_NUDGES} nudges were sent about this. Speak to them instead.")
    if allowed > london_date(now):
        raise WrongState(f"A nudge was sent within the last week. The next may be sent on {day_words(allowed)}.")


def pressed_twice(nudges: Nudges, by: UUID, now: datetime) -> bool:
    """Whether the same person sent the last one a moment ago, and so means that one."""
    last = nudges.last_at
    return last is not None and nudges.last_by == by and abs(now - last) <= PRESSED_TWICE
