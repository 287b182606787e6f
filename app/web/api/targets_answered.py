"""What calls about targets answer."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from app.answers.targets import Followed
from app.domain.people import Role
from app.domain.targets import Aim, Change, TargetState
from app.domain.targets.proposing import Proposal


class ChangeAnswer(BaseModel):
    """One thing that was done to a target. `review` is the number of the review at which it was, null between them."""

    change: Change
    by: str
    at: datetime
    reason: str
    review: int | None
    what: str
    due_on: date


class SaysAnswer(BaseModel):
    """What the record says happened since the target was set: numbers of pieces; minutes where it is about hours."""

    evidence_added: list[int]
    evidence_accepted: list[int]
    evidence_returned: list[int]
    confirmed_minutes: int | None
    waiting_minutes: int | None


class TargetAnswer(BaseModel):
    """One target as it stands. `minutes` are off-the-job minutes to be confirmed, null where it is not about hours.

    `said_done`: whoever it is for said so, and the tutor has not answered yet. `version` is what a change must name.
    """

    number: int
    version: int
    state: TargetState
    what: str
    who: Role
    due_on: date
    days_overdue: int
    ksbs: list[str]
    duty: str | None
    minutes: int | None
    said_done: bool
    record: SaysAnswer
    changes: list[ChangeAnswer]


class SuggestedAnswer(BaseModel):
    """A target that the gaps suggest: why, and the figures in that by name. It is none until somebody sets it."""

    key: str
    what: str
    who: Role
    due_on: date
    ksbs: list[str]
    duty: str | None
    minutes: int | None
    reason: str
    figures: dict[str, int]


class TargetsAnswer(BaseModel):
    """Every target, overdue ones first; those suggested, at most five; the day that a new one is due on by itself."""

    items: list[TargetAnswer]
    suggested: list[SuggestedAnswer]
    due_on: date
    next: str | None = None


def target_answer(found: Followed, today: date) -> TargetAnswer:
    """One target, as it is answered."""
    target, says = found.target, found.says
    return TargetAnswer(
        number=target.number,
        version=target.last.seq,
        state=target.state,
        days_overdue=target.days_overdue(today),
        said_done=target.said_done is not None,
        record=SaysAnswer(
            evidence_added=list(says.added),
            evidence_accepted=list(says.accepted),
            evidence_returned=list(says.returned),
            confirmed_minutes=says.confirmed_minutes,
            waiting_minutes=says.waiting_minutes,
        ),
        changes=[
            ChangeAnswer(
                change=one.change,
                by=one.by.name,
                at=one.at,
                reason=one.reason,
                review=one.review,
                what=one.aim.what,
                due_on=one.aim.due_on,
            )
            for one in target.changes
        ],
        **_aim(target.aim),
    )


def suggested_answer(proposal: Proposal) -> SuggestedAnswer:
    """One suggestion, as it is answered."""
    return SuggestedAnswer(
        key=proposal.key, reason=proposal.reason, figures=dict(proposal.figures), **_aim(proposal.aim)
    )


def _aim(aim: Aim) -> dict[str, Any]:
    return {
        "what": aim.what,
        "who": aim.who,
        "due_on": aim.due_on,
        "ksbs": list(aim.ksbs),
        "duty": aim.duty,
        "minutes": aim.minutes,
    }
