"""Putting a version of the plan before its signers: what is asked first."""

from collections.abc import Sequence

from app.domain.funding_rules import TrainingPlanRule
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault

SIGNERS = (Role.TUTOR, Role.APPRENTICE, Role.EMPLOYER)
"""Who signs a plan; the tutor signs for the provider."""
LONGEST_WHY = 1_000


def insist_why(version: int, because: Sequence[str], why: str, rule: TrainingPlanRule) -> None:
    """Raises BadInput by `because` and `why`: every version but the first says what changed."""
    faults = []
    known = {change.code for change in rule.changes}
    if any(code not in known for code in because):
        faults.append(Fault("because", "Choose from the list."))
    if version > 1 and not because and not why.strip():
        faults.append(Fault("why", "Say what changed since the version before."))
    if len(why) > LONGEST_WHY:
        faults.append(Fault("why", f"Use at most {LONGEST_WHY:,} characters."))
    if faults:
        raise BadInput(faults)
