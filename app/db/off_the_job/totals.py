"""What answers about hours are worked out from: time added up by day, state and duty, for any number of people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.people import ENDED

_TOTALLED = (TimeState.WAITING.value, TimeState.CONFIRMED.value, TimeState.QUERIED.value)


def time_of(session: Session, apprenticeships: Collection[UUID]) -> dict[UUID, list[LoggedTime]]:
    """All time that may count, added up by day, state and duty, in one statement however many there are."""
    row = core.time_entry
    query = (
        select(
            row.c.apprenticeship_id,
            row.c.happened_on,
            row.c.state,
            row.c.duty,
            func.sum(row.c.minutes).label("minutes"),
        )
        .where(row.c.apprenticeship_id.in_(apprenticeships), row.c.counts, row.c.state.in_(_TOTALLED))
        .group_by(row.c.apprenticeship_id, row.c.happened_on, row.c.state, row.c.duty)
    )
    found: dict[UUID, list[LoggedTime]] = defaultdict(list)
    for r in session.execute(query):
        found[r.apprenticeship_id].append(LoggedTime(r.happened_on, int(r.minutes), TimeState(r.state), True, r.duty))
    return found


def confirmed_by_duty(session: Session, apprenticeship: UUID) -> dict[str, int]:
    """Confirmed minutes that count, by duty; time logged for no duty is left out."""
    row = core.time_entry
    query = (
        select(row.c.duty, func.sum(row.c.minutes).label("minutes"))
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.counts,
            row.c.state == TimeState.CONFIRMED.value,
            row.c.duty.is_not(None),
        )
        .group_by(row.c.duty)
    )
    return {r.duty: int(r.minutes) for r in session.execute(query)}


def ended_on(session: Session, apprenticeships: Iterable[Apprenticeship]) -> dict[UUID, date]:
    """The last day of learning of those that have ended: the day before they were withdrawn, transferred, completed.

    One statement where any has ended, else none.
    """
    over = [one.id for one in apprenticeships if one.status in ENDED]
    if not over:
        return {}
    row = core.status
    query = (
        select(row.c.apprenticeship_id, func.min(row.c.since).label("since"))
        .where(row.c.apprenticeship_id.in_(over), row.c.status.in_([state.value for state in ENDED]))
        .group_by(row.c.apprenticeship_id)
    )
    return {r.apprenticeship_id: r.since - timedelta(days=1) for r in session.execute(query)}
