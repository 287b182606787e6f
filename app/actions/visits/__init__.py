"""Visits from outside: granted, ended and erased by an administrator, and what is opened on them."""

from app.actions.visits.erasing import erase_visit_words
from app.actions.visits.granting import Invitation, end_visit, grant_visit
from app.actions.visits.opening import (
    FileSeen,
    Seen,
    open_evidence,
    open_gateway,
    open_hours,
    open_piece,
    open_piece_file,
    open_reviews,
    open_sampling,
)

__all__ = [
    "FileSeen",
    "Invitation",
    "Seen",
    "end_visit",
    "erase_visit_words",
    "grant_visit",
    "open_evidence",
    "open_gateway",
    "open_hours",
    "open_piece",
    "open_piece_file",
    "open_reviews",
    "open_sampling",
]
