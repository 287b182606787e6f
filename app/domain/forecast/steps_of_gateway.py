"""Which step meets which gateway check, and from when until when it is counted."""

from collections.abc import Mapping

REVIEWS, DECLARATION = "reviews", "declaration"
CASE_STUDY, CLEARING, MOCK = "case-study", "confidentiality", "mock-assessment"
COUNTED: Mapping[str, str] = {
    REVIEWS: "From being put to sign until the last has signed",
    DECLARATION: "From being put to sign until the last has signed",
    CASE_STUDY: "From being written until employer and tutor had agreed",
    CLEARING: "From a piece being sent until it was cleared",
    MOCK: "From being planned until it was held",
}
"""What was counted of each step. Of a check that is not here nothing on record says how long it takes."""


def step_of(check: str) -> str:
    """The step that meets a check, "" where no such step is kept."""
    step = DECLARATION if check.endswith("-declaration") else check
    return step if step in COUNTED else ""
