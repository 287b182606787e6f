"""Doing the same thing twice: the same person with the same words gets the same answer as the first time."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.off_the_job.recording import decided_body
from app.db import history
from app.db import off_the_job as db
from app.domain.off_the_job.entries import TimeEntry, TimeState
from app.domain.refusals import BadInput, Fault

LONGEST_NOTE = 2_000


def done_already(
    acting: Acting, apprenticeship: UUID, entry: TimeEntry, leads_to: TimeState, verdict: str, note: str
) -> bool:
    """Whether the last thing done to this entry was just this, by this person, in these words.

    Raises BadInput where they are more words than are kept: what was sent is told before what the entry allows.
    """
    if len(note) > LONGEST_NOTE:
        raise BadInput([Fault("note", f"Use at most {LONGEST_NOTE:,} characters.")])
    if entry.state is not leads_to:
        return False
    last = db.last_decision(acting.session, apprenticeship, entry.number)
    return last is not None and (last.verdict, last.by, last.note) == (verdict, acting.person.id, note)


def keep_decision(
    acting: Acting, apprenticeship: UUID, entry: TimeEntry, verdict: str, note: str, *, corrected_by: int | None = None
) -> None:
    """Keep what was done to an entry, with its row of history. `entry` is as it stands afterwards."""
    salt = history.new_salt()
    db.add_decision(
        acting.session, apprenticeship, entry.number, verdict, note, salt=salt, by=acting.person.id, at=acting.now
    )
    body = decided_body(entry, note, salt, corrected_by)
    acting.record(apprenticeship, f"time_{verdict}", str(entry.id), **body)
