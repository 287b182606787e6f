"""Confirming and querying what somebody else logged, one entry or many at once; answering and withdrawing one's own."""

from collections.abc import Callable, Sequence
from uuid import UUID

from app.actions.acting import Acting
from app.actions.off_the_job.repeating import done_already, keep_decision
from app.db import apprenticeships, provider_settings
from app.db import off_the_job as db
from app.domain.off_the_job import entries
from app.domain.off_the_job.confirming import insist_employer, source_of, tutor_word_confirms
from app.domain.off_the_job.entries import TimeEntry, TimeState
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.wording import day_words, hours_words

MOST_AT_ONCE = 500
Chosen = Sequence[tuple[UUID, int]]
"""Entries ticked on a page: apprenticeship and number of each."""


def confirm(acting: Acting, apprenticeship: UUID, number: int, note: str = "") -> None:
    """Agree that this time was spent so, in paid hours, on new learning. Never what one logged oneself."""
    acting.insist(Permission.CONFIRM_TIME, apprenticeship)
    acting.lock(apprenticeship)
    _confirm(acting, apprenticeship, db.find(acting.session, apprenticeship, number), note)


def query(acting: Acting, apprenticeship: UUID, number: int, note: str) -> None:
    """Ask whoever logged this time about it. Never what one logged oneself."""
    acting.insist(Permission.QUERY_TIME, apprenticeship)
    acting.lock(apprenticeship)
    _query(acting, apprenticeship, db.find(acting.session, apprenticeship, number), note)


def answer(acting: Acting, apprenticeship: UUID, number: int, note: str) -> None:
    """Answer a query about what one logged; it waits again."""
    acting.insist(Permission.CHANGE_OWN_TIME, apprenticeship)
    acting.lock(apprenticeship)
    entry = db.find(acting.session, apprenticeship, number)
    if not done_already(acting, apprenticeship, entry, TimeState.WAITING, "answered", note):
        _done(acting, apprenticeship, entries.answer(entry, acting.person.id, note), "answered", note)


def withdraw(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Take back what one logged. Confirmed time is uncounted at once."""
    acting.insist(Permission.CHANGE_OWN_TIME, apprenticeship)
    acting.lock(apprenticeship)
    entry = db.find(acting.session, apprenticeship, number)
    if not done_already(acting, apprenticeship, entry, TimeState.WITHDRAWN, "withdrawn", reason):
        _done(acting, apprenticeship, entries.withdraw(entry, acting.person.id, reason), "withdrawn", reason)


def confirm_many(acting: Acting, chosen: Chosen) -> int:
    """Confirm everything ticked, over any apprenticeships, or nothing; returns the minutes.

    Raises WrongState with a sentence that names each entry that has moved on meanwhile.
    """
    return _many(acting, chosen, Permission.CONFIRM_TIME, "Tick the hours you want to confirm.", _confirm, "")


def query_many(acting: Acting, chosen: Chosen, note: str) -> int:
    """Ask the same about everything ticked, or about nothing; returns the minutes."""
    return _many(acting, chosen, Permission.QUERY_TIME, "Tick the hours you want to query.", _query, note)


Do = Callable[[Acting, UUID, TimeEntry, str], None]


def _many(acting: Acting, chosen: Chosen, permission: Permission, none: str, do: Do, note: str) -> int:
    keys = sorted(set(chosen))
    if not keys:
        raise BadInput([Fault("entry", none)])
    if len(keys) > MOST_AT_ONCE:
        raise BadInput([Fault("entry", f"Choose at most {MOST_AT_ONCE} at once.")])
    for apprenticeship in sorted({key[0] for key in keys}):
        acting.insist(permission, apprenticeship)
        # Always in the order of ids, so that two people with overlapping ticks cannot wait for each other.
        acting.lock(apprenticeship)
    found = db.find_many(acting.session, keys)
    if len(found) < len(keys):
        raise NotFound
    moved = []
    for key in keys:
        try:
            do(acting, key[0], found[key], note)
        except WrongState as refused:
            moved.append(f"{_named(found[key])}: {refused.sentence}")
    if moved:
        raise WrongState(f"Nothing was changed, because some of these have moved on. {' '.join(moved)}")
    return sum(entry.logged.minutes for entry in found.values())


def _named(entry: TimeEntry) -> str:
    return f"{hours_words(entry.logged.minutes)} on {day_words(entry.logged.happened_on)}"


def _confirm(acting: Acting, apprenticeship: UUID, entry: TimeEntry, note: str) -> None:
    if not done_already(acting, apprenticeship, entry, TimeState.CONFIRMED, "confirmed", note):
        _insist_word_counts(acting, apprenticeship, entry)
        _done(acting, apprenticeship, entries.confirm(entry, acting.person.id), "confirmed", note)


def _insist_word_counts(acting: Acting, apprenticeship: UUID, entry: TimeEntry) -> None:
    """Whoever is no employer here confirms nothing for which the provider asks the employer. Raises WrongState."""
    source = source_of(entry)
    if tutor_word_confirms(source, provider_settings.employer_asked(acting.session)):
        return
    member = apprenticeships.member(acting.session, acting.person, apprenticeship, acting.today)
    if Role.EMPLOYER not in member.roles:
        insist_employer(source)


def _query(acting: Acting, apprenticeship: UUID, entry: TimeEntry, note: str) -> None:
    if not done_already(acting, apprenticeship, entry, TimeState.QUERIED, "queried", note):
        _done(acting, apprenticeship, entries.query(entry, acting.person.id, note), "queried", note)


def _done(acting: Acting, apprenticeship: UUID, entry: TimeEntry, verdict: str, note: str) -> None:
    db.save(acting.session, apprenticeship, entry)
    keep_decision(acting, apprenticeship, entry, verdict, note)
