"""How what is agreed to differ in the assessment reads wherever it matters: what it is, and whether it was told."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.assessment import Adjustment, AdjustmentState, AssessmentPlan, adjustment_words
from app.domain.london import london_date
from app.domain.standards import Standard
from app.rendering.words import date_words


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """An adjustment that is gone by: what differs, in the words that everybody may read.

    `method` is a code, "" for the portfolio. `untold` says that the organisation has still to hear of it, "" after.
    """

    method: str
    heading: str
    words: str
    untold: str


def agreed_lines(found: Sequence[Adjustment], standard: Standard, plan: AssessmentPlan) -> tuple[AgreedLine, ...]:
    """Those of them that are agreed, without the reasons, which are for apprentice and provider alone."""
    return tuple(_line(one, standard, plan) for one in found if one.state is AdjustmentState.AGREED)


def _line(one: Adjustment, standard: Standard, plan: AssessmentPlan) -> AgreedLine:
    heading = adjustment_words(one.what, standard)
    on = f"agreed on {date_words(london_date(one.answered_at))}" if one.answered_at else "agreed"
    untold = f"{heading}: {on}; the {plan.organisation} has not been told." if one.waits_to_be_told else ""
    return AgreedLine(one.what.method, heading, one.what.words, untold)
