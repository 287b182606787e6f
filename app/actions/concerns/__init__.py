"""Concerns: raised by anybody, read and worked on by the safeguarding lead and deputies alone.

Everything is told on a chain of history of its own, by number and salted digest, never on that of an apprenticeship.
"""

from app.actions.concerns.keeping import JOB, erase_concern, overwrite_erased, set_concern_settings
from app.actions.concerns.naming import insist_may_name, tell_of_new_lead
from app.actions.concerns.raising import raise_as_witness, raise_concern
from app.actions.concerns.reading import export_concerns, read_concern
from app.actions.concerns.working import add_note, close_concern, open_concern_again, record_outcome

__all__ = [
    "JOB",
    "add_note",
    "close_concern",
    "erase_concern",
    "export_concerns",
    "insist_may_name",
    "open_concern_again",
    "overwrite_erased",
    "raise_as_witness",
    "raise_concern",
    "read_concern",
    "record_outcome",
    "set_concern_settings",
    "tell_of_new_lead",
]
