"""Which step meets which gateway check, and from when until when it is counted."""

from collections.abc import Mapping

REVIEWS, DECLARATION = "reviews", "declaration"
CASE_STUDY, CLEARING, MOCK = "case-study", "confidentiality", "mock-assessment"
PORTFOLIO, RECORD = "portfolio", "record-match"
SAT: Mapping[str, str] = {"english": "english-sat", "maths": "maths-sat"}
"""Of each subject the step that begins once the last exam was sat; that from its booking has the subject’s own name."""
_BOOKED = "From the last exam being booked until the certificate was seen, exams sat again among them"
_SAT = "From the last exam being sat until the certificate was seen, exams sat again among them"
COUNTED: Mapping[str, str] = {
    REVIEWS: "From being put to sign until the last has signed",
    DECLARATION: "From being put to sign until the last has signed",
    CASE_STUDY: "From being written until employer and tutor had agreed",
    CLEARING: "From a piece being sent until it was cleared",
    MOCK: "From being planned until it was held",
    PORTFOLIO: "From the last KSB being accepted until a version that shows all was frozen",
    RECORD: "From the learner record being entered until it matched",
    **dict.fromkeys(SAT, _BOOKED),
    **dict.fromkeys(SAT.values(), _SAT),
}
"""What was counted of each step. Of a check that is not here nothing on record says how long it takes."""


def step_of(check: str) -> str:
    """The step that meets a check, "" where no such step is kept."""
    step = DECLARATION if check.endswith("-declaration") else check
    return step if step in COUNTED else ""
