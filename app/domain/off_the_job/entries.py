"""Time entries: every state and transition, and what counts as off-the-job training.

A draft goes with draft evidence and is sent with it. What waits is confirmed or queried by the employer or the tutor,
never by whoever logged it. A correction never overwrites: it supersedes and waits again.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import Activity, PaidTime, PaidTimeRule
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words

LONGEST_DAY = 1440
"""Minutes in a day: the longest entry."""


class TimeState(StrEnum):
    """Where an entry stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    QUERIED = "queried"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


CONFIRMED_FROM = frozenset({TimeState.WAITING, TimeState.QUERIED})
QUERIED_FROM = frozenset({TimeState.WAITING})
ANSWERED_FROM = frozenset({TimeState.QUERIED})
CHANGED_FROM = frozenset({TimeState.WAITING, TimeState.QUERIED, TimeState.CONFIRMED})
"""From which states an entry is confirmed, queried, answered, and corrected or withdrawn."""


STATE_AFTER = {
    "confirmed": TimeState.CONFIRMED,
    "queried": TimeState.QUERIED,
    "answered": TimeState.WAITING,
    "corrected": TimeState.SUPERSEDED,
    "withdrawn": TimeState.WITHDRAWN,
}
"""In which state each thing done leaves an entry; its state on a past day follows from what was done by then."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Whether time counts as off-the-job training; `why_not` is one sentence, "" where it counts."""

    counts: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """What somebody says was done: minutes on one day, as the form holds it, with whether it counts."""

    happened_on: date
    minutes: int
    activity: str
    description: str
    counting: Counting
    duty: str | None = None
    ksbs: tuple[str, ...] = ()
    paid_time: PaidTime = PaidTime.IN_PAID_HOURS


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """One entry. `number` is per apprenticeship; `supersedes` is the number of the entry that it corrects.

    `session` is the session whose register it came from, None where it came with evidence or alone.

    An entry that does not count is kept as a record and is never in a total.
    """

    number: int
    id: UUID
    logged: Logged
    state: TimeState
    logged_by: UUID
    logged_at: datetime
    evidence_number: int | None = None
    evidence_version: int | None = None
    session: UUID | None = None
    supersedes: int | None = None


def counting(activity: Activity, on: date, period: PracticalPeriod, paid: PaidTimeRule | None = None) -> Counting:
    """Whether time spent so on that day counts, and if not, the first reason why. `paid` None is in paid hours."""
    if not activity.counts:
        return Counting(False, activity.why)
    if on < period.start:
        return Counting(
            False,
            f"It was before the start on {day_words(period.start)}, and only time from then on counts.",
        )
    if period.ended_on is not None and on > period.ended_on:
        return Counting(
            False,
            f"It was after the practical period ended on {day_words(period.ended_on)}, and nothing after that counts.",
        )
    if period.on_a_break(on):
        return Counting(False, "It was during a break in learning, and nothing in a break counts.")
    if paid is not None and not paid.counts:
        return Counting(False, paid.why)
    return Counting(True)


def entry_faults(on: date, minutes: int, today: date) -> tuple[Fault, ...]:
    """What stops an entry from being taken at all: a day to come, or minutes that no day has."""
    faults = []
    if on > today:
        faults.append(Fault("on", "The day must be today or earlier."))
    if not 1 <= minutes <= LONGEST_DAY:
        faults.append(Fault("minutes", "The time must be at least 1 minute and at most 24 hours."))
    return tuple(faults)


def log(
    logged: Logged,
    *,
    number: int,
    entry_id: UUID,
    by: UUID,
    at: datetime,
    draft: bool = False,
    evidence: tuple[int, int] | None = None,
    session: UUID | None = None,
) -> TimeEntry:
    """A new entry, waiting to be confirmed, or a draft that goes with a draft of evidence.

    `evidence` is the number and version of the piece it came with, `session` the one whose register
    gave it. Raises BadInput for impossible minutes.
    """
    if faults := entry_faults(logged.happened_on, logged.minutes, logged.happened_on):
        raise BadInput(faults)
    return TimeEntry(
        number=number,
        id=entry_id,
        logged=logged,
        state=TimeState.DRAFT if draft else TimeState.WAITING,
        logged_by=by,
        logged_at=at,
        evidence_number=evidence[0] if evidence else None,
        evidence_version=evidence[1] if evidence else None,
        session=session,
    )


