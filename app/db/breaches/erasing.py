"""Erasing a piece for good: every word of every version, every mention of its files; numbers and states stay.

The history stays whole, since it only ever held digests, and the salts that gave them meaning go too. What is freed
is also overwritten: SQLite does so itself (secure_delete), PostgreSQL by rewriting the tables (`overwrite_freed`).
"""

from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, select, text, update
from sqlalchemy.orm import Session

from app.db import installation, portfolio, words_kept
from app.db.breaches.closing import words_of
from app.db.database import Database
from app.db.evidence import form_drafts, uploads
from app.db.tables import core
from app.domain.breaches import piece_name
from app.domain.evidence import VersionState
from app.domain.form_drafts import is_about
from app.domain.wording import ERASED


class StillInUse(Exception):
    """What was freed could not be overwritten just now; it is tried again."""


def erase(session: Session, apprenticeship: UUID, number: int, hashes: Collection[str], at: datetime) -> None:
    """Erase the words of a piece, and these files wherever the record names them. Its hours stay, without words."""
    _erase_typed(session, apprenticeship, number, hashes)
    _erase_words(session, apprenticeship, number)
    _erase_what_hangs_on_it(session, apprenticeship, number)
    forget_files(session, apprenticeship, hashes)
    portfolio.bury(session, apprenticeship, number, hashes, at)
    piece, version, tag = core.evidence, core.evidence_version, core.tag
    _change(session, tag, apprenticeship, number, counts=False)
    _change(session, version, apprenticeship, number, state=VersionState.WITHDRAWN.value)
    _change(
        session, piece, apprenticeship, number,
        withdrawn_at=func.coalesce(piece.c.withdrawn_at, at), withdrawal_reason="", quarantined_at=None,
        draft_version=None,
    )  # fmt: skip


def forget_files(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> None:
    """Have no version, unsaved form or upload of the record name these files any more."""
    for table in (core.evidence_file, core.staged_file, core.stored_file):
        session.execute(
            delete(table).where(table.c.apprenticeship_id == apprenticeship, table.c.sha256.in_(list(hashes)))
        )
    uploads.drop_gone(session, apprenticeship)


def still_named(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> set[str]:
    """Which of these files the record names again."""
    row = core.stored_file
    query = select(row.c.sha256).where(row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(list(hashes)))
    return set(session.scalars(query))


def overwrite_freed(database: Database) -> None:
    """Leave no copy of erased words in what the database has freed: outside any transaction, after it has ended.

    SQLite’s write-ahead log is taken in and emptied. PostgreSQL rewrites the tables that held words, each locked for as
    long as that takes; its own log and its archives age out by its own rules.
    """
    if database.is_sqlite:
        _empty_the_log(database)
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in WITH_WORDS:
            connection.execute(text(f"VACUUM FULL {table.name}"))
        connection.execute(text("CHECKPOINT"))


def _empty_the_log(database: Database) -> None:
    with closing(database.engine.raw_connection()) as pooled:
        # Whoever has this connection next makes sure anew that looking changes nothing.
        pooled.info.pop("readonly", None)
        pooled.execute("PRAGMA query_only=OFF")
        busy, _, _ = pooled.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillInUse("Somebody was reading, so the log of the database could not be emptied yet.")


WITH_WORDS = (
    core.evidence_version,
    core.evidence,
    core.tag,
    core.tag_decision,
    core.time_entry,
    core.time_decision,
    core.evidence_file,
    core.finding,
    core.testimony,
    core.breach_words,
    core.form_draft,
    core.request_once,
    core.staged_file,
    core.stored_file,
    core.upload,
    core.evidence_practice,
    core.concern,
    core.concern_note,
    core.concern_witness,
    core.portfolio_text,
    core.case_study,
    core.case_study_kept,
    core.words_kept,
    core.review,
    core.review_section,
    core.review_meeting_draft,
    core.review_planned,
    core.target_change,
    core.signed_record,
    core.signature,
    core.sample_said,
    core.waiver,
    core.adjustment,
    core.gateway_component,
    core.assessment_sitting,
    core.assessment_event,
    core.assessment_outcome,
    core.plan_activity,
    core.plan_event,
    core.mock_feedback,
    core.breach,
    core.visit,
    core.job,
)
"""Every table from which some erasure takes words; mails that were sent have left theirs among the jobs."""


def _erase_typed(session: Session, apprenticeship: UUID, number: int, hashes: Collection[str]) -> None:
    """Unsaved forms of the piece, and those of a piece not saved yet that repeat its words or hold its files."""
    file = core.staged_file
    query = select(file.c.id).where(file.c.apprenticeship_id == apprenticeship, file.c.sha256.not_in(list(hashes)))
    left = [str(one) for one in session.scalars(query)]
    said = {words for _, words in words_of(session, apprenticeship, number) if words}
    for typed in form_drafts.of_record(session, apprenticeship):
        if typed.use == f"E{number}" or (typed.use == "new" and is_about(typed, said, left)):
            form_drafts.drop(session, typed.id)


def _erase_words(session: Session, apprenticeship: UUID, number: int) -> None:
    entry = core.time_entry
    _change(
        session, core.evidence_version, apprenticeship, number, title=ERASED, description="", ai_words="", signature="",
        clearance_by="", salt="", cleared_by=None, cleared_at=None,
    )  # fmt: skip
    _change(session, core.tag, apprenticeship, number, place="", how="", feedback="")
    _change(session, core.tag_decision, apprenticeship, number, feedback="", salt="")
    said, sampled = core.sample_said, core.sampled_decision
    of_decision = exists().where(
        _of(sampled, apprenticeship, number), sampled.c.draw == said.c.draw, sampled.c.place == said.c.place
    )
    session.execute(update(said).where(of_decision).values(words="", salt=""))
    of_piece = (entry.c.apprenticeship_id == apprenticeship) & (entry.c.evidence_number == number)
    session.execute(update(entry).where(of_piece).values(description=ERASED, salt=""))
    note = core.time_decision
    numbers = select(entry.c.number).where(of_piece)
    session.execute(
        update(note)
        .where(note.c.apprenticeship_id == apprenticeship, note.c.number.in_(numbers))
        .values(note="", salt="")
    )


def _erase_what_hangs_on_it(session: Session, apprenticeship: UUID, number: int) -> None:
    """Findings, witnesses and terms go whole; so do words set aside, and answers given."""
    for table in (core.finding, core.testimony_clearing, core.testimony, core.evidence_practice):
        session.execute(delete(table).where(_of(table, apprenticeship, number)))
    entry = core.time_entry
    logged = session.scalars(
        select(entry.c.number).where(entry.c.apprenticeship_id == apprenticeship, entry.c.evidence_number == number)
    )
    words_kept.forget_piece(session, apprenticeship, piece_name(number), [f"entry {one}" for one in logged])
    words, breach = core.breach_words, core.breach
    own = select(breach.c.seq).where(_of(breach, apprenticeship, number))
    session.execute(delete(words).where(words.c.apprenticeship_id == apprenticeship, words.c.seq.in_(own)))
    installation.forget_answers(session, apprenticeship)


def _change(session: Session, table: Any, apprenticeship: UUID, number: int, **values: Any) -> None:
    session.execute(update(table).where(_of(table, apprenticeship, number)).values(**values))


def _of(table: Any, apprenticeship: UUID, number: int) -> Any:
    return (table.c.apprenticeship_id == apprenticeship) & (table.c.number == number)
