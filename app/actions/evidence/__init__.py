"""What people do with evidence: write, send and withdraw it; decide, reopen, suggest and clear; open its files."""

from app.actions.evidence.deciding import (
    answer_suggestion,
    clear_evidence,
    decide_tag,
    decide_tags,
    reopen_tag,
    suggest_tag,
)
from app.actions.evidence.files import open_file, open_with_piece, stage_files
from app.actions.evidence.placing import Placing, place_tags
from app.actions.evidence.writing import (
    TimeSpent,
    Written,
    add_evidence,
    add_version,
    change_draft,
    submit_evidence,
    withdraw_evidence,
)

__all__ = [
    "Placing",
    "TimeSpent",
    "Written",
    "add_evidence",
    "add_version",
    "answer_suggestion",
    "change_draft",
    "clear_evidence",
    "decide_tag",
    "decide_tags",
    "open_file",
    "open_with_piece",
    "place_tags",
    "reopen_tag",
    "stage_files",
    "submit_evidence",
    "suggest_tag",
    "withdraw_evidence",
]
