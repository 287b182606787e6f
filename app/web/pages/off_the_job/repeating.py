"""The form for time filled in from an entry: the one to put right, or the last one, to be logged again for today."""

from fastapi import Request

from app.db import off_the_job as db
from app.domain.off_the_job.entries import TimeEntry
from app.domain.people import Member
from app.web.access import reading, visitor


def typed_of(entry: TimeEntry) -> dict[str, str]:
    """An entry as the form would have typed it; its KSBs apart."""
    logged = entry.logged
    return {
        "on": logged.happened_on.isoformat(),
        "hours": str(logged.minutes // 60),
        "minutes": str(logged.minutes % 60),
        "activity": logged.activity,
        "duty": logged.duty or "",
        "description": logged.description,
        "paid_time": logged.paid_time.value,
        "record_only": "" if logged.counting.counts else "true",
    }


def last_entry(request: Request, member: Member) -> tuple[dict[str, str], frozenset[str]] | None:
    """What this person logged last here, for today, with its KSBs; None where there is nothing to repeat."""
    with reading(request) as session:
        entry = db.last_logged_by(session, member.apprenticeship, member.person.id)
    if entry is None:
        return None
    # Whether it counts depends on the day, so keeping it as a record is asked again.
    again = {"on": visitor(request).today.isoformat(), "record_only": ""}
    return typed_of(entry) | again, frozenset(entry.logged.ksbs)
