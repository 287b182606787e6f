"""The forecast of one apprentice: each open check, all of them, and what moves that most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.forecast.asked import CASE_STUDY, DURATION, LEFT, REVIEWS, Asked
from app.answers.forecast.checks import (
    CheckForecast,
    check_forecast,
    clearing_forecast,
    duration_forecast,
    mock_forecast,
    reviews_forecast,
    step_forecast,
    work_of,
)
from app.answers.forecast.offers import offers_of
from app.answers.hours import hours_of, practical_period
from app.answers.readiness import Readiness, readiness_of
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import forecast as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.forecast import CLEARING, MOCK, Lever, Measured, Moving, Range, levers, together
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
    asked = Asked(done, standard, coverage, hours, period, today)
    found = readiness_of(session, catalogue, one, today, standard=standard, coverage=coverage, hours=hours)
    opened = [check for check in found.checks if check.state in OPEN]
    work = {check.id: work_of(check, asked) for check in opened if check.id in LEFT}
    before = tuple(_said(check, work, found, asked) for check in opened if check.id not in DECLARATIONS)
    moving = {check: each for check, each in work.items() if isinstance(each, Moving)}
    fixed = [each.range for each in before if each.check.id not in LEFT and each.range]
    others, why = _whole(before)
    # The declaration follows all else by the same days, whatever moves that.
    moved = levers(moving, fixed, tuple(offers_of(moving, asked)), today, period.breaks) if others else ()
    since = _put_on(found)
    after = others or (why if before else "")
    said = (
        *before,
        *(step_forecast(each, done.known_steps, since, after, today) for each in opened if each.id in DECLARATIONS),
    )
    whole = _whole(said)[0]
    left_out = tuple(each.check.title for each in said if each.range is None)
    return Forecast(said, whole, why, left_out, moved, done.measured, done.measured_at)


def _said(check: Check, work: Mapping[str, Moving | str], found: Readiness, asked: Asked) -> CheckForecast:
    if check.id in LEFT:
        return check_forecast(check, work[check.id], asked)
    if check.id == DURATION:
        return duration_forecast(check, asked.today)
    if check.id == REVIEWS:
        return reviews_forecast(check, found.reviews, asked.today, asked.done.known_steps)
    if check.id == CLEARING:
        return clearing_forecast(check, asked.done.known_steps, asked.today)
    if check.id == MOCK:
        return mock_forecast(check, asked.done.known_steps, asked.today)
    written = found.case_study.written_on if check.id == CASE_STUDY and found.case_study else None
    return step_forecast(check, asked.done.known_steps, written, "", asked.today)


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
    """When all that has a pace could be met; why not, where one of them has none now."""
    lacking = [one.check.title for one in said if one.check.id in LEFT and one.range is None]
    if lacking:
        return None, f"No day can be given for the whole, since none can be for: {'; '.join(lacking)}."
    found = together(one.range for one in said if one.range)
    return found, "" if found else "Nothing that has a pace is open."
