"""Evidence in the database: pieces, versions, files, tags and decisions, as domain values and as plain lists."""

from app.db.evidence.accepted import accepted_pieces
from app.db.evidence.beside import BesidePiece, Part, beside_piece
from app.db.evidence.beside_form import BesideForm, beside_form
from app.db.evidence.decisions import (
    DecisionRecord,
    PieceHappening,
    add_decision,
    decisions,
    decisions_by_piece,
    happenings_of,
    last_decision,
)
from app.db.evidence.findings import findings_in, findings_of, lay_findings, learn_of_file, set_checked
from app.db.evidence.held_back import HeldBack, held_back, still_read_outside
from app.db.evidence.hours import HoursWith, hours_with
from app.db.evidence.lists import AlsoShown, Listed, ListedTag, listed, listed_tags
from app.db.evidence.pieces import (
    load,
    load_many,
    number_of,
    ordered_numbers,
    piece_of,
    whole,
    with_drafts_at,
    with_open_drafts,
)
from app.db.evidence.queue import QueueItem, queue, queue_length
from app.db.evidence.staged import Staged, forget, forget_old, forget_saved, stage, staged
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
    "BesideForm",
    "BesidePiece",
    "DecisionRecord",
    "HeldBack",
    "HoursWith",
    "Listed",
    "ListedTag",
    "Part",
    "PieceHappening",
    "QueueItem",
    "Staged",
    "accepted_pieces",
    "add_decision",
    "add_piece",
    "add_version",
    "beside_form",
    "beside_piece",
    "clear",
    "decisions",
    "decisions_by_piece",
    "drop_tag",
    "findings_in",
    "findings_of",
    "forget",
    "forget_old",
    "forget_saved",
    "happenings_of",
    "held_back",
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
    "piece_of",
    "place_tag",
    "queue",
    "queue_length",
    "replace_draft",
    "save_tag",
    "send",
    "set_checked",
    "stage",
    "staged",
    "still_read_outside",
    "whole",
    "with_drafts_at",
    "with_open_drafts",
    "withdraw",
]
