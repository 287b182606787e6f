"""What would have been forecast of everybody who has finished, 3 and 6 months before their gateway, and what came.

It goes by what counts today, told by the day on which it was accepted or happened: what was accepted then and taken
back since is left out, and hours count from the day on which they were worked.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.answers.forecast.asked import accepted_days, counting_minutes
from app.answers.hours import hours_of, practical_period
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db import forecast as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import portfolio_ksbs
from app.domain.forecast import MONTHS_BEFORE, Done, Pace, Range, Replayed, Work, pace_of, range_of, together
from app.domain.gateway.duration import minimum_reached_on
from app.domain.people import ApprenticeshipStatus
from app.domain.practical_period import PracticalPeriod, months_later


def replayed_of_all(session: Session, catalogue: Catalogue, today: date) -> Iterator[Replayed]:
    """Of every completed apprenticeship, one for each number of months; a few statements for each apprentice."""
    for listed in apprenticeships.load_many(session, today):
        if listed.status is ApprenticeshipStatus.COMPLETED:
            yield from _replayed(session, catalogue, apprenticeships.load(session, listed.id, today))


def forecast_then(works: list[Work], period: PracticalPeriod, shortest: date | None, day: date) -> Range | None:
    """What a forecast would have said on a day, from works that hold all that was ever done; None for nothing.

    `left` of each work is all that it asks for. `shortest` is the last day of the shortest time on programme.
    """
    known = PracticalPeriod(period.start, period.planned_end, None, tuple(b for b in period.breaks if b.since <= day))
    found = [] if shortest is None or shortest <= day else [Range(shortest, shortest, shortest)]
    for work in works:
        left = work.left - sum(one.units for one in work.done if one.on <= day)
        if left <= 0:
            continue
        pace = pace_of(work.done, known, day)
        one = range_of(left, pace, day, known.breaks) if isinstance(pace, Pace) else pace
        if not isinstance(one, Range):
            return None
        found.append(one)
    return together(found)


def _replayed(session: Session, catalogue: Catalogue, one: Apprenticeship) -> Iterator[Replayed]:
    period = practical_period(session, one)
    came = period.ended_on
    if came is None:
        return
    standard, done = standard_of(session, catalogue, one), db.work_done(session, one.id)
    hours = hours_of(session, catalogue, one, came)
    minutes = counting_minutes(done, period)
    works = [Work(len(portfolio_ksbs(standard)), tuple(Done(on, 1) for on in accepted_days(done, standard).values()))]
    works += [Work(asked, minutes) for asked in (hours.minimum_minutes, hours.planned_minutes) if asked is not None]
    duration = catalogue.funding_rules.by_id(one.rule_id).minimum_duration(period.start)
    shortest = minimum_reached_on(duration, period.start, period.breaks)
    for months in MONTHS_BEFORE:
        yield Replayed(months, forecast_then(works, period, shortest, months_later(came, -months)), came)
