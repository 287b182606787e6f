"""Off-the-job hours: one apprentice's summary, many at once in as many statements, and the minimum they are held to."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import off_the_job
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.minimum import Minimum, minimum_hours
from app.domain.off_the_job.summary import HoursSummary, LoggedTime, summarise
from app.domain.practical_period import PracticalPeriod


def hours_of(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, today: date, on: date | None = None
) -> HoursSummary:
    """One apprentice's hours as they stood on a day (today where none is given), in one statement or two."""
    return hours_of_many(session, catalogue, [apprenticeship], today, on)[apprenticeship.id]


def hours_of_many(
    session: Session,
    catalogue: Catalogue,
    apprenticeships: Sequence[Apprenticeship],
    today: date,
    on: date | None = None,
) -> dict[UUID, HoursSummary]:
    """Many apprentices' hours by apprenticeship, in one statement (two where any has ended), however many there are.

    On an earlier day, only what happened by then is in it, in the state it has today.
    """
    time = off_the_job.time_of(session, [one.id for one in apprenticeships])
    ended = off_the_job.ended_on(session, apprenticeships)
    return {
        one.id: _summary(catalogue, one, _period(one, ended.get(one.id)), time.get(one.id, []), on or today)
        for one in apprenticeships
    }


def practical_period(session: Session, apprenticeship: Apprenticeship) -> PracticalPeriod:
    """From the start to gateway, with the breaks, and the last day of learning once that is known."""
    return _period(apprenticeship, off_the_job.ended_on(session, [apprenticeship]).get(apprenticeship.id))


def minimum_of(catalogue: Catalogue, apprenticeship: Apprenticeship) -> Minimum:
    """The minimum hours of the funding rule that the start fixed, on the terms of today."""
    rules = catalogue.funding_rules
    return minimum_hours(
        rules.by_id(apprenticeship.rule_id),
        apprenticeship.start,
        apprenticeship.planned_end,
        apprenticeship.weekly_minutes,
        published=rules.published_for(apprenticeship.standard, apprenticeship.version, apprenticeship.start),
        prior_learning_minutes=apprenticeship.terms.prior_learning_minutes,
    )


def _period(apprenticeship: Apprenticeship, ended: date | None) -> PracticalPeriod:
    return PracticalPeriod(apprenticeship.start, apprenticeship.planned_end, ended, apprenticeship.breaks)


def _summary(
    catalogue: Catalogue, one: Apprenticeship, period: PracticalPeriod, time: Sequence[LoggedTime], on: date
) -> HoursSummary:
    plan = catalogue.programme(one.programme)
    return summarise(
        rule=catalogue.funding_rules.by_id(one.rule_id),
        minimum=minimum_of(catalogue, one),
        standard=catalogue.standard(one.standard, one.version),
        period=period,
        weekly_minutes=one.weekly_minutes,
        plan_minutes=one.terms.planned_minutes,
        day_minutes=plan.day_minutes,
        target_percent=plan.target_percent,
        time=time,
        today=on,
    )
