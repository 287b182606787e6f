"""Doing something on many records at once: each permitted, each locked in the same order, then the session itself."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.db import apprenticeships
from app.db import sessions as db
from app.domain.permissions import Permission, may
from app.domain.refusals import NotFound
from app.domain.sessions import SessionPlace, TrainingSession, named_once


@dataclass(frozen=True, slots=True)
class Held:
    """A session that is held fast, with every place in it; `own` are those of whoever acts."""

    session: TrainingSession
    places: dict[UUID, SessionPlace]
    own: frozenset[UUID]


def lock_all(acting: Acting, records: Collection[UUID]) -> None:
    """Hold every one of these records, always in the order of their ids, so that no two people wait for each other."""
    for apprenticeship in named_once(records):
        acting.lock(apprenticeship)


def held_fast(acting: Acting, session: UUID) -> Held:
    """The session and its places, locked. Raises NotFound to whoever tutors nobody on it."""
    lock_all(acting, db.places_of(acting.session, session))
    found = db.find(acting.session, session, lock=True)
    places = db.places_of(acting.session, session)
    own = frozenset(one for one in places if _may(acting, one))
    if not own:
        raise NotFound
    return Held(found, places, own)


def _may(acting: Acting, apprenticeship: UUID) -> bool:
    member = apprenticeships.member(acting.session, acting.person, apprenticeship, acting.today)
    return may(member, Permission.HOLD_SESSION)
