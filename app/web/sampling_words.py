"""How sampling reads: why a decision was drawn, what was decided, and where its sample stands."""

from app.domain.evidence import Verdict
from app.domain.sampling import SampleState

REASONS = {
    "tutor": "the share of each tutor",
    "ksb": "a KSB that no draw had yet",
    "kind": "a kind of evidence that no draw had yet",
    "own_observation": "the tutor decided on their own observation",
    "new_tutor": "the tutor is new here",
    "disagreed_before": "sampling disagreed with this tutor before",
}
VERDICTS = {Verdict.ACCEPTED: "Accepted", Verdict.RETURNED: "Asked for more", Verdict.DECLINED: "Declined"}
STATES = {
    SampleState.OPEN: "Not sampled yet",
    SampleState.AGREED: "Agreed",
    SampleState.DISAGREED: "Disagreed; waits for the tutor",
    SampleState.ANSWERED: "The tutor has answered",
    SampleState.SETTLED: "Settled",
}
SAID = {"agreed": "Agreed", "disagreed": "Disagreed", "answered": "Answered", "settled": "Settled"}
