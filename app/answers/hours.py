"""Off-the-job hours: one apprentice's summary, many at once in as many statements, and the minimum they are held to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.sessions import SessionsOnRecord, planned_minutes, planned_minutes_on, sessions_of
from app.catalogue import Catalogue
from app.db import apprenticeships, off_the_job
from app.domain.agreed import agreed_of
from app.domain.apprenticeships import Apprenticeship
from app.domain.funding_rules import ActiveLearning, PublishedHours
from app.domain.london import end_of_day
from app.domain.off_the_job.active_learning import active_learning
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.minimum import Minimum, minimum_hours
from app.domain.off_the_job.summary import (
    HoursInBrief,
    HoursSummary,
    LoggedTime,
    counted,
    hours_in_brief,
    planned_hours,
    summarise,
)
from app.domain.practical_period import PracticalPeriod

_minimum_hours = lru_cache(4096)(minimum_hours)
"""It changes only with the terms, and is asked for at every look."""


@dataclass(frozen=True, slots=True)
class HoursOnADay:
    """One apprentice's hours as they stood at the end of a day, with what they were worked out from."""

    apprenticeship: Apprenticeship
    period: PracticalPeriod
    summary: HoursSummary


def hours_of(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    today: date,
    *,
    sessions: SessionsOnRecord | None = None,
    period: PracticalPeriod | None = None,
) -> HoursSummary:
    """One apprentice's hours as they stand today, in two statements (three once ended).

    Neither `sessions` nor `period` are read again where the caller has them.
    """
    time = off_the_job.time_of(session, apprenticeship.id, also=_learnt_apart(catalogue, apprenticeship))
    period = period or practical_period(session, apprenticeship)
    plan = catalogue.programme(apprenticeship.programme)
    planned = planned_minutes(sessions or sessions_of(session, apprenticeship.id, today), plan, period)
    return summary_from(catalogue, apprenticeship, period, time, today, planned)


def hours_on(session: Session, catalogue: Catalogue, apprenticeship: UUID, on: date, today: date) -> HoursOnADay:
    """One apprentice's hours on a day: for a day gone by, exactly what was shown at its end.

    Entries are in the state in which they were then, and terms, statuses, breaks, sessions and settings are those
    recorded by then. For today and days to come it is all that is known now. Three statements, up to three more by
    what happened.
    """
    recorded = end_of_day(on) if on < today else None
    one = apprenticeships.load(session, apprenticeship, on, recorded=recorded)
    period = practical_period(session, one, recorded)
    time = off_the_job.time_of(session, apprenticeship, recorded, also=_learnt_apart(catalogue, one))
    plan = catalogue.programme(one.programme)
    if recorded is None:
        planned = planned_minutes(sessions_of(session, apprenticeship, on), plan, period)
    else:
        planned = planned_minutes_on(session, apprenticeship, plan, period, on)
    return HoursOnADay(one, period, summary_from(catalogue, one, period, time, on, planned))


def hours_in_brief_of(
    catalogue: Catalogue, learning: Apprenticeship, minutes: Mapping[TimeState, int], today: date
) -> HoursInBrief:
    """The figures of somebody who is learning today, from what counts by state."""
    return hours_in_brief(
        minutes,
        standard=catalogue.standard(learning.standard, learning.version),
        period=_period(learning, None),
        plan_minutes=learning.terms.planned_minutes,
        day_minutes=catalogue.programme(learning.programme).day_minutes,
        today=today,
    )


def practical_period(
    session: Session, apprenticeship: Apprenticeship, recorded: datetime | None = None
) -> PracticalPeriod:
    """From the start to gateway, with the breaks, and the last day of learning once that is known.

    With `recorded`, by what had been recorded at that moment.
    """
    ended = off_the_job.ended_on(session, [apprenticeship], recorded)
    return _period(apprenticeship, ended.get(apprenticeship.id))


def minimum_of(catalogue: Catalogue, apprenticeship: Apprenticeship) -> Minimum:
    """The minimum hours of the funding rule that the start fixed, on what held on the first day.

    Hours and dates are those of the start: what is reported then is not written over later, and to work the minimum
    out again after a change is advised, not compulsory. Prior learning and planned hours are what is known today.
    """
    first = agreed_of(apprenticeship).at_the_start
    return _minimum_hours(
        catalogue.funding_rules.by_id(apprenticeship.rule_id),
        apprenticeship.start,
        first.planned_end,
        first.weekly_minutes,
        published=published_for(catalogue, apprenticeship),
        prior_learning_minutes=apprenticeship.terms.prior_learning_minutes,
        planned_minutes=_planned_before_prior_learning(catalogue, apprenticeship),
        weeks_a_year=first.weeks_a_year,
        settings=apprenticeship.settings,
    )


def published_for(catalogue: Catalogue, apprenticeship: Apprenticeship) -> PublishedHours | None:
    """The hours published for its standard and start: an administrator's word before the file's."""
    named = apprenticeship.standard, apprenticeship.version, apprenticeship.start
    return apprenticeship.published or catalogue.funding_rules.published_for(*named)


def _planned_before_prior_learning(catalogue: Catalogue, apprenticeship: Apprenticeship) -> int | None:
    """A training plan leaves out what is known already; the standard's own days do not."""
    terms = apprenticeship.terms
    if terms.planned_minutes is not None:
        return terms.planned_minutes + terms.prior_learning_minutes
    standard = catalogue.standard(apprenticeship.standard, apprenticeship.version)
    return planned_hours(None, standard, catalogue.programme(apprenticeship.programme).day_minutes)


def _learnt_apart(catalogue: Catalogue, one: Apprenticeship) -> tuple[str, ...]:
    """The activities of English and maths, where the rule of the start asks for active learning in them apart."""
    apart = active_rule(catalogue, one).english_and_maths_separately
    return catalogue.programme(one.programme).english_and_maths_activities if apart else ()


def active_rule(catalogue: Catalogue, one: Apprenticeship) -> ActiveLearning:
    """The rule on active learning of this start."""
    return catalogue.funding_rules.by_id(one.rule_id).active_learning_for(one.start)


def _period(apprenticeship: Apprenticeship, ended: date | None) -> PracticalPeriod:
    return PracticalPeriod(apprenticeship.start, apprenticeship.planned_end, ended, apprenticeship.breaks)


def summary_from(
    catalogue: Catalogue,
    one: Apprenticeship,
    period: PracticalPeriod,
    time: Sequence[LoggedTime],
    on: date,
    planned_sessions: int,
) -> HoursSummary:
    """The summary of a day from time that was read already."""
    plan = catalogue.programme(one.programme)
    active = active_learning(
        active_rule(catalogue, one),
        period,
        [one_day.happened_on for one_day in counted(time, period, on)],
        [other.happened_on for other in time if not other.counts],
        on,
        one.settings.delivery_pattern,
    )
    return summarise(
        rule=catalogue.funding_rules.by_id(one.rule_id),
        minimum=minimum_of(catalogue, one),
        standard=catalogue.standard(one.standard, one.version),
        period=period,
        agreed=agreed_of(one),
        day_minutes=plan.day_minutes,
        target_percent=plan.target_percent,
        time=time,
        today=on,
        planned_sessions_minutes=planned_sessions,
        active=active,
    )
