"""The apprentice's own word on time that a register gave her: I was there, or I was not."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.off_the_job.repeating import done_already, keep_decision
from app.actions.sessions.recording import acknowledged_body
from app.db import off_the_job as hours
from app.db import provider_settings
from app.db import sessions as db
from app.domain import sessions as domain
from app.domain.off_the_job import entries
from app.domain.off_the_job.confirming import own_word_confirms, source_of
from app.domain.off_the_job.entries import TimeEntry, TimeState
from app.domain.permissions import Permission
from app.domain.refusals import WrongState


def acknowledge(acting: Acting, apprenticeship: UUID, session: UUID) -> TimeEntry:
    """Say that one was there and that the time is right; returns the entry as it stands then.

    It is confirmed by that where the provider asks no employer about sessions; else it goes on waiting for the
    employer. The same once more changes nothing.
    """
    acting.insist(Permission.ACKNOWLEDGE_TIME, apprenticeship)
    acting.lock(apprenticeship)
    place = db.place_of(acting.session, apprenticeship, session)
    entry = db.entry_of(acting.session, apprenticeship, session)
    if entry is not None and place.acknowledged == entry.number and entry.state is not TimeState.QUERIED:
        return entry
    place = domain.acknowledge(place, entry)
    assert entry is not None
    db.save_place(acting.session, session, place)
    one = db.find(acting.session, session)
    body = acknowledged_body(one, entry.number, entry.logged.minutes)
    acting.record(apprenticeship, "session_acknowledged", str(session), **body)
    return _confirmed(acting, apprenticeship, entry)


def dispute(acting: Acting, apprenticeship: UUID, session: UUID, note: str) -> TimeEntry:
    """Say that the time is not right; whoever took the register is asked, and can answer or put it right."""
    acting.insist(Permission.ACKNOWLEDGE_TIME, apprenticeship)
    acting.lock(apprenticeship)
    place = db.place_of(acting.session, apprenticeship, session)
    entry = db.entry_of(acting.session, apprenticeship, session)
    if entry is None:
        raise WrongState("The register gave you no hours for this session, so there is nothing to dispute.")
    if done_already(acting, apprenticeship, entry, TimeState.QUERIED, "queried", note):
        return entry
    entry = entries.query(entry, acting.person.id, note)
    hours.save(acting.session, apprenticeship, entry)
    keep_decision(acting, apprenticeship, entry, "queried", note)
    if place.acknowledged is not None:
        db.save_place(acting.session, session, domain.take_back(place))
    return entry


def _confirmed(acting: Acting, apprenticeship: UUID, entry: TimeEntry) -> TimeEntry:
    if entry.state is not TimeState.WAITING or not entry.logged.counting.counts:
        return entry
    if not own_word_confirms(source_of(entry), provider_settings.current(acting.session).employer_confirms):
        return entry
    entry = entries.confirm(entry, acting.person.id)
    hours.save(acting.session, apprenticeship, entry)
    keep_decision(acting, apprenticeship, entry, "confirmed", "")
    return entry
