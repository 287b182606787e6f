"""What comes next where a check is open, in a sentence that says who does it."""

from app.domain.gateway.check import OPEN, Check, CheckState

_DECLARE = "Once every other check is settled, the tutor puts the declaration before all three, and each signs it."
_STEPS = {
    "ksb-coverage": "The apprentice sends evidence for the KSBs that are left, and the tutor decides on it.",
    "portfolio": "Apprentice and tutor choose the pieces; the tutor freezes them as a version.",
    "confidentiality": "The tutor reads the chosen pieces and clears each, or has what identifies somebody taken out.",
    "off-the-job": "Log the hours that are missing, and have those that wait confirmed.",
    "training-plan-hours": "Confirm the hours that are missing, or explain the difference where the rule lets you.",
    "minimum-duration": "Nobody can hurry it: learning goes on until that day.",
    "english": "The tutor sees the certificate and records it in the training plan, or what was agreed instead.",
    "maths": "The tutor sees the certificate and records it in the training plan, or what was agreed instead.",
    "reviews": "Hold the reviews that are left, and have them signed.",
    "mock-assessment": "The tutor holds a mock of each method that is left, and gives feedback on its KSBs.",
    "case-study": "The apprentice writes title and scope; employer and tutor agree to them.",
    "record-match": "Tutor or administrator enters what the learner record says, and has put right what differs.",
    "employer-declaration": _DECLARE,
    "apprentice-declaration": _DECLARE,
    "provider-declaration": _DECLARE,
    "behaviours-declaration": _DECLARE,
}
_ANEW = (
    "The tutor freezes a new version without what no assessor may read, and with another piece for each KSB that then "
    "lacks one."
)
_NOT_CONFIRMED = {
    "off-the-job": "An administrator enters the hours published for this standard, with their source.",
    "minimum-duration": "The training provider looks up which length its rules give for this start.",
    "english": "The training provider looks up whether its rules for this start have the exception.",
    "maths": "The training provider looks up whether its rules for this start have the exception.",
}

_BY_FIGURE = {
    "part_time_beyond": "An administrator looks at the paid hours a week and the weeks a year that were agreed.",
    "early_end_from": "Learning goes on until that day, or ends before it once the hours that are missing are "
    "confirmed.",
    "shut": _ANEW,
}
"""What comes next by a figure that says more than the check alone; the first one counts."""


def next_step(check: Check) -> str:
    """What comes next, "" where the check is not open."""
    if check.state not in OPEN:
        return ""
    if check.to_record:
        return check.to_record
    if check.state is CheckState.NOT_CONFIRMED and check.id in _NOT_CONFIRMED:
        return _NOT_CONFIRMED[check.id]
    told = (step for figure, step in _BY_FIGURE.items() if check.figures.get(figure))
    return next(told, _STEPS.get(check.id, ""))
