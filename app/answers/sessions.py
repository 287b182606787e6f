"""Sessions as they concern one apprentice: what comes up, what waits for her own word, and what is planned to count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import sessions as db
from app.db.sessions import OnRecord
from app.domain.off_the_job.entries import TimeState, counting
from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import Programme
from app.domain.sessions import SessionState


@dataclass(frozen=True, slots=True)
class SessionsOnRecord:
    """`to_come` are planned from today on, soonest first; `to_answer` were held and wait for her word.

    `queried_minutes` are hers of sessions that she, or somebody else, asks the tutor about.
    """

    to_come: tuple[OnRecord, ...]
    to_answer: tuple[OnRecord, ...]
    queried_minutes: int


def sessions_of(session: Session, apprenticeship: UUID, today: date) -> SessionsOnRecord:
    """The sessions of one apprentice, in one statement."""
    return sessions_on_record(db.of_record(session, apprenticeship, today))


def sessions_on_record(found: Sequence[OnRecord]) -> SessionsOnRecord:
    """The same from what was read already."""
    return SessionsOnRecord(
        to_come=tuple(one for one in found if one.state is SessionState.PLANNED),
        to_answer=tuple(one for one in found if one.entry_state is TimeState.WAITING and not one.acknowledged),
        queried_minutes=sum(one.minutes for one in found if one.entry_state is TimeState.QUERIED),
    )


def planned_minutes(found: SessionsOnRecord, plan: Programme, period: PracticalPeriod) -> int:
    """Minutes of sessions planned from today on, not yet held, that would count: what a forecast may build on."""
    return _counting(((one.on, one.minutes, one.activity) for one in found.to_come), plan, period)


def planned_minutes_on(
    session: Session, apprenticeship: UUID, plan: Programme, period: PracticalPeriod, on: date
) -> int:
    """The same as it stood at the end of a day gone by, in one statement."""
    return _counting(db.planned_as_it_stood(session, apprenticeship, on), plan, period)


def _counting(planned: Iterable[tuple[date, int, str]], plan: Programme, period: PracticalPeriod) -> int:
    known = plan.activity_by_code
    return sum(
        minutes
        for on, minutes, activity in planned
        if activity in known and counting(known[activity], on, period).counts
    )
