"""Off-the-job time and what was done to it, as rows."""

from datetime import datetime
from uuid import UUID

from app.db.bulk.rows import Rows
from app.db.tables import core
from app.domain.off_the_job.entries import TimeEntry


def add_time_entry(rows: Rows, apprenticeship: UUID, entry: TimeEntry, salt: str) -> None:
    """Off-the-job time on one day, with the KSBs that it served."""
    logged = entry.logged
    rows.add(
        core.time_entry,
        apprenticeship_id=apprenticeship,
        number=entry.number,
        id=entry.id,
        happened_on=logged.happened_on,
        minutes=logged.minutes,
        activity=logged.activity,
        duty=logged.duty,
        evidence_number=entry.evidence_number,
        evidence_version=entry.evidence_version,
        session_id=entry.session,
        description=logged.description,
        counts=logged.counting.counts,
        why_not=logged.counting.why_not,
        state=entry.state.value,
        logged_by=entry.logged_by,
        logged_at=entry.logged_at,
        supersedes=entry.supersedes,
        salt=salt,
        paid_time=logged.paid_time.value,
    )
    for ksb in logged.ksbs:
        rows.add(core.time_entry_ksb, apprenticeship_id=apprenticeship, number=entry.number, ksb=ksb)


def add_time_decision(
    rows: Rows, apprenticeship: UUID, seq: int, number: int, verdict: str, *, salt: str, by: UUID, at: datetime
) -> None:
    """One thing done to an entry, without a note."""
    rows.add(
        core.time_decision,
        apprenticeship_id=apprenticeship,
        seq=seq,
        number=number,
        verdict=verdict,
        note="",
        salt=salt,
        by=by,
        at=at,
    )
