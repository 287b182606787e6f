"""Taking the register, which gives everybody who was there their hours at once; moving and cancelling a session."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.off_the_job.recording import logged_body
from app.actions.sessions.recording import cancelled_body, held_body, moved_body
from app.actions.sessions.together import Held, held_fast
from app.answers.hours import practical_period
from app.db import apprenticeships, history
from app.db import off_the_job as hours
from app.db import sessions as db
from app.domain import sessions as domain
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import counting, log
from app.domain.sessions import Mark, SessionPlace, SessionState, TrainingSession


def hold_session(acting: Acting, session: UUID, register: Mapping[UUID, Mark]) -> int:
    """Take the register of everybody whom this person tutors, all of it or nothing; returns how many were there.

    Each who was there has a time entry, logged by whoever took the register; an absentee has none. The same register
    once more changes nothing. Afterwards, somebody who was absent can still be marked as there.
    """
    held = held_fast(acting, session)
    own = {who: held.places[who] for who in held.own}
    wanted = {who: mark for who, mark in register.items() if not _said_already(held, who, mark)}
    if wanted or not register:
        one, marked = domain.take_register(held.session, own, wanted, today=acting.today, at=acting.now)
        db.save(acting.session, one)
        found = apprenticeships.load_many(acting.session, acting.today, [place.apprenticeship for place in marked])
        by_id = {each.id: each for each in found}
        for place in marked:
            _register(acting, one, place, by_id[place.apprenticeship])
    there = domain.Attendance.PRESENT, domain.Attendance.PART
    return sum(mark.attendance in there for mark in register.values())


def _said_already(held: Held, who: UUID, mark: Mark) -> bool:
    place = held.places.get(who) if held.session.state is SessionState.HELD else None
    return place is not None and who in held.own and domain.says_the_same(held.session, place, mark)


def _register(acting: Acting, one: TrainingSession, place: SessionPlace, whose: Apprenticeship) -> None:
    db.save_place(acting.session, one.id, place)
    activity = acting.catalogue.programme(one.programme).activity(one.plan.activity)
    logged = domain.logged_of(one, place, counting(activity, one.plan.on, practical_period(acting.session, whose)))
    if logged is None:
        acting.record(whose.id, "session_held", str(one.id), **held_body(one, place, None))
        return
    number = hours.next_number(acting.session, whose.id)
    entry = log(logged, number=number, entry_id=uuid4(), by=acting.person.id, at=acting.now, session=one.id)
    salt = history.new_salt()
    hours.add(acting.session, whose.id, entry, salt)
    acting.record(whose.id, "session_held", str(one.id), **held_body(one, place, number))
    acting.record(whose.id, "time_logged", str(entry.id), **logged_body(entry, salt))


def cancel_session(acting: Acting, session: UUID, reason: str) -> None:
    """Say that a session will not be held, and why. The same once more changes nothing."""
    held = held_fast(acting, session)
    if held.session.state is SessionState.CANCELLED and held.session.reason == reason:
        return
    one = domain.cancel(held.session, reason, acting.now)
    db.save(acting.session, one)
    salt = db.salt_of(acting.session, session)
    for apprenticeship in held.places:
        acting.record(apprenticeship, "session_cancelled", str(session), **cancelled_body(one, salt))


def move_session(acting: Acting, session: UUID, to: date, reason: str) -> None:
    """Put a session on another day, and say why. The old day is kept; the same once more changes nothing."""
    held = held_fast(acting, session)
    before = held.session.plan.on
    moves = db.moves_of(acting.session, session)
    if moves and (moves[-1].to_on, moves[-1].reason) == (to, reason) and before == to:
        return
    one = domain.move(held.session, to, reason, acting.today)
    salt = history.new_salt()
    db.save(acting.session, one)
    db.add_move(
        acting.session, session, from_on=before, to_on=to, reason=reason, salt=salt, by=acting.person.id, at=acting.now
    )
    for apprenticeship in held.places:
        acting.record(apprenticeship, "session_moved", str(session), **moved_body(one, before, reason, salt))
