"""Components of gateway: handed over, accepted and locked, returned and handed over again, waived where allowed."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Named
from app.domain.assessment import GatewayComponent
from app.domain.gateway.components import (
    Attempt,
    ComponentStanding,
    ComponentState,
    insist_may_be_decided,
    insist_may_be_submitted,
    insist_may_be_waived,
    settled,
)
from app.domain.refusals import BadInput, WrongState

PRIYA = Named(UUID(int=1), "Priya Nair")
SUBMITTED, ACCEPTED, RETURNED = ComponentState.SUBMITTED, ComponentState.ACCEPTED, ComponentState.RETURNED
AT = datetime(2026, 11, 20, tzinfo=UTC)


def standing(*states, may_be_waived=None):
    attempts = tuple(Attempt(number, state, "", "", PRIYA, AT) for number, state in enumerate(states, start=1))
    return ComponentStanding(GatewayComponent("portfolio", "The portfolio", may_be_waived=may_be_waived), attempts)


def test_one_that_was_not_started_or_came_back_can_be_handed_over():
    insist_may_be_submitted(standing(), "By the portal")
    insist_may_be_submitted(standing(RETURNED), "")


@pytest.mark.parametrize("states", [(SUBMITTED,), (ACCEPTED,), (RETURNED, SUBMITTED), (RETURNED, ACCEPTED)])
def test_one_that_is_there_or_accepted_cannot(states):
    with pytest.raises(WrongState):
        insist_may_be_submitted(standing(*states), "")


def test_the_newest_attempt_alone_is_decided_and_a_return_takes_a_reason():
    assert insist_may_be_decided(standing(RETURNED, SUBMITTED), 2, "accepted", "") is ACCEPTED
    for attempt in (1, 3):
        with pytest.raises(WrongState):
            insist_may_be_decided(standing(RETURNED, SUBMITTED), attempt, "accepted", "")
    for verdict, path in (("returned", "reason"), ("waived", "verdict"), ("", "verdict")):
        with pytest.raises(BadInput) as refused:
            insist_may_be_decided(standing(SUBMITTED), 1, verdict, "")
        assert [fault.path for fault in refused.value.faults] == [path]


@pytest.mark.parametrize(
    ("allowed", "said"), [(None, "is not known to waive it"), (False, "does not let this be waived")]
)
def test_what_the_plan_does_not_waive_is_not_waived(allowed, said):
    with pytest.raises(WrongState, match=said):
        insist_may_be_waived(standing(may_be_waived=allowed), "Not asked for.")


def test_only_what_was_never_handed_over_is_waived_and_with_a_reason():
    insist_may_be_waived(standing(may_be_waived=True), "The organisation asks for none.")
    with pytest.raises(WrongState):
        insist_may_be_waived(standing(RETURNED, may_be_waived=True), "Reason.")
    with pytest.raises(BadInput):
        insist_may_be_waived(standing(may_be_waived=True), " ")


@given(st.lists(st.booleans(), max_size=6))
def test_attempts_are_numbered_from_one_without_a_gap_and_end_once_one_is_accepted(verdicts):
    states: list[ComponentState] = []
    for accepted in verdicts:
        one = standing(*states)
        if ACCEPTED in states:
            with pytest.raises(WrongState):
                insist_may_be_submitted(one, "")
            break
        insist_may_be_submitted(one, "")
        assert one.attempt == len(states)
        states.append(insist_may_be_decided(standing(*states, SUBMITTED), len(states) + 1, *_said(accepted)))
    assert settled([standing(*states)]) == (ACCEPTED in states)


def _said(accepted):
    return ("accepted", "") if accepted else ("returned", "A form was missing.")
