"""Sessions that a tutor holds for several apprentices at once: planned, moved, held with a register, or cancelled.

Whoever was there gets a time entry that the tutor logged; whoever was not gets none. A session is held on its day or
later. Once held or cancelled it stays so: what is wrong afterwards is put right on each apprentice's entry.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.off_the_job.entries import LONGEST_DAY, Counting, Logged, TimeEntry, TimeState
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words, hours_words

LONGEST_TITLE = 120
LONGEST_PLACE = 200
LONGEST_REASON = 500
FURTHEST_AHEAD_DAYS = 1_500
"""So far ahead a session may be planned: longer than any apprenticeship runs."""


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """What the register says of one apprentice; `invited` until it is taken."""

    INVITED = "invited"
    PRESENT = "present"
    PART = "part"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What a session is to be. Minutes are the whole length; `activity` is a code of the programme.

    `place` is where it is, or for one held online how to join; "" where that is not said yet.
    """

    on: date
    minutes: int
    activity: str
    title: str
    place: str = ""
    online: bool = False
    duty: str | None = None
    ksbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """One session of one tutor, on one programme. `reason` says why it was cancelled, "" where it was not."""

    id: UUID
    tutor: UUID
    programme: str
    plan: SessionPlan
    state: SessionState = SessionState.PLANNED
    ended_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SessionPlace:
    """One apprentice's place in a session.

    `minutes` are those spent there, None until the register is taken and for whoever was absent. `acknowledged` is
    the number of the entry that the apprentice said is true, None before: a corrected entry is acknowledged anew.
    """

    apprenticeship: UUID
    attendance: Attendance = Attendance.INVITED
    minutes: int | None = None
    acknowledged: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a register: there, not there, or there for so many minutes."""

    attendance: Attendance
    minutes: int | None = None


def plan_faults(plan: SessionPlan, today: date) -> tuple[Fault, ...]:
    """What stops a session from being planned, whoever is invited."""
    faults = []
    if (plan.on - today).days > FURTHEST_AHEAD_DAYS:
        faults.append(Fault("on", "That is too far ahead. Choose an earlier day."))
    if not 1 <= plan.minutes <= LONGEST_DAY:
        faults.append(Fault("minutes", "The length must be at least 1 minute and at most 24 hours."))
    if not plan.title.strip():
        faults.append(Fault("title", "Say what the session is about."))
    if len(plan.title) > LONGEST_TITLE:
        faults.append(Fault("title", f"Use at most {LONGEST_TITLE} characters."))
    if len(plan.place) > LONGEST_PLACE:
        faults.append(Fault("place", f"Use at most {LONGEST_PLACE} characters."))
    return tuple(faults)


def take_register(
    session: TrainingSession,
    places: Mapping[UUID, SessionPlace],
    register: Mapping[UUID, Mark],
    *,
    today: date,
    at: datetime,
) -> tuple[TrainingSession, tuple[SessionPlace, ...]]:
    """Hold a session: who was there, and for how long. Gives it held, and the places in the order of their ids.

    `places` are those that the register must answer for. Once it is held, only whoever is still invited, or was
    absent and came after all, may be added. Raises WrongState, and BadInput by the paths `places` and the
    apprenticeship's id.
    """
    _insist_not(session, SessionState.CANCELLED, "no register can be taken")
    if session.plan.on > today:
        raise WrongState(f"This session is on {day_words(session.plan.on)}. Take the register on the day or later.")
    if faults := _register_faults(session, places, register):
        raise BadInput(faults)
    marked = tuple(_marked(session, places[who], register[who]) for who in sorted(register))
    if session.state is SessionState.PLANNED:
        session = replace(session, state=SessionState.HELD, ended_at=at)
    return session, marked


def _register_faults(
    session: TrainingSession, places: Mapping[UUID, SessionPlace], register: Mapping[UUID, Mark]
) -> list[Fault]:
    faults = []
    if not register:
        faults.append(Fault("places", "Nobody is on this register."))
    if any(who not in places for who in register):
        faults.append(Fault("places", "Somebody on this register was not invited. Open the session again."))
    unmarked = [who for who, place in places.items() if place.attendance is Attendance.INVITED and who not in register]
    faults += [Fault(str(who), "Say whether this apprentice was there.") for who in unmarked]
    for who, mark in register.items():
        if mark.attendance is Attendance.INVITED:
            faults.append(Fault(str(who), "Say whether this apprentice was there."))
        if mark.attendance is Attendance.PART and not 1 <= (mark.minutes or 0) < session.plan.minutes:
            whole = hours_words(session.plan.minutes)
            faults.append(
                Fault(
                    str(who),
                    f"Say for how long this apprentice was there: at least 1 minute, less than the whole {whole}.",
                )
            )
    return faults


def _marked(session: TrainingSession, place: SessionPlace, mark: Mark) -> SessionPlace:
    if place.attendance in (Attendance.PRESENT, Attendance.PART):
        raise WrongState("The register says already that this apprentice was there. Correct the hours instead.")
    minutes = {Attendance.PRESENT: session.plan.minutes, Attendance.PART: mark.minutes}.get(mark.attendance)
    return replace(place, attendance=mark.attendance, minutes=minutes)


def says_the_same(session: TrainingSession, place: SessionPlace, mark: Mark) -> bool:
    """Whether the register says this of the apprentice already."""
    whole = session.plan.minutes if mark.attendance is Attendance.PRESENT else mark.minutes
    return place.attendance is mark.attendance and (mark.attendance is Attendance.ABSENT or place.minutes == whole)


def logged_of(session: TrainingSession, place: SessionPlace, counting: Counting) -> Logged | None:
    """The time of whoever was there; None for an absentee."""
    if place.minutes is None:
        return None
    plan = session.plan
    return Logged(plan.on, place.minutes, plan.activity, plan.title, counting, plan.duty, plan.ksbs)


def cancel(session: TrainingSession, reason: str, at: datetime) -> TrainingSession:
    """Say that a session will not be held. Nobody gets hours for it."""
    _insist_reason(reason, "Say why the session is cancelled.")
    _insist_planned(session, "cancelled")
    return replace(session, state=SessionState.CANCELLED, reason=reason, ended_at=at)


def move(session: TrainingSession, to: date, reason: str, today: date) -> TrainingSession:
    """Put a session on another day; whoever keeps it keeps the old day too."""
    _insist_reason(reason, "Say why the session is moved.")
    _insist_planned(session, "moved")
    if to == session.plan.on:
        raise BadInput([Fault("on", "It is on that day already. Choose another.")])
    moved = replace(session, plan=replace(session.plan, on=to))
    if faults := [fault for fault in plan_faults(moved.plan, today) if fault.path == "on"]:
        raise BadInput(faults)
    return moved


def insist_open_to_more(session: TrainingSession) -> None:
    """More people may be invited until the register is taken. Raises WrongState."""
    _insist_planned(session, "joined by more people")


def acknowledge(place: SessionPlace, entry: TimeEntry | None) -> SessionPlace:
    """The apprentice says: I was there, and the time is right. Raises WrongState where there is no time."""
    if entry is None or entry.state not in (TimeState.WAITING, TimeState.CONFIRMED):
        raise WrongState(_why_not(place, entry))
    return replace(place, acknowledged=entry.number)


def take_back(place: SessionPlace) -> SessionPlace:
    """What the apprentice said before no longer holds, because she disputes the time."""
    return replace(place, acknowledged=None)


def to_answer(place: SessionPlace, entry: TimeEntry | None) -> bool:
    """Whether the apprentice is still to say that she was there."""
    return entry is not None and entry.state is TimeState.WAITING and place.acknowledged != entry.number


def _why_not(place: SessionPlace, entry: TimeEntry | None) -> str:
    if entry is None:
        absent = place.attendance is Attendance.ABSENT
        return "The register says that you were not there." if absent else "The register has not been taken yet."
    if entry.state is TimeState.QUERIED:
        return "These hours are queried. They can be acknowledged once the query is answered."
    return "These hours have been withdrawn, so there is nothing to acknowledge."


_STANDING = {
    SessionState.PLANNED: "is still planned",
    SessionState.HELD: "has been held",
    SessionState.CANCELLED: "has been cancelled",
}


def _insist_planned(session: TrainingSession, done: str) -> None:
    _insist_not(session, SessionState.HELD, f"it cannot be {done}")
    _insist_not(session, SessionState.CANCELLED, f"it cannot be {done}")


def _insist_not(session: TrainingSession, state: SessionState, consequence: str) -> None:
    if session.state is state:
        raise WrongState(f"This session {_STANDING[state]}, so {consequence}.")


def _insist_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise BadInput([Fault("reason", sentence)])
    if len(reason) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_REASON} characters.")])


def named_once(invited: Collection[UUID]) -> tuple[UUID, ...]:
    """Whoever is invited, each once, in the order in which their records are locked."""
    return tuple(sorted(set(invited)))
