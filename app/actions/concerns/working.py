"""What the safeguarding lead and deputies put on record about a concern: notes, outcomes, closing, opening again."""

from dataclasses import replace

from app.actions.acting import Acting
from app.db import concerns, history
from app.domain.concerns import (
    LONGEST_NOTE,
    Concern,
    Done,
    Entry,
    EntryKind,
    insist_can_be_closed,
    insist_can_be_opened_again,
    insist_done,
    insist_held,
)
from app.domain.permissions import Permission
from app.domain.programmes import together
from app.domain.refusals import BadInput, Fault


def add_note(acting: Acting, number: str, words: str) -> None:
    """Add a note. Sent again by the same person as the newest entry, it is that one. Raises BadInput without words."""
    concern = _held(acting, number)
    insist_held(concern)
    if not words.strip():
        raise BadInput([Fault("note", "Write the note first.")])
    if len(words) > LONGEST_NOTE:
        raise BadInput([Fault("note", f"Use at most {LONGEST_NOTE:,} characters.")])
    _add(acting, concern, "concern_noted", Entry(0, EntryKind.NOTE, acting.person.id, acting.now, words.strip()))


def record_outcome(acting: Acting, number: str, done: Done) -> None:
    """Record what was decided or done; several may follow one another. Raises BadInput."""
    concern = _held(acting, number)
    insist_held(concern)
    known = together(one.concerns for one in acting.catalogue.programmes).outcome_by_code
    valid = insist_done(done, known, concern, acting.today)
    _add(
        acting,
        concern,
        "concern_outcome",
        Entry(
            seq=0,
            kind=EntryKind.OUTCOME,
            by=acting.person.id,
            at=acting.now,
            words=valid.words,
            outcome=valid.outcome,
            referred_to=valid.referred_to,
            referred_on=valid.referred_on,
        ),
    )


def close_concern(acting: Acting, number: str) -> None:
    """Close it: nothing more is to be done, and how long it is kept counts from today. Raises WrongState."""
    concern = _held(acting, number)
    insist_can_be_closed(concern)
    concerns.close(acting.session, concern.id, acting.now)
    _add(acting, concern, "concern_closed", Entry(0, EntryKind.CLOSED, acting.person.id, acting.now))


def open_concern_again(acting: Acting, number: str, reason: str) -> None:
    """Open it again, since there is more to do after all. Raises WrongState, BadInput without a reason."""
    concern = _held(acting, number)
    insist_can_be_opened_again(concern, reason)
    if len(reason) > LONGEST_NOTE:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_NOTE:,} characters.")])
    concerns.open_again(acting.session, concern.id)
    _add(
        acting,
        concern,
        "concern_opened_again",
        Entry(0, EntryKind.OPENED_AGAIN, acting.person.id, acting.now, reason.strip()),
    )


def _held(acting: Acting, number: str) -> Concern:
    acting.insist_provider_wide(Permission.READ_CONCERN)
    return concerns.load(acting.session, number, changing=True)


def _add(acting: Acting, concern: Concern, action: str, entry: Entry) -> None:
    newest = concern.entries[-1] if concern.entries else None
    if newest is not None and replace(entry, seq=newest.seq, at=newest.at) == newest:
        return
    entry = replace(entry, seq=newest.seq + 1 if newest else 1)
    salt = history.new_salt()
    concerns.add_entry(acting.session, concern.id, entry, salt)
    digest = concerns.digest_of_entry(entry, salt)
    acting.record(history.CONCERNS, action, concern.number, entry=entry.seq, digest=digest)
