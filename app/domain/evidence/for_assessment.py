"""Which pieces go to the independent assessor unless somebody says otherwise, and why the others do not."""

from dataclasses import dataclass

from app.domain.programmes import EvidenceKindWords

CHECK_THE_PLAN = "May not be accepted in the portfolio for assessment: check the plan."


@dataclass(frozen=True, slots=True)
class ForAssessment:
    """Whether a piece of a kind is in the assessor's set by default, and the reason in a sentence."""

    included: bool
    reason: str


def for_assessment_by_default(kind: EvidenceKindWords) -> ForAssessment:
    """A kind that assessment plans may not accept is left out until somebody who checked the plan takes it in."""
    if kind.check_plan:
        return ForAssessment(False, f"{CHECK_THE_PLAN} Left out of the assessor’s set unless you take it in.")
    return ForAssessment(True, "In the assessor’s set unless you leave it out.")
