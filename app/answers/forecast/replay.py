"""What would have been forecast of everybody who has finished, 3 and 6 months before their gateway, and what came.

Gateway is the day on which all had signed its declaration, learning was completed or a result was told, whichever came
first. It goes by what counts today, told by the day on which it was accepted or happened: what was accepted then and
taken back since is left out, and hours count from the day on which they were worked. The return from a break counts
from the day on which it was recorded, or lay behind. What a forecast also takes in and a replay does not: signing
reviews, mock assessments, clearing pieces, and the fewest pieces that a plan asks for.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.answers.forecast.asked import accepted_days, counting_minutes, parts_of
from app.answers.forecast.lived import NO_EXAMS, Lived
from app.answers.hours import hours_of, practical_period
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import apprenticeships, breaks
from app.db import forecast as db
from app.db.steps_taken import gateway_days
from app.domain.agreed import agreed_of
from app.domain.apprenticeships import Apprenticeship, Break, PauseKind
from app.domain.assessment import portfolio_ksbs
from app.domain.breaks_in_learning import BreakSaid, known_by
from app.domain.forecast import (
    MONTHS_BEFORE,
    Done,
    Exams,
    KnownTimes,
    OwnSteps,
    Replayed,
    StepTaken,
    Work,
    forecast_then,
    reached_gateway,
)
from app.domain.gateway.duration import ShortestTime, shortest_time
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus
from app.domain.practical_period import PracticalPeriod, months_later
from app.domain.standards import Standard


def replayed_of_all(session: Session, catalogue: Catalogue, today: date, lived: Lived) -> Iterator[Replayed]:
    """Of everybody who reached gateway, one for each number of months; a few statements for each of them.

    `lived` is what everybody here did: a forecast knew of what was done by its day.
    """
    declared, times, once = gateway_days(session), KnownTimes(lived.steps), lived.first_steps()
    for listed in apprenticeships.load_many(session, today):
        completed = listed.status is ApprenticeshipStatus.COMPLETED
        if completed or listed.id in declared:
            one = apprenticeships.load(session, listed.id, today)
            period = practical_period(session, one)
            came = reached_gateway(declared.get(one.id), period.ended_on if completed else None)
            if came is not None:
                own = _own(catalogue, one, lived, once.get(one.id, ()))
                yield from _replayed(session, catalogue, one, period, came, own, times)


def _own(catalogue: Catalogue, one: Apprenticeship, lived: Lived, once: Sequence[StepTaken]) -> OwnSteps:
    exams, parts = lived.exams.get(one.id, NO_EXAMS), parts_of(catalogue.programme(one.programme))
    by_subject = {
        subject: Exams([each for each in exams.attempts if each.part in parts[subject]], parts[subject], seen_on)
        for subject, seen_on in exams.seen.items()
    }
    return OwnSteps(once, by_subject, lived.wholes.get(one.id))


def _replayed(
    session: Session,
    catalogue: Catalogue,
    one: Apprenticeship,
    period: PracticalPeriod,
    came: date,
    own: OwnSteps,
    times: KnownTimes,
) -> Iterator[Replayed]:
    standard, done = standard_of(session, catalogue, one), db.work_done(session, one.id)
    hours = hours_of(session, catalogue, one, came)
    minutes = counting_minutes(done, period)
    works = [Work(len(portfolio_ksbs(standard)), tuple(Done(on, 1) for on in accepted_days(done, standard).values()))]
    works += [Work(asked, minutes) for asked in (hours.minimum_minutes, hours.planned_minutes) if asked is not None]
    said = _breaks_said(session, one)
    for months in MONTHS_BEFORE:
        day = months_later(came, -months)
        then = PracticalPeriod(period.start, period.planned_end, breaks=known_by(said, day))
        shortest = _shortest(catalogue, one, standard, then, day)
        # Where hours may end it earlier, they are in the whole by themselves.
        ends = shortest.governing_on(hours_confirmed=hours.minimum_minutes is not None)
        yield Replayed(months, forecast_then(works, then, ends, day, times.by(day), own), came)


def _breaks_said(session: Session, one: Apprenticeship) -> Sequence[BreakSaid]:
    return [
        BreakSaid(london_date(each.at), Break(each.since, each.until), each.dropped)
        for each in breaks.said(session, one.id)
        if each.kind is PauseKind.BREAK_IN_LEARNING
    ]


def _shortest(
    catalogue: Catalogue, one: Apprenticeship, standard: Standard, period: PracticalPeriod, day: date
) -> ShortestTime:
    """The shortest time on programme by what was agreed for that day."""
    terms, rule = agreed_of(one).on(day), catalogue.funding_rules.by_id(one.rule_id)
    usual = standard.typical_months_to_gateway
    return shortest_time(rule, period, terms.weekly_minutes, terms.weeks_a_year, usual, one.settings)
