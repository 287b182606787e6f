"""What happened to logged time, so that hours can be added up as they stood at any moment; in one statement."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.off_the_job.entries import STATE_AFTER, TimeState
from app.domain.off_the_job.summary import LoggedTime

_TOTALLED = (TimeState.WAITING, TimeState.CONFIRMED, TimeState.QUERIED)


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """One entry with when it was sent, and each thing done to it: when, and the state in which that left it."""

    number: int
    on: date
    minutes: int
    activity: str
    duty: str | None
    counts: bool
    session: UUID | None
    sent_at: datetime
    done: tuple[tuple[datetime, TimeState], ...]

    def state_at(self, moment: datetime) -> TimeState | None:
        """The state in which it was at this moment, None where it had not been sent."""
        if self.sent_at > moment:
            return None
        state = TimeState.WAITING
        for at, after in self.done:
            if at <= moment:
                state = after
        return state


@dataclass(frozen=True, slots=True)
class TimeStory:
    """All of one apprenticeship's time, but for drafts."""

    entries: tuple[ToldEntry, ...]

    def at(self, moment: datetime) -> list[LoggedTime]:
        """What counted at this moment, added up by day, state and duty."""
        minutes: Counter[tuple[date, TimeState, str | None]] = Counter()
        for one in self.entries:
            state = one.state_at(moment) if one.counts else None
            if state in _TOTALLED:
                minutes[one.on, state, one.duty] += one.minutes
        return [LoggedTime(on, total, state, True, duty) for (on, state, duty), total in minutes.items()]

    def sessions_at(self, moment: datetime) -> dict[UUID, ToldEntry]:
        """The entry that each register had given by this moment and that stood then, by session."""
        standing = [one for one in self.entries if one.session and one.state_at(moment) in _TOTALLED]
        return {one.session: one for one in standing if one.session}


def time_story(session: Session, apprenticeship: UUID) -> TimeStory:
    """The story of one apprenticeship's time, in one statement.

    An entry that goes with evidence is there from when that was sent.
    """
    told: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(_told(), {"apprenticeship": apprenticeship}):
        told[row.number].append(row)
    return TimeStory(tuple(_entry(rows) for rows in told.values()))


def _entry(rows: list[Any]) -> ToldEntry:
    first = rows[0]
    return ToldEntry(
        number=first.number,
        on=first.happened_on,
        minutes=first.minutes,
        activity=first.activity,
        duty=first.duty,
        counts=first.counts,
        session=first.session_id,
        sent_at=max(first.logged_at, first.submitted_at or first.logged_at),
        done=tuple((row.at, STATE_AFTER[row.verdict]) for row in rows if row.verdict in STATE_AFTER),
    )


@cache
def _told() -> Select[Any]:
    """Every entry once for each thing done to it."""
    row, sent, done = core.time_entry, core.evidence_version, core.time_decision
    same_version = and_(
        sent.c.apprenticeship_id == row.c.apprenticeship_id,
        sent.c.number == row.c.evidence_number,
        sent.c.version == row.c.evidence_version,
    )
    same_entry = and_(done.c.apprenticeship_id == row.c.apprenticeship_id, done.c.number == row.c.number)
    said = (row.c.number, row.c.happened_on, row.c.minutes, row.c.activity, row.c.duty, row.c.counts, row.c.session_id)
    return (
        select(*said, row.c.logged_at, sent.c.submitted_at, done.c.verdict, done.c.at)
        .outerjoin(sent, same_version)
        .outerjoin(done, same_entry)
        .where(
            row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            row.c.state != TimeState.DRAFT.value,
        )
        .order_by(row.c.number, done.c.seq)
    )
