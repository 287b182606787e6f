"""Holding everything that is done to the chains of history: what pages are remembered by must tell of it."""

import re
import sys
from typing import Any

from sqlalchemy import event

from app.db.database import Database
from app.db.tables import metadata

TOLD = frozenset({
    "apprenticeship", "apprenticeship_status", "apprenticeship_terms", "break_in_learning", "confirmed_fact",
    "assessor_grant", "visit", "visit_record",
    "due_mail", "evidence", "evidence_duty", "evidence_file", "evidence_practice", "evidence_version", "finding",
    "imported_row", "long_day", "membership", "mock_feedback", "organisation", "pause", "plan_activity", "plan_event",
    "plan_evidence", "plan_fact", "practice_choice", "provider_role", "provider_setting", "receipt", "receipt_entry",
    "review", "review_planned", "review_section",
    "session_move", "session_place", "shortfall_agreement", "shortfall_statement", "signature", "signed_record", "tag",
    "tag_decision", "target", "target_change", "testimony", "testimony_clearing", "time_decision", "time_double",
    "time_entry", "time_entry_ksb", "training_session",
    "adjustment", "breach", "forecast_measure", "portfolio_choice", "portfolio_text", "portfolio_tombstone",
    "portfolio_version",
    "sample_draw", "sample_said", "sample_tutor", "sampled_decision",
    "assessment_event", "assessment_outcome", "assessment_sitting", "learner_record",
    "case_study", "case_study_agreement", "case_study_kept", "waiver", "words_kept",
    "skills_scan", "skills_scan_given", "skills_scan_rating", "nudge", "review_reminder",
})  # fmt: skip
"""Tables of which everything that is written is told in a chain, in the same transaction.

A person's own row is told of too, except that a password was hashed anew, which nobody sees.
"""
APART = frozenset({"concern", "concern_note", "concern_reading", "concern_setting", "concern_witness"})
"""Told of in a chain of their own, and read by no remembered page."""
MAY_BE_READ = TOLD | {"person", "history"}
"""The tables that a remembered page may be made from."""
_WRITES = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
_OURS = ("app.actions.", "app.worker")


class Untold:
    """Transactions of actions and of the worker that wrote what is to be told and told nothing of it."""

    def __init__(self, database: Database) -> None:
        self.found: list[str] = []
        engine = database.engine
        event.listen(engine, "before_cursor_execute", self._ran)
        event.listen(engine, "commit", self._committed)
        event.listen(engine, "rollback", self._ended)

    def _ran(self, connection: Any, _cursor: object, statement: str, *_: object) -> None:
        if (wrote := _WRITES.match(statement)) is None:
            return
        written: set[str] = connection.info.setdefault("written", set())
        if wrote[1] == "history":
            written.add("history")
        elif wrote[1] in TOLD | APART and (whose := _whose()):
            written.add(f"{wrote[1]} by {whose}")

    def _committed(self, connection: Any) -> None:
        written = connection.info.pop("written", set())
        if "history" not in written:
            self.found += sorted(written)

    def _ended(self, connection: Any) -> None:
        connection.info.pop("written", None)


def _whose() -> str:
    """The action that this is done for; "" where a test writes by itself."""
    frame = sys._getframe()
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(_OURS):
            return f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back  # type: ignore[assignment]
    return ""


def tables_read(statement: str) -> set[str]:
    """The tables that a statement names."""
    return {name for name in re.findall(r"(?:FROM|JOIN) \"?(\w+)", statement) if name in metadata.tables}