def submit(entry: TimeEntry) -> TimeEntry:
    """Send a draft, with the evidence it belongs to."""
    _insist(entry, {TimeState.DRAFT}, "sent")
    return replace(entry, state=TimeState.WAITING)


def confirm(entry: TimeEntry, by: UUID) -> TimeEntry:
    """The employer or the tutor agrees that this time was spent so."""
    _insist(entry, CONFIRMED_FROM, "confirmed")
    _insist_other(entry, by, "confirm")
    return replace(entry, state=TimeState.CONFIRMED)


def query(entry: TimeEntry, by: UUID, note: str) -> TimeEntry:
    """The employer or the tutor asks whoever logged it about it."""
    _insist_words(note, "Say what you want to know about these hours.")
    _insist(entry, QUERIED_FROM, "queried")
    _insist_other(entry, by, "query")
    return replace(entry, state=TimeState.QUERIED)


def answer(entry: TimeEntry, by: UUID, note: str) -> TimeEntry:
    """Whoever logged it answers the query; it waits again."""
    _insist_words(note, "Write an answer to the query.")
    _insist(entry, ANSWERED_FROM, "answered")
    insist_own(entry, by, "answer a query about")
    return replace(entry, state=TimeState.WAITING)


def correct(
    entry: TimeEntry, logged: Logged, by: UUID, reason: str, *, number: int, entry_id: UUID, at: datetime
) -> tuple[TimeEntry, TimeEntry]:
    """Put an entry right: the old one, superseded, and a new one that waits. Confirmed time is uncounted at once."""
    _insist_words(reason, "Say why you are correcting these hours.")
    _insist(entry, CHANGED_FROM, "corrected")
    insist_own(entry, by, "correct")
    new = log(logged, number=number, entry_id=entry_id, by=by, at=at)
    new = replace(
        new,
        supersedes=entry.number,
        evidence_number=entry.evidence_number,
        evidence_version=entry.evidence_version,
        session=entry.session,
    )
    return replace(entry, state=TimeState.SUPERSEDED), new


def withdraw(entry: TimeEntry, by: UUID, reason: str) -> TimeEntry:
    """Whoever logged it takes it back."""
    _insist_words(reason, "Say why you are withdrawing these hours.")
    _insist(entry, CHANGED_FROM, "withdrawn")
    insist_own(entry, by, "withdraw")
    return replace(entry, state=TimeState.WITHDRAWN)


_STANDING = {
    TimeState.DRAFT: "are still a draft",
    TimeState.WAITING: "are waiting to be confirmed",
    TimeState.CONFIRMED: "have been confirmed",
    TimeState.QUERIED: "have been queried",
    TimeState.SUPERSEDED: "have been replaced by a correction",
    TimeState.WITHDRAWN: "have been withdrawn",
}


def _insist(entry: TimeEntry, states: Collection[TimeState], done: str) -> None:
    if entry.state not in states:
        standing = _STANDING[entry.state]
        again = standing == f"have been {done}"
        raise WrongState(f"These hours {standing}{' already' if again else f', so they cannot be {done}'}.")


def _insist_other(entry: TimeEntry, by: UUID, do: str) -> None:
    if entry.logged_by == by:
        raise WrongState(f"You logged these hours yourself, so somebody else has to {do} them.")


def insist_own(entry: TimeEntry, by: UUID, do: str) -> None:
    """Only whoever logged an entry answers for it or changes it. Raises WrongState."""
    if entry.logged_by != by:
        raise WrongState(f"Somebody else logged these hours, and only they can {do} them.")


def _insist_words(words: str, sentence: str) -> None:
    if not words.strip():
        raise BadInput([Fault("note", sentence)])
