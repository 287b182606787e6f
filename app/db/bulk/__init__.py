"""Very many rows at once: what the other modules of `app.db` write one by one, gathered and written in batches.

Whoever gathers answers for what the rows say; the database's own constraints hold for them as for any others.
"""

from app.db.bulk.chain import Chain
from app.db.bulk.enrolment import (
    add_apprenticeship,
    add_membership,
    add_organisation,
    add_person,
    add_status,
    add_terms,
)
from app.db.bulk.evidence import add_piece, add_stored_file, add_tag_decision
from app.db.bulk.found import Keys, organisations_of, people_of
from app.db.bulk.hours import add_time_decision, add_time_entry
from app.db.bulk.rows import Rows
from app.db.bulk.writing import make_room, settle

__all__ = [
    "Chain",
    "Keys",
    "Rows",
    "add_apprenticeship",
    "add_membership",
    "add_organisation",
    "add_person",
    "add_piece",
    "add_status",
    "add_stored_file",
    "add_tag_decision",
    "add_terms",
    "add_time_decision",
    "add_time_entry",
    "make_room",
    "organisations_of",
    "people_of",
    "settle",
]
