"""Sessions as an apprentice's own pages show them: those she is asked about, and those that come up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.answers.sessions import SessionsOnRecord
from app.db.sessions import OnRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.programmes import Programme
from app.web.record import record_address

MOST_COMING = 4


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A session whose register says that the apprentice was there; `action` is where one tap says that it is so."""

    title: str
    on: date
    minutes: int
    tutor: str
    address: str
    action: str


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A session that is planned. `counts` is false where its activity is no off-the-job training."""

    title: str
    on: date
    minutes: int
    activity: str
    where: str
    tutor: str
    address: str
    counts: bool


@dataclass(frozen=True, slots=True)
class SessionsShown:
    """What the apprentice is asked about, for her alone, and what comes up; `more` are planned and not shown."""

    to_answer: tuple[AnswerRow, ...]
    back: str
    coming: tuple[ComingRow, ...]
    more: int


def session_address(apprenticeship: UUID, session: UUID, name: str = "") -> str:
    """Where a session is shown as it concerns one apprentice, or one thing is done about it."""
    return record_address(apprenticeship, f"sessions/{session}{'/' + name if name else ''}")


def where_words(place: str, *, online: bool) -> str:
    """Where a session is."""
    if online:
        return f"Online, {place}" if place else "Online"
    return place or "Place not said yet"


def sessions_shown(
    found: SessionsOnRecord, one: Apprenticeship, plan: Programme, *, own: bool, back: str
) -> SessionsShown:
    """The sessions of one apprenticeship; `own` where the apprentice looks, `back` the page that is looked at."""
    return SessionsShown(
        to_answer=tuple(_answer(one.id, each) for each in found.to_answer) if own else (),
        back=back,
        coming=tuple(_coming(one.id, plan, each) for each in found.to_come[:MOST_COMING]),
        more=max(0, len(found.to_come) - MOST_COMING),
    )


def _answer(apprenticeship: UUID, each: OnRecord) -> AnswerRow:
    return AnswerRow(
        title=each.title,
        on=each.on,
        minutes=each.minutes,
        tutor=each.tutor_name.split()[0],
        address=session_address(apprenticeship, each.id),
        action=session_address(apprenticeship, each.id, "acknowledgement"),
    )


def _coming(apprenticeship: UUID, plan: Programme, each: OnRecord) -> ComingRow:
    activity = plan.activity_by_code.get(each.activity)
    return ComingRow(
        title=each.title,
        on=each.on,
        minutes=each.minutes,
        activity=activity.name if activity else each.activity,
        where=where_words(each.place, online=each.online),
        tutor=each.tutor_name,
        address=session_address(apprenticeship, each.id),
        counts=activity is not None and activity.counts,
    )
