"""The forecast of one apprentice: each open check, all of them, and what moves that most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.forecast.asked import CASE_STUDY, DURATION, LEFT, MINIMUM, REVIEWS, Asked, parts_of
from app.answers.forecast.checks import (
    CheckForecast,
    check_forecast,
    clearing_forecast,
    duration_forecast,
    for_the_whole,
    mock_forecast,
    reviews_forecast,
    step_forecast,
    work_of,
)
from app.answers.forecast.exams import exam_forecast
from app.answers.forecast.offers import offers_of
from app.answers.forecast.portfolio import lacking, portfolio_forecast, portfolio_work
from app.answers.hours import hours_of, practical_period
from app.answers.readiness import Readiness, readiness_of
from app.answers.standards import plan_of, standard_of
from app.catalogue import Catalogue
from app.db import forecast as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.forecast import CLEARING, MOCK, PORTFOLIO, RECORD, SAT, Lever, Measured, Moving, Range, levers, together
from app.domain.gateway import DECLARATIONS, OPEN, Check, changes_since


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole and each open check. `why` says why there is no day for the whole, "" where there is one.

    `left_out` names the open checks that no pace says anything of. `measured` is what such forecasts were worth.
    """

    checks: tuple[CheckForecast, ...]
    whole: Range | None
    why: str
    left_out: tuple[str, ...]
    levers: tuple[Lever, ...]
    measured: tuple[Measured, ...]
    measured_at: datetime | None


def forecast_of(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> Forecast:
    """The forecast of one apprentice today, in four statements."""
    period = practical_period(session, one)
    done = db.work_done(session, one.id)
    if period.ended_on is not None:
        why = "Learning has ended, so nothing is forecast."
        return Forecast((), None, why, (), (), done.measured, done.measured_at)
    standard = standard_of(session, catalogue, one)
    coverage = coverage_of(session, catalogue, one, standard=standard, duty_minutes={})
    hours = hours_of(session, catalogue, one, today)
    found = readiness_of(session, catalogue, one, today, standard=standard, coverage=coverage, hours=hours)
    fewest = plan_of(session, catalogue, one).portfolio.fewest_pieces or 0
    parts = parts_of(catalogue.programme(one.programme))
    asked = Asked(done, standard, coverage, hours, period, today, found.chosen, fewest, parts)
    opened = [check for check in found.checks if check.state in OPEN]
    work = _works(opened, asked)
    before = tuple(_said(check, work, found, asked) for check in opened if check.id not in DECLARATIONS)
    known = {each.check.id for each in before if each.range}
    moving = {check: one for check, one in work.items() if isinstance(one, Moving) and check in known | LEFT.keys()}
    fixed = [range_ for each in before if each.check.id not in moving and (range_ := for_the_whole(each))]
    others, lacks = _whole(before)
    # The declaration follows all else by the same days, whatever moves that.
    offers = tuple(offers_of(moving, asked, lacking(asked)))
    moved = levers(moving, fixed, offers, today, period.breaks) if others else ()
    since = _put_on(found)
    after = others or (lacks if before else "")
    said = (
        *before,
        *(step_forecast(each, done.known_steps, since, after, today) for each in opened if each.id in DECLARATIONS),
    )
    whole, why = _whole(said)
    left_out = tuple(each.check.title for each in said if each.range is None)
    return Forecast(said, whole, why, left_out, moved, done.measured, done.measured_at)


def _works(opened: Sequence[Check], asked: Asked) -> dict[str, Moving | str]:
    """Of each open check that has a pace, what is left and how fast it goes, or why that cannot be said."""
    found = {check.id: work_of(check, asked) for check in opened if check.id in LEFT}
    lacks = portfolio_work(asked) if any(check.id == PORTFOLIO for check in opened) else None
    return found if lacks is None else {**found, PORTFOLIO: lacks}


def _said(check: Check, work: Mapping[str, Moving | str], found: Readiness, asked: Asked) -> CheckForecast:
    if check.id in LEFT:
        return check_forecast(check, work[check.id], asked)
    if check.id == PORTFOLIO:
        return portfolio_forecast(check, work.get(check.id), asked)
    if check.id == DURATION:
        return duration_forecast(check, _of_hours(work, asked))
    return exam_forecast(check, asked) if check.id in SAT else _of_step(check, found, asked)


def _of_hours(work: Mapping[str, Moving | str], asked: Asked) -> Range | None:
    hours = work.get(MINIMUM)
    found = hours.range(asked.today, asked.period.breaks) if isinstance(hours, Moving) else None
    return found if isinstance(found, Range) else None


def _of_step(check: Check, found: Readiness, asked: Asked) -> CheckForecast:
    times, today = asked.done.known_steps, asked.today
    if check.id == REVIEWS:
        return reviews_forecast(check, found.reviews, today, times)
    if check.id == CLEARING:
        return clearing_forecast(check, times, today)
    if check.id == MOCK:
        return mock_forecast(check, times, today)
    since = asked.done.record_entered_on if check.id == RECORD else None
    if check.id == CASE_STUDY and found.case_study:
        since = found.case_study.written_on
    return step_forecast(check, times, since, "", today)


def _put_on(found: Readiness) -> date | None:
    """The day on which the declaration was put that can still be signed, None where one has yet to be put."""
    declared = found.declaration
    others = [check for check in found.checks if check.id not in DECLARATIONS]
    if (
        declared is None
        or declared.is_refused
        or changes_since(declared, others, found.frozen, [ksb.code for ksb in found.behaviours])
    ):
        return None
    return declared.put_on


def _whole(said: Sequence[CheckForecast]) -> tuple[Range | None, str]:
    """When all that has a day could be met, "" with it; why there is none otherwise."""
    lacking = [one.check.title for one in said if one.check.id in LEFT and one.range is None]
    if lacking:
        return None, f"No day can be given for the whole, since none can be for: {'; '.join(lacking)}."
    found = together(one for one in map(for_the_whole, said) if one)
    without = "None of the open checks has a day." if said else "No check is open, so nothing is forecast."
    return found, "" if found else without
