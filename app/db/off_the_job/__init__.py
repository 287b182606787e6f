"""Off-the-job time: entries and decisions as domain values, lists of them, and the totals that answers need."""

from app.db.off_the_job.entries import (
    Decided,
    add,
    add_decision,
    drafts_of,
    drop,
    find,
    find_many,
    last_decision,
    next_number,
    number_of,
    salt_of,
    save,
    superseding,
)
from app.db.off_the_job.lists import (
    Listed,
    decisions,
    entries_listed,
    entry_listed,
    page_of_entries,
    waiting_for,
    waiting_of,
)
from app.db.off_the_job.totals import confirmed_by_duty, ended_on, sums_of, time_of

__all__ = [
    "Decided",
    "Listed",
    "add",
    "add_decision",
    "confirmed_by_duty",
    "decisions",
    "drafts_of",
    "drop",
    "ended_on",
    "entries_listed",
    "entry_listed",
    "find",
    "find_many",
    "last_decision",
    "next_number",
    "number_of",
    "page_of_entries",
    "salt_of",
    "save",
    "sums_of",
    "superseding",
    "time_of",
    "waiting_for",
    "waiting_of",
]
