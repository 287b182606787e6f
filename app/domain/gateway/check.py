"""What a gateway check says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CheckState(StrEnum):
    """How a check stands. On screen: Met, Partly, Not yet, Exception, Does not apply, Not confirmed."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    NOT_CONFIRMED = "not_confirmed"


OPEN = frozenset({CheckState.PARTLY, CheckState.NOT_MET, CheckState.NOT_CONFIRMED})
"""The states that leave something to do."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `figures` are plain numbers, words or dates in ISO form, minutes where the name says so.

    `reason` is for everybody who may see the gateway. `restricted_reason` says more, of age, health or disability, or
    which pieces are meant, and is only for the apprentice and the provider; None where there is no more to say. `to_do`
    is what comes next, "" where nothing is open. `to_record` says what somebody here has to record before it can be
    judged, "" where it is judged, or where only whoever publishes the rule can say.
    """

    id: str
    title: str
    state: CheckState
    reason: str
    source: str
    figures: Mapping[str, int | str | None] = field(default_factory=dict)
    restricted_reason: str | None = None
    to_do: str = ""
    to_record: str = ""


def open_count(checks: Iterable[Check]) -> int:
    """How many checks are still open: partly met, not met, or not confirmed."""
    return sum(check.state in OPEN for check in checks)
