"""What the history keeps of sessions: days, minutes, states and salted digests, on the chain of each apprentice."""

from collections.abc import Mapping
from datetime import date

from app.db import history
from app.domain.sessions import SessionPlace, TrainingSession

Body = Mapping[str, int | str | None]


def planned_body(one: TrainingSession, salt: str) -> Body:
    """Of a session to which an apprentice was invited."""
    plan = one.plan
    return {
        "on": plan.on.isoformat(),
        "minutes": plan.minutes,
        "activity": plan.activity,
        "duty": plan.duty,
        "ksbs": " ".join(plan.ksbs) or None,
        "online": int(plan.online),
        "digest": history.salted_digest(salt, plan.title, plan.place),
    }


def held_body(one: TrainingSession, place: SessionPlace, entry: int | None) -> Body:
    """Of one line of a register; `entry` is the number of the time entry that it made."""
    return {
        "on": one.plan.on.isoformat(),
        "attendance": place.attendance.value,
        "minutes": place.minutes,
        "entry": entry,
    }


def moved_body(one: TrainingSession, from_on: date, reason: str, salt: str) -> Body:
    """Of a session that was put on another day."""
    return {
        "from_on": from_on.isoformat(),
        "on": one.plan.on.isoformat(),
        "minutes": one.plan.minutes,
        "digest": history.salted_digest(salt, reason),
    }


def cancelled_body(one: TrainingSession, salt: str) -> Body:
    """Of a session that will not be held."""
    return {
        "on": one.plan.on.isoformat(),
        "minutes": one.plan.minutes,
        "digest": history.salted_digest(salt, one.reason),
    }


def acknowledged_body(one: TrainingSession, entry: int, minutes: int) -> Body:
    """Of what the apprentice said of her own time."""
    return {"on": one.plan.on.isoformat(), "number": entry, "minutes": minutes}
