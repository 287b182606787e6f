"""What each state is called on screen, and the shape that carries it. Colour only follows the shape."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """How a state appears: its word, the sprite's shape (without `i-`), and the tone of `tag--<tone>`."""

    word: str
    shape: str
    tone: str


KSB_STATES = {
    "accepted": Shown("Accepted", "st-accepted", "accepted"),
    "tagged": Shown("Tagged", "st-tagged", "tagged"),
    "returned": Shown("Needs more", "st-returned", "returned"),
    "not_started": Shown("Not started", "st-not_started", "not_started"),
    "elsewhere": Shown("Case study", "st-elsewhere", "elsewhere"),
}
"""The states of one KSB, as `domain.coverage.KsbState`, in the order of the legend. `elsewhere` is a KSB that the
portfolio need not show, where the standard's split between assessment methods is confirmed."""

TAG_STATES = {
    "proposed": Shown("Proposed", "st-not_started", "quiet"),
    "awaiting": Shown("Waiting", "st-tagged", "tagged"),
    "accepted": Shown("Accepted", "st-accepted", "accepted"),
    "returned": Shown("Needs more", "st-returned", "returned"),
    "declined": Shown("Declined", "st-declined", "quiet"),
}
"""One tag of one KSB on one piece of evidence."""

EVIDENCE_STATES = {
    "draft": Shown("Draft", "st-not_started", "quiet"),
    "submitted": Shown("Sent", "st-tagged", "tagged"),
    "returned": Shown("Needs more", "st-returned", "returned"),
    "accepted": Shown("Accepted", "st-accepted", "accepted"),
    "declined": Shown("Declined", "st-declined", "quiet"),
    "withdrawn": Shown("Withdrawn", "st-withdrawn", "quiet"),
    "superseded": Shown("Superseded", "st-superseded", "quiet"),
}
"""A piece of evidence, or one version of it (`superseded` is a version's alone)."""

TIME_STATES = {
    "draft": Shown("Draft", "st-not_started", "quiet"),
    "waiting": Shown("Waiting", "st-tagged", "tagged"),
    "queried": Shown("Queried", "st-returned", "returned"),
    "confirmed": Shown("Confirmed", "st-accepted", "accepted"),
    "superseded": Shown("Superseded", "st-superseded", "quiet"),
    "withdrawn": Shown("Withdrawn", "st-withdrawn", "quiet"),
}
"""One entry of off-the-job time."""

ACTIVE_STATES = {
    "met": Shown("Met", "tick", "ok"),
    "due": Shown("Due", "half", "warn"),
    "not_met": Shown("Not met", "alert", "warn"),
    "suspended": Shown("Suspended", "dash", "quiet"),
    "not_asked": Shown("Not asked", "dash", "quiet"),
}
"""Active learning, as `domain.off_the_job.active_learning.ActiveState`."""

CHECK_STATES = {
    "met": Shown("Met", "tick", "ok"),
    "partly": Shown("Partly", "half", "warn"),
    "not_met": Shown("Not yet", "todo", "quiet"),
    "waived": Shown("Exception", "exception", "ok"),
    "not_applicable": Shown("Does not apply", "dash", "quiet"),
    "not_confirmed": Shown("Not confirmed", "question", "quiet"),
}
"""One check of the gateway."""

COMPONENT_STATES = {
    "not_started": Shown("Not started", "st-not_started", "quiet"),
    "submitted": Shown("Handed over", "st-tagged", "tagged"),
    "accepted": Shown("Accepted", "st-accepted", "accepted"),
    "returned": Shown("Returned", "st-returned", "returned"),
    "waived": Shown("Waived", "exception", "ok"),
}
"""One component of gateway."""

REVIEW_STATES = {
    "planned": Shown("Planned", "st-not_started", "quiet"),
    "draft": Shown("Draft", "st-not_started", "quiet"),
    "awaiting_signatures": Shown("Waiting for signatures", "st-tagged", "tagged"),
    "complete": Shown("Signed", "st-accepted", "accepted"),
    "missed": Shown("Missed", "st-returned", "returned"),
    "superseded": Shown("Superseded", "st-superseded", "quiet"),
}
"""One milestone review."""

PLAN_STATES = {
    "open": Shown("Not planned yet", "st-not_started", "quiet"),
    "planned": Shown("Planned", "st-tagged", "tagged"),
    "behind": Shown("Behind", "alert", "warn"),
    "missed": Shown("Missed", "st-returned", "returned"),
    "held": Shown("Held", "st-accepted", "accepted"),
}
"""One activity of the training plan. `behind`: its day has passed and it is neither held nor missed."""

TARGET_STATES = {
    "proposed": Shown("Proposed", "st-not_started", "quiet"),
    "open": Shown("Open", "st-not_started", "strong"),
    "overdue": Shown("Overdue", "st-returned", "returned"),
    "said_done": Shown("Said to be done", "st-tagged", "tagged"),
    "met": Shown("Met", "st-accepted", "accepted"),
    "dropped": Shown("Dropped", "st-withdrawn", "quiet"),
}
"""One target, as `domain.targets.TargetState`; an open one may be past its day, or said to be done."""

RAGS = {
    "red": Shown("Red", "rag-red", "red"),
    "amber": Shown("Amber", "rag-amber", "amber"),
    "green": Shown("Green", "rag-green", "green"),
}
"""Red, amber and green: for the rating of an apprenticeship alone, always with its reasons."""

STATUSES = {
    "planned": Shown("Planned", "st-not_started", "quiet"),
    "active": Shown("Active", "st-tagged", "strong"),
    "on_a_break": Shown("On a break", "st-superseded", "quiet"),
    "withdrawn": Shown("Withdrawn", "st-withdrawn", "quiet"),
    "transferred": Shown("Transferred", "st-withdrawn", "quiet"),
    "completed": Shown("Completed", "st-accepted", "accepted"),
}
"""An apprenticeship."""
