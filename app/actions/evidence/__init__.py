"""What people do with evidence: write, send and withdraw it; decide, reopen, suggest and clear; open its files."""

from app.actions.evidence.checking import LookedThrough
from app.actions.evidence.deciding import (
    answer_suggestion,
    clear_evidence,
    decide_tag,
    decide_tags,
    reopen_tag,
    suggest_tag,
)
from app.actions.evidence.files import drop_files, open_file, open_with_piece, stage_files
from app.actions.evidence.hours import TimeSpent
from app.actions.evidence.keeping import keep_finding
from app.actions.evidence.looking import check_at_once, do_check, looked_at_once, words_of_findings
from app.actions.evidence.observing import add_observation
from app.actions.evidence.placing import Placing, place_tags
from app.actions.evidence.reading import keep_from_employer
from app.actions.evidence.sending import submit_evidence, withdraw_evidence
from app.actions.evidence.witnessed import clear_testimony
from app.actions.evidence.writing import add_evidence, add_version, change_draft
from app.actions.evidence.written import Written

__all__ = [
    "LookedThrough",
    "Placing",
    "TimeSpent",
    "Written",
    "add_evidence",
    "add_observation",
    "add_version",
    "answer_suggestion",
    "change_draft",
    "check_at_once",
    "clear_evidence",
    "clear_testimony",
    "decide_tag",
    "decide_tags",
    "do_check",
    "drop_files",
    "keep_finding",
    "keep_from_employer",
    "looked_at_once",
    "open_file",
    "open_with_piece",
    "place_tags",
    "reopen_tag",
    "stage_files",
    "submit_evidence",
    "suggest_tag",
    "withdraw_evidence",
    "words_of_findings",
]
