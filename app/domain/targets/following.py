"""What the record says happened to a target: evidence for its KSBs, hours where it is about hours."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from app.domain.apprenticeships import Break
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.targets.values import Target, TargetState, as_it_stood, in_order


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


@dataclass(frozen=True, slots=True)
class TargetAtReview:
    """A target as it stood at the end of a day, with what the record says of it. `carried`: it was there before the
    time that is looked at began, and is still open."""

    target: Target
    carried: bool
    says: RecordSays


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


def targets_at_review(
    targets: Iterable[Target],
    signs: Sequence[KsbSign],
    time: Sequence[LoggedTime],
    breaks: Sequence[Break],
    since: date,
    until: date,
) -> tuple[TargetAtReview, ...]:
    """What a review held on `until` looks at, when the one before was on `since`: targets as they stood at the end of
    that day that were unsettled or settled since, overdue ones first, each with what happened to it in that time."""
    found = []
    for one in in_order(as_it_stood(targets, until), until):
        unsettled = one.state in (TargetState.OPEN, TargetState.PROPOSED)
        if unsettled or london_date(one.last.at) > since:
            carried = one.state is TargetState.OPEN and london_date(one.first.at) <= since
            found.append(TargetAtReview(one, carried, record_says(one, signs, time, breaks, since, until)))
    return tuple(found)


def targets_to_json(found: Collection[TargetAtReview]) -> list[dict[str, Any]]:
    """Targets as a record that is signed holds them: integers, text, lists and null alone."""
    return [
        {
            "number": one.target.number,
            "what": one.target.aim.what,
            "who": one.target.aim.who.value,
            "due_on": one.target.aim.due_on.isoformat(),
            "ksbs": list(one.target.aim.ksbs),
            "duty": one.target.aim.duty,
            "minutes": one.target.aim.minutes,
            "state": one.target.state.value,
            "set_at_review": one.target.first.review,
            "carried": one.carried,
            "days_overdue": one.target.days_overdue(one.says.until),
            "reason": one.target.last.reason,
            "evidence_added": list(one.says.added),
            "evidence_accepted": list(one.says.accepted),
            "evidence_returned": list(one.says.returned),
            "confirmed_minutes": one.says.confirmed_minutes,
            "waiting_minutes": one.says.waiting_minutes,
        }
        for one in found
    ]


def _numbers(signs: Iterable[KsbSign], what: Sign) -> tuple[int, ...]:
    return tuple(sorted({one.number for one in signs if one.what == what}))


def _counts(one: LoggedTime, breaks: Sequence[Break], since: date, until: date) -> bool:
    return one.counts and since < one.happened_on <= until and not any(b.covers(one.happened_on) for b in breaks)
