"""Logging time, alone or with evidence, and putting it right: a correction supersedes and waits again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.off_the_job.recording import logged_body
from app.actions.off_the_job.repeating import done_already, keep_decision
from app.actions.words_beside import look_through, look_through_many
from app.answers.time_rules import Entered, time_rules
from app.db import apprenticeships, history
from app.db import off_the_job as db
from app.domain.off_the_job.entries import Logged, TimeEntry, TimeState, submit
from app.domain.off_the_job.entries import correct as corrected
from app.domain.off_the_job.entries import log as logged_anew
from app.domain.permissions import Permission
from app.domain.programmes import PaidTime


def log_time(
    acting: Acting,
    apprenticeship: UUID,
    *,
    on: date,
    minutes: int,
    activity: str,
    duty: str | None = None,
    ksbs: Sequence[str] = (),
    description: str = "",
    paid_time: str = PaidTime.IN_PAID_HOURS.value,
    record_only: bool = False,
    evidence_number: int | None = None,
    evidence_version: int | None = None,
    draft: bool = False,
) -> int:
    """Log time on one day; returns the entry's number. It waits to be confirmed, a draft until its evidence is sent.

    What does not count as off-the-job training is kept as a record only. Raises BadInput with every fault, by the
    paths `on`, `minutes`, `activity`, `duty`, `ksbs`, `description` and `paid_time`; Unsettled.
    """
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    logged = _logged(
        acting, apprenticeship, Entered(on, minutes, activity, duty, ksbs, description, paid_time, record_only)
    )
    evidence = (evidence_number, evidence_version or 1) if evidence_number is not None else None
    number = db.next_number(acting.session, apprenticeship)
    if evidence is None:  # else it is the title of a piece, which is looked through with the piece
        look_through(acting, apprenticeship, f"entry {number}", {"description": logged.description})
    entry = logged_anew(
        logged,
        number=number,
        entry_id=uuid4(),
        by=acting.person.id,
        at=acting.now,
        draft=draft,
        evidence=evidence,
    )
    _keep(acting, apprenticeship, entry)
    return number


def submit_drafts(acting: Acting, apprenticeship: UUID, evidence_number: int, evidence_version: int) -> list[int]:
    """Send the drafts that go with a version of evidence, as part of sending it; returns their numbers."""
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    sent = [submit(one) for one in db.drafts_of(acting.session, apprenticeship, (evidence_number, evidence_version))]
    for entry in sent:
        db.save(acting.session, apprenticeship, entry)
        _record_logged(acting, apprenticeship, entry, db.salt_of(acting.session, apprenticeship, entry.number))
    return [entry.number for entry in sent]


def drop_drafts(acting: Acting, apprenticeship: UUID, evidence_number: int, evidence_version: int) -> None:
    """Drop the drafts that go with a version of evidence, before they are written anew or its draft is given up."""
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    found = db.drafts_of(acting.session, apprenticeship, (evidence_number, evidence_version))
    if found:
        db.drop(acting.session, apprenticeship, [entry.number for entry in found])


def correct(
    acting: Acting,
    apprenticeship: UUID,
    number: int,
    *,
    reason: str,
    on: date,
    minutes: int,
    activity: str,
    duty: str | None = None,
    ksbs: Sequence[str] = (),
    description: str = "",
    paid_time: str = PaidTime.IN_PAID_HOURS.value,
    record_only: bool = False,
) -> int:
    """Put right what one logged oneself; returns the new entry's number. Confirmed time is uncounted at once."""
    acting.insist(Permission.CHANGE_OWN_TIME, apprenticeship)
    acting.lock(apprenticeship)
    entry = db.find(acting.session, apprenticeship, number)
    logged = _logged(
        acting, apprenticeship, Entered(on, minutes, activity, duty, ksbs, description, paid_time, record_only)
    )
    if done_already(acting, apprenticeship, entry, TimeState.SUPERSEDED, "corrected", reason):
        by = db.superseding(acting.session, apprenticeship, number)
        if by is not None and db.find(acting.session, apprenticeship, by).logged == logged:
            return by
    old, new = corrected(
        entry,
        logged,
        acting.person.id,
        reason,
        number=db.next_number(acting.session, apprenticeship),
        entry_id=uuid4(),
        at=acting.now,
    )
    said = {"description": logged.description} if logged.description != entry.logged.description else {}
    words = {f"entry {new.number}": said, f"entry {old.number}": {"reason": reason}}
    look_through_many(acting, apprenticeship, words)
    db.save(acting.session, apprenticeship, old)
    _keep(acting, apprenticeship, new)
    keep_decision(acting, apprenticeship, old, "corrected", reason, corrected_by=new.number)
    return new.number


def _logged(acting: Acting, apprenticeship: UUID, entered: Entered) -> Logged:
    found = apprenticeships.load(acting.session, apprenticeship, acting.today)
    return time_rules(acting.session, acting.catalogue, found, acting.today).logged(entered)


def _keep(acting: Acting, apprenticeship: UUID, entry: TimeEntry) -> None:
    salt = history.new_salt()
    db.add(acting.session, apprenticeship, entry, salt)
    if entry.state is not TimeState.DRAFT:
        _record_logged(acting, apprenticeship, entry, salt)


def _record_logged(acting: Acting, apprenticeship: UUID, entry: TimeEntry, salt: str) -> None:
    acting.record(apprenticeship, "time_logged", str(entry.id), **logged_body(entry, salt))
