"""What the history keeps of off-the-job time: numbers, states, days, minutes and salted digests."""

from collections.abc import Mapping

from app.db import history
from app.domain.off_the_job.entries import TimeEntry

Body = Mapping[str, int | str | None]


def logged_body(entry: TimeEntry, salt: str) -> Body:
    """Of an entry that was logged, or sent with its evidence."""
    logged = entry.logged
    return {
        "number": entry.number,
        "on": logged.happened_on.isoformat(),
        "minutes": logged.minutes,
        "activity": logged.activity,
        "duty": logged.duty,
        "ksbs": " ".join(logged.ksbs) or None,
        "counts": int(logged.counting.counts),
        "state": entry.state.value,
        "evidence": entry.evidence_number,
        "version": entry.evidence_version,
        "supersedes": entry.supersedes,
        "paid_time": logged.paid_time.value,
        "digest": history.salted_digest(salt, logged.description),
    }


def decided_body(entry: TimeEntry, note: str, salt: str, corrected_by: int | None = None) -> Body:
    """Of what was done to an entry; `entry` is as it stands afterwards."""
    return {
        "number": entry.number,
        "minutes": entry.logged.minutes,
        "state": entry.state.value,
        "digest": history.salted_digest(salt, note) if note else None,
        "corrected_by": corrected_by,
    }
