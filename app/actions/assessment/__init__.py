"""Booking the methods of the end-point assessment, and recording what came of them."""

from app.actions.assessment.booking import book_method, cancel_sitting, move_sitting
from app.actions.assessment.outcomes import correct_outcome, record_outcome

__all__ = ["book_method", "cancel_sitting", "correct_outcome", "move_sitting", "record_outcome"]
