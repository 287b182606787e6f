"""How the end-point assessment and the sampling of decisions read in the history: what was done, and to what."""

from collections.abc import Mapping

_ATTEMPT = "Attempt {attempt}, on {on}"
_SAMPLED = "Draw {number}, decision {place}"

OF_ASSESSMENT: Mapping[str, tuple[str, str]] = {
    "assessment_booked": ("Booked a method of the assessment: {method}", _ATTEMPT),
    "assessment_moved": ("Moved a method of the assessment: {method}", _ATTEMPT),
    "assessment_cancelled": ("Cancelled a method of the assessment: {method}", _ATTEMPT),
    "assessment_outcome_recorded": ("Recorded an outcome: {grade}", "{method}, attempt {attempt}, told on {on}"),
    "assessment_outcome_corrected": ("Corrected an outcome: {grade}", "{method}, attempt {attempt}, told on {on}"),
    "sample_drawn": ("Drew a sample of decisions", "Draw {number}: {sampled} of {decided}"),
    "sample_agreed": ("Agreed with a sampled decision", _SAMPLED),
    "sample_disagreed": ("Disagreed with a sampled decision", _SAMPLED),
    "sample_answered": ("Answered a quality assurer", _SAMPLED),
    "sample_settled": ("Settled a sampled decision", _SAMPLED),
}
"""By action, as `history_words.Words` has them."""
