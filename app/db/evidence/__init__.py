"""Evidence in the database: pieces, versions, files, tags and decisions, as domain values and as plain lists."""

from app.db.evidence.accepted import accepted_pieces
from app.db.evidence.decisions import (
    DecisionRecord,
    PieceHappening,
    add_decision,
    decisions,
    happenings_of,
    last_decision,
)
from app.db.evidence.findings import findings_in, findings_of, lay_findings, learn_of_file, set_checked
from app.db.evidence.lists import AlsoShown, Listed, ListedTag, also_shown, listed, listed_tags
from app.db.evidence.pieces import HoursWith, hours_with, load, load_many, number_of, ordered_numbers, with_open_drafts
from app.db.evidence.queue import QueueItem, queue, queue_length
from app.db.evidence.staged import Staged, forget, forget_old, stage, staged
from app.db.evidence.writing import (
    add_piece,
    add_version,
    clear,
    drop_tag,
    keep_to_provider,
    next_number,
    place_tag,
    replace_draft,
    save_tag,
    send,
    withdraw,
)

__all__ = [
    "AlsoShown",
    "DecisionRecord",
    "HoursWith",
    "Listed",
    "ListedTag",
    "PieceHappening",
    "QueueItem",
    "Staged",
    "accepted_pieces",
    "add_decision",
    "add_piece",
    "add_version",
    "also_shown",
    "clear",
    "decisions",
    "drop_tag",
    "findings_in",
    "findings_of",
    "forget",
    "forget_old",
    "happenings_of",
    "hours_with",
    "keep_to_provider",
    "last_decision",
    "lay_findings",
    "learn_of_file",
    "listed",
    "listed_tags",
    "load",
    "load_many",
    "next_number",
    "number_of",
    "ordered_numbers",
    "place_tag",
    "queue",
    "queue_length",
    "replace_draft",
    "save_tag",
    "send",
    "set_checked",
    "stage",
    "staged",
    "with_open_drafts",
    "withdraw",
]
