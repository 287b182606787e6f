"""The words of concerns beside the salted digests that the history keeps of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import history
from app.db.history import Happening
from app.db.tables import core
from app.domain.concerns import Concern, Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a concern (`seq` 0) or of something put on record about it, and its digest; "" once erased."""

    number: str
    seq: int
    digest: str


def kept_words(session: Session) -> Iterator[Kept]:
    """Every concern and every entry, each with the digest of its words as they stand."""
    row, note = core.concern.c, core.concern_note.c
    for one in session.execute(select(core.concern).order_by(row.number)):
        place = str(one.apprenticeship_id or ""), one.place
        said = history.salted_digest(one.salt, one.about, one.danger, one.words, one.told, *place)
        yield Kept(one.number, 0, said if one.salt else "")
    query = select(row.number, core.concern_note).join(core.concern_note, note.concern_id == row.id)
    for one in session.execute(query.order_by(row.number, note.seq)):
        on = one.referred_on.isoformat() if one.referred_on else ""
        done = history.salted_digest(one.salt, one.outcome, one.words, one.referred_to, on)
        yield Kept(one.number, one.seq, done if one.salt else "")


def written(session: Session) -> Iterator[Happening]:
    """What the history says of concerns, oldest first."""
    yield from reversed(history.happenings(session, history.CONCERNS, limit=None))


def digest_of_concern(concern: Concern, salt: str) -> str:
    """The digest of what somebody raised, as the history keeps it."""
    place = (str(concern.place.apprenticeship), concern.place.what) if concern.place else ("", "")
    said = (concern.about.value, concern.danger.value, concern.words, concern.told, *place)
    return history.salted_digest(salt, *said)


def digest_of_entry(entry: Entry, salt: str) -> str:
    """The digest of what was put on record, as the history keeps it."""
    on = entry.referred_on.isoformat() if entry.referred_on else ""
    return history.salted_digest(salt, entry.outcome, entry.words, entry.referred_to, on)
