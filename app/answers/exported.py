"""What is taken out as tables: entries with who confirmed them, and planned and actual hours for the ILR.

Each is read some at a time, so that memory does not grow with how much there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.hours import practical_period
from app.catalogue import Catalogue
from app.db import apprenticeships, off_the_job, roll
from app.db.off_the_job import Decided, Listed
from app.domain.agreed import agreed_of
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import counted, planned_hours
from app.domain.people import ENDED, Person

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class EntryExported:
    """One entry, and who confirmed it when; None while nobody has, or no more."""

    entry: Listed
    confirmed: Decided | None


@dataclass(frozen=True, slots=True)
class IlrHours:
    """One apprenticeship's hours as the ILR asks for them, in minutes still.

    `planned_minutes` and `planned_end` are those agreed first: what is reported then is not written over later.
    """

    apprenticeship: Apprenticeship
    programme_title: str
    planned_end: date
    planned_minutes: int | None
    actual_minutes: int
    ended_on: date | None


def entries_exported(
    session: Session, apprenticeship: UUID, seen_by: Person, *, between: tuple[date, date] | None = None
) -> Iterator[EntryExported]:
    """Every entry that this person sees, newest day first; three statements for each five hundred."""
    after: tuple[date, int] | None = None
    while True:
        found = off_the_job.page_of_entries(
            session, apprenticeship, seen_by, between=between, after=after, limit=AT_ONCE
        )
        confirmed = {
            one.number: one
            for one in off_the_job.decisions(session, apprenticeship, [one.number for one in found])
            if one.verdict == TimeState.CONFIRMED.value
        }
        for one in found:
            said = confirmed.get(one.number) if one.state is TimeState.CONFIRMED else None
            yield EntryExported(one, said)
        if len(found) < AT_ONCE:
            return
        after = (found[-1].happened_on, found[-1].number)


def ilr_hours(session: Session, catalogue: Catalogue, today: date) -> Iterator[IlrHours]:
    """Planned and actual hours of every apprenticeship, by the apprentice's name."""
    after: tuple[str, UUID] | None = None
    while ids := roll.roll_after(session, None, after, AT_ONCE):
        found = apprenticeships.load_many(session, today, ids)
        sums = off_the_job.sums_of(session, [one.id for one in found], today)
        for one in found:
            yield _ilr(session, catalogue, one, sums.get(one.id, {}).get(TimeState.CONFIRMED, 0), today)
        after = found[-1].apprentice.name, found[-1].id


def _ilr(session: Session, catalogue: Catalogue, one: Apprenticeship, confirmed: int, today: date) -> IlrHours:
    plan, original = catalogue.programme(one.programme), agreed_of(one).original
    standard = catalogue.standard(one.standard, one.version)
    ended_on = None
    if one.status in ENDED:
        period = practical_period(session, one)
        time = counted(off_the_job.time_of(session, one.id), period, today)
        confirmed = sum(each.minutes for each in time if each.state is TimeState.CONFIRMED)
        ended_on = period.ended_on
    planned = planned_hours(original.planned_minutes, standard, plan.day_minutes)
    return IlrHours(one, plan.title, original.planned_end, planned, confirmed, ended_on)
