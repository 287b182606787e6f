"""What people do with a milestone review: write in it, move it, say that it was missed or held, revise it, erase it."""

from app.actions.reviews.erasing import erase_review
from app.actions.reviews.holding import hold_review, revise_review
from app.actions.reviews.meeting import keep_meeting
from app.actions.reviews.planning import miss_review, move_review, reopen_review
from app.actions.reviews.writing import write_section

__all__ = [
    "erase_review",
    "hold_review",
    "keep_meeting",
    "miss_review",
    "move_review",
    "reopen_review",
    "revise_review",
    "write_section",
]
