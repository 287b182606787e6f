"""What the record says happened to a target: evidence for its KSBs, hours where it is about hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.apprenticeships import Break
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.targets.values import Target


class Sign(StrEnum):
    """What is on record of a KSB on a piece: a version sent that claims it, a decision, that what counts does not say
    where in the piece it is shown, or, of the whole piece, that it was withdrawn."""

    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    UNPLACED = "unplaced"
    WITHDRAWN = "withdrawn"


class KsbSign(NamedTuple):
    """One sign of one KSB ("" for the whole piece) on one piece of evidence, by the piece’s number."""

    what: Sign
    number: int
    ksb: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordSays:
    """What happened from the day after `since` up to `until`, by the numbers of pieces of evidence.

    `added` claimed one of the target’s KSBs for the first time. The minutes are None where the target is not about
    hours; they are for days in that time, in the state they have now.
    """

    since: date
    until: date
    added: tuple[int, ...] = ()
    accepted: tuple[int, ...] = ()
    returned: tuple[int, ...] = ()
    confirmed_minutes: int | None = None
    waiting_minutes: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether nothing is on record."""
        return not (self.added or self.accepted or self.returned or self.confirmed_minutes or self.waiting_minutes)


def record_says(
    target: Target,
    signs: Sequence[KsbSign],
    time: Iterable[LoggedTime],
    breaks: Sequence[Break],
    since: date,
    until: date,
) -> RecordSays:
    """What the record says of one target. `signs` and `time` may hold what is older, later or about other KSBs.

    Pieces withdrawn by `until` are left out.
    """
    by_then = [one for one in signs if london_date(one.at) <= until]
    gone = {one.number for one in by_then if one.what is Sign.WITHDRAWN}
    mine = [one for one in by_then if one.ksb in target.aim.ksbs and one.number not in gone]
    late = [one for one in mine if london_date(one.at) > since]
    before = {one.number for one in mine if one.what == Sign.SENT and london_date(one.at) <= since}
    confirmed = waiting = None
    if target.aim.minutes is not None:
        counted = [one for one in time if _counts(one, breaks, since, until)]
        confirmed = sum(one.minutes for one in counted if one.state is TimeState.CONFIRMED)
        waiting = sum(one.minutes for one in counted if one.state in (TimeState.WAITING, TimeState.QUERIED))
    return RecordSays(
        since,
        until,
        tuple(number for number in _numbers(late, Sign.SENT) if number not in before),
        _numbers(late, Sign.ACCEPTED),
        _numbers(late, Sign.RETURNED),
        confirmed,
        waiting,
    )


def _numbers(signs: Iterable[KsbSign], what: Sign) -> tuple[int, ...]:
    return tuple(sorted({one.number for one in signs if one.what == what}))


def _counts(one: LoggedTime, breaks: Sequence[Break], since: date, until: date) -> bool:
    return one.counts and since < one.happened_on <= until and not any(b.covers(one.happened_on) for b in breaks)
