"""Handing a component of gateway to the assessment organisation, recording what it decided, and waiving it."""

from uuid import UUID

from app.actions.acting import Acting
from app.answers.components import components_of
from app.db import apprenticeships
from app.db.gateway import components as db
from app.domain.gateway.components import (
    WAIVER,
    ComponentStanding,
    ComponentState,
    insist_may_be_decided,
    insist_may_be_submitted,
    insist_may_be_waived,
)
from app.domain.permissions import Permission
from app.domain.refusals import NotFound, WrongState


def submit_component(acting: Acting, apprenticeship: UUID, code: str, attempt: int, note: str = "") -> None:
    """Record that a component was handed over; `attempt` is the number it is to have, `note` says how.

    The same once more by the same person changes nothing. Raises NotFound, BadInput, and WrongState where it is with
    the organisation, accepted or waived already.
    """
    standing = _held(acting, Permission.SUBMIT_COMPONENT, apprenticeship, code)
    said = " ".join(note.split())
    if standing.state is ComponentState.SUBMITTED and standing.attempt == attempt:
        last = standing.attempts[-1]
        if (last.by.id, last.note) == (acting.person.id, said):
            return
    insist_may_be_submitted(standing, said)
    if attempt != standing.attempt + 1:
        raise WrongState("Somebody recorded another attempt meanwhile. Open the page again.")
    by, at = acting.person.id, acting.now
    db.add_attempt(acting.session, apprenticeship, code, attempt, ComponentState.SUBMITTED, note=said, by=by, at=at)
    acting.record(apprenticeship, "component_submitted", f"component {code}", code=code, attempt=attempt)


def decide_component(
    acting: Acting, apprenticeship: UUID, code: str, attempt: int, verdict: str, reason: str = ""
) -> None:
    """Record what the organisation decided on an attempt: accepted, which locks it, or returned with a reason.

    The same once more by the same person changes nothing. Raises NotFound, BadInput by `verdict` and `reason`, and
    WrongState unless this attempt waits.
    """
    standing = _held(acting, Permission.RECORD_COMPONENT_DECISION, apprenticeship, code)
    said = reason.strip()
    last = standing.attempts[-1] if standing.attempts else None
    if last is not None and last.decided_by is not None and last.number == attempt:
        same = (last.decided_by.id, last.state.value, last.reason) == (acting.person.id, verdict, said)
        if same:
            return
    state = insist_may_be_decided(standing, attempt, verdict, said)
    db.decide(acting.session, apprenticeship, code, attempt, state, said, by=acting.person.id, at=acting.now)
    accepted = state is ComponentState.ACCEPTED
    action = "component_accepted" if accepted else "component_returned"
    acting.record(apprenticeship, action, f"component {code}", code=code, attempt=attempt)


def waive_component(acting: Acting, apprenticeship: UUID, code: str, reason: str) -> None:
    """Waive a component that nobody began, where the plan lets it be left out.

    The same once more by the same person changes nothing. Raises NotFound, BadInput by `reason`, WrongState.
    """
    standing = _held(acting, Permission.SUBMIT_COMPONENT, apprenticeship, code)
    said = reason.strip()
    if standing.state is ComponentState.WAIVED:
        last = standing.attempts[-1]
        if (last.by.id, last.reason) == (acting.person.id, said):
            return
    insist_may_be_waived(standing, said)
    by, at = acting.person.id, acting.now
    db.add_attempt(acting.session, apprenticeship, code, WAIVER, ComponentState.WAIVED, reason=said, by=by, at=at)
    acting.record(apprenticeship, "component_waived", f"component {code}", code=code)


def _held(acting: Acting, permission: Permission, apprenticeship: UUID, code: str) -> ComponentStanding:
    """The component, its apprenticeship held. Raises NotFound for one that the plan does not have."""
    acting.insist(permission, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    for standing in components_of(acting.session, acting.catalogue, one):
        if standing.component.code == code:
            return standing
    raise NotFound
