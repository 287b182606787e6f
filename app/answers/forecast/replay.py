"""What would have been forecast of everybody who has finished, 3 and 6 months before their gateway, and what came.

Gateway is the day on which all had signed its declaration, learning was completed or a result was told, whichever came
first. It goes by what counts today, told by the day on which it was accepted or happened: what was accepted then and
taken back since is left out, and hours count from the day on which they were worked.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.answers.forecast.asked import accepted_days, counting_minutes
from app.answers.hours import hours_of, practical_period
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db import forecast as db
from app.db.steps_taken import gateway_days
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import portfolio_ksbs
from app.domain.forecast import (
    DECLARATION,
    MONTHS_BEFORE,
    Done,
    Pace,
    Range,
    Replayed,
    StepTaken,
    Work,
    pace_of,
    range_of,
    reached_gateway,
    step_after,
    step_times,
    together,
)
from app.domain.gateway.duration import minimum_reached_on
from app.domain.people import ApprenticeshipStatus
from app.domain.practical_period import PracticalPeriod, months_later


def replayed_of_all(
    session: Session, catalogue: Catalogue, today: date, taken: Sequence[StepTaken] = ()
) -> Iterator[Replayed]:
    """Of everybody who reached gateway, one for each number of months; a few statements for each of them.

    `taken` are the steps of everybody here: a forecast knew of those that were done by its day.
    """
    declared = gateway_days(session)
    signing = [one for one in taken if one.step == DECLARATION]
    for listed in apprenticeships.load_many(session, today):
        completed = listed.status is ApprenticeshipStatus.COMPLETED
        if completed or listed.id in declared:
            one = apprenticeships.load(session, listed.id, today)
            period = practical_period(session, one)
            came = reached_gateway(declared.get(one.id), period.ended_on if completed else None)
            if came is not None:
                yield from _replayed(session, catalogue, one, period, came, signing)


def forecast_then(
    works: list[Work], period: PracticalPeriod, shortest: date | None, day: date, signing: Sequence[StepTaken] = ()
) -> Range | None:
    """What a forecast would have said on a day, from works that hold all that was ever done; None for nothing.

    `left` of each work is all that it asks for. `shortest` is the last day of the shortest time on programme. The
    declaration is signed after all else, in as many days as those of `signing` took that were done by then.
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
    whole = together(found)
    known_times = step_times([each for each in signing if each.ended <= day])
    signed = step_after(known_times[0] if known_times else None, whole) if whole else None
    return signed if isinstance(signed, Range) else whole


def _replayed(
    session: Session,
    catalogue: Catalogue,
    one: Apprenticeship,
    period: PracticalPeriod,
    came: date,
    signing: Sequence[StepTaken],
) -> Iterator[Replayed]:
    standard, done = standard_of(session, catalogue, one), db.work_done(session, one.id)
    hours = hours_of(session, catalogue, one, came)
    minutes = counting_minutes(done, period)
    works = [Work(len(portfolio_ksbs(standard)), tuple(Done(on, 1) for on in accepted_days(done, standard).values()))]
    works += [Work(asked, minutes) for asked in (hours.minimum_minutes, hours.planned_minutes) if asked is not None]
    duration = catalogue.funding_rules.by_id(one.rule_id).minimum_duration(period.start)
    shortest = minimum_reached_on(duration, period.start, period.breaks)
    for months in MONTHS_BEFORE:
        yield Replayed(months, forecast_then(works, period, shortest, months_later(came, -months), signing), came)
