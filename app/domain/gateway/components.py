"""The components that the assessment organisation asks for at gateway: handed over, accepted or returned, and waived.

Not started → submitted(1) → accepted, and locked | returned(1) → submitted(2) … Every attempt stays on record. One that
was not started may be waived where the plan says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.apprenticeships import Named
from app.domain.assessment import GatewayComponent
from app.domain.refusals import BadInput, Fault, WrongState

LONGEST_NOTE = 500
LONGEST_REASON = 2_000
WAIVER = 0
"""The attempt under which a waiver is kept."""


class ComponentState(StrEnum):
    """How an attempt stands, or the component as a whole."""

    NOT_STARTED = "not_started"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WAIVED = "waived"


DECISIONS = (ComponentState.ACCEPTED, ComponentState.RETURNED)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, or the waiver: by whom, and who recorded what the organisation decided, None while it decides."""

    number: int
    state: ComponentState
    note: str
    reason: str
    by: Named
    at: datetime
    decided_by: Named | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ComponentStanding:
    """One component of the plan with its attempts, oldest first."""

    component: GatewayComponent
    attempts: tuple[Attempt, ...] = ()

    @property
    def state(self) -> ComponentState:
        """How the newest attempt stands."""
        return self.attempts[-1].state if self.attempts else ComponentState.NOT_STARTED

    @property
    def attempt(self) -> int:
        """The number of the newest attempt; 0 before any, and for what was waived."""
        return self.attempts[-1].number if self.attempts else 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.state in (ComponentState.ACCEPTED, ComponentState.WAIVED)

    @property
    def may_be_submitted(self) -> bool:
        """Whether it can be handed over now, for the first time or again."""
        return self.state in (ComponentState.NOT_STARTED, ComponentState.RETURNED)

    @property
    def may_be_waived(self) -> bool:
        """Whether the plan lets it be left out, and nobody has begun."""
        return bool(self.component.may_be_waived) and self.state is ComponentState.NOT_STARTED


def settled(standings: Sequence[ComponentStanding]) -> int:
    """How many are accepted or waived."""
    return sum(one.is_settled for one in standings)


def insist_may_be_submitted(standing: ComponentStanding, note: str) -> None:
    """Raises WrongState for one that is with the organisation, accepted or waived; BadInput by `note`."""
    match standing.state:
        case ComponentState.SUBMITTED:
            raise WrongState(f"Attempt {standing.attempt} is with the organisation. Record what it decided first.")
        case ComponentState.ACCEPTED:
            raise WrongState(f"Attempt {standing.attempt} was accepted, so nothing more is handed over.")
        case ComponentState.WAIVED:
            raise WrongState("This was waived, so it is not handed over.")
    if len(note) > LONGEST_NOTE:
        raise BadInput([Fault("note", f"Keep this to {LONGEST_NOTE} characters.")])


def insist_may_be_decided(standing: ComponentStanding, attempt: int, verdict: str, reason: str) -> ComponentState:
    """The decision. Raises WrongState unless this is the newest attempt and waits; BadInput by `verdict`, `reason`."""
    if standing.state is not ComponentState.SUBMITTED or standing.attempt != attempt:
        raise WrongState("This attempt does not wait for a decision any more. Open the page again.")
    if verdict not in {one.value for one in DECISIONS}:
        raise BadInput([Fault("verdict", "Say whether the organisation accepted or returned it.")])
    if verdict == ComponentState.RETURNED and not reason.strip():
        raise BadInput([Fault("reason", "Say why it was returned.")])
    _insist_short(reason)
    return ComponentState(verdict)


def insist_may_be_waived(standing: ComponentStanding, reason: str) -> None:
    """Raises WrongState where the plan does not let it be waived, or somebody began; BadInput by `reason`."""
    if not standing.component.may_be_waived:
        known = (
            "does not let this be waived" if standing.component.may_be_waived is False else "is not known to waive it"
        )
        raise WrongState(f"The assessment plan {known}.")
    if standing.state is not ComponentState.NOT_STARTED:
        raise WrongState("Only what was never handed over can be waived.")
    if not reason.strip():
        raise BadInput([Fault("reason", "Say why it is waived.")])
    _insist_short(reason)


def _insist_short(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Keep this to {LONGEST_REASON:,} characters.")])
