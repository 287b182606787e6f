"""When each open check and all of them could be met, at this apprentice’s own pace; and what would move that most.

A forecast declares nothing: it goes by what was accepted and confirmed so far, and says from which figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.hours import hours_of, practical_period
from app.answers.readiness import readiness_of
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import forecast as db
from app.db.forecast import WorkDone
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import portfolio_ksbs
from app.domain.coverage import Coverage, KsbState
from app.domain.forecast import Done, Lever, Measured, Moving, Offer, Pace, Range, levers, pace_of, range_of, together
from app.domain.gateway import Check
from app.domain.gateway.check import OPEN
from app.domain.off_the_job.summary import HoursSummary
from app.domain.practical_period import PracticalPeriod
from app.domain.standards import Standard
from app.domain.wording import hours_words, in_words, plural

COVERAGE, MINIMUM, PLANNED, DURATION = "ksb-coverage", "off-the-job", "training-plan-hours", "minimum-duration"
HOURS = (MINIMUM, PLANNED)
_MOST_NAMED = 3
_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class CheckForecast:
    """One open check: its range, or `why` there is none. `working` are the figures it was worked out from."""

    check: Check
    range: Range | None
    why: str
    working: tuple[tuple[str, str], ...] = ()

    @property
    def is_step(self) -> bool:
        """Whether it takes a step by somebody, of which no pace says when."""
        return self.check.id not in _LEFT and self.check.id != DURATION


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything a forecast goes by, as it was read."""

    done: WorkDone
    standard: Standard
    coverage: Coverage
    hours: HoursSummary
    period: PracticalPeriod
    today: date


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
    asked = _Asked(done, standard, coverage, hours, period, today)
    found = readiness_of(session, catalogue, one, today, standard=standard, coverage=coverage, hours=hours)
    opened = [check for check in found.checks if check.state in OPEN]
    work = {check.id: _work(check, asked) for check in opened if check.id in _LEFT}
    said = tuple(_forecast(check, work.get(check.id), asked) for check in opened)
    moving = {check: each for check, each in work.items() if isinstance(each, Moving)}
    fixed = [each.range for each in said if each.check.id == DURATION and each.range]
    whole, why = _whole(said)
    moved = levers(moving, fixed, tuple(_offers(moving, asked)), today, period.breaks) if whole else ()
    left_out = tuple(each.check.title for each in said if each.range is None)
    return Forecast(said, whole, why, left_out, moved, done.measured, done.measured_at)


def accepted_days(done: WorkDone, standard: Standard) -> dict[str, date]:
    """The day on which each KSB that the portfolio has to show had as many accepted tags as it takes."""
    return {
        ksb.code: done.accepted[ksb.code][ksb.needed - 1]
        for ksb in portfolio_ksbs(standard)
        if len(done.accepted.get(ksb.code, ())) >= ksb.needed
    }


def counting_minutes(done: WorkDone, period: PracticalPeriod) -> tuple[Done, ...]:
    """Confirmed minutes by day, without those that lie in a break."""
    return tuple(each for each in done.minutes if not period.on_a_break(each.on))


_LEFT: Mapping[str, tuple[str, str]] = {
    COVERAGE: ("total", "accepted"),
    MINIMUM: ("minimum_minutes", "confirmed_minutes"),
    PLANNED: ("planned_minutes", "confirmed_minutes"),
}
"""Of each check that has a pace, the figures asked and reached."""


def _work(check: Check, asked: _Asked) -> Moving | str:
    """What is left of a check and its pace, or why it has none."""
    most, reached = (check.figures.get(name) for name in _LEFT[check.id])
    if not isinstance(most, int) or not isinstance(reached, int):
        return "What it asks for is not confirmed, so nothing can be forecast of it."
    units = counting_minutes(asked.done, asked.period)
    if check.id == COVERAGE:
        units = tuple(Done(on, 1) for on in accepted_days(asked.done, asked.standard).values())
    pace = pace_of(units, asked.period, asked.today)
    return Moving(most - reached, pace) if isinstance(pace, Pace) else pace


def _forecast(check: Check, work: Moving | str | None, asked: _Asked) -> CheckForecast:
    if check.id == DURATION:
        return _duration(check, asked.today)
    if work is None:
        return CheckForecast(check, None, check.to_do or "No pace says when: it takes a step by somebody.")
    if isinstance(work, str):
        return CheckForecast(check, None, work)
    found = range_of(work.left, work.pace, asked.today, asked.period.breaks)
    working = tuple(_working(check.id, work))
    return CheckForecast(check, found, "", working) if isinstance(found, Range) else CheckForecast(check, None, found)


def _duration(check: Check, today: date) -> CheckForecast:
    reached = check.figures.get("reached_on")
    day = date.fromisoformat(reached) if isinstance(reached, str) else None
    if day is None or day <= today:
        return CheckForecast(check, None, "No pace says when: see the check’s own words.")
    return CheckForecast(check, Range(day, day, day), "", (("The shortest time on programme ends", "on that day"),))


def _working(check: str, work: Moving) -> Iterable[tuple[str, str]]:
    """From which figures a range comes."""

    def units(count: int) -> str:
        return hours_words(count) if check in HOURS else plural(count, "KSB")

    pace = work.pace
    what = "Confirmed" if check in HOURS else "Accepted"
    spans = in_words([units(span) for span in pace.spans])
    yield "Still to do", units(work.left)
    yield f"{what} in each of the last three spans of {plural(pace.span_days, 'day')} of learning", spans
    yield "Together, in a week", f"about {_weekly(check, pace)}"
    yield "The earliest day", f"at the pace of the best span, {units(max(pace.spans))}"
    slowest = min(pace.spans)
    yield (
        "The latest day",
        f"at the pace of the slowest, {units(slowest)}" if slowest else "none: in one span there was nothing",
    )


def _weekly(check: str, pace: Pace) -> str:
    if check in HOURS:
        return hours_words(round(pace.units * 7 / pace.days))
    return f"{pace.units * 7 / pace.days:.1f} KSBs"


def _whole(said: Sequence[CheckForecast]) -> tuple[Range | None, str]:
    """When all that has a pace could be met; why not, where one of them has none now."""
    lacking = [one.check.title for one in said if one.check.id in _LEFT and one.range is None]
    if lacking:
        return None, f"No day can be given for the whole, since none can be for: {'; '.join(lacking)}."
    found = together(one.range for one in said if one.range)
    return found, "" if found else "Nothing that has a pace is open."


def _offers(moving: Mapping[str, Moving], asked: _Asked) -> Iterable[Offer]:
    if COVERAGE in moving:
        yield from _offers_of_ksbs(asked)
    hours = tuple(check for check in HOURS if check in moving)
    if not hours:
        return
    if waiting := asked.hours.waiting_minutes:
        yield Offer(hours, f"Confirming the {hours_words(waiting)} that wait", False, units=waiting)
    if queried := asked.hours.queried_minutes:
        yield Offer(hours, f"Settling the query on {hours_words(queried)}", False, units=queried)
    faster = moving[hours[0]].pace.span_days * _AN_HOUR // 7
    yield Offer(hours, "One more hour of off-the-job training each week", False, faster=faster)


def _offers_of_ksbs(asked: _Asked) -> Iterable[Offer]:
    states = {ksb.code: asked.coverage.state_of(ksb.code) for ksb in portfolio_ksbs(asked.standard)}
    of = {state: [code for code, each in states.items() if each is state] for state in KsbState}
    if waiting := of[KsbState.TAGGED]:
        yield Offer(
            (COVERAGE,),
            f"Accepting {_named(waiting)}, which {'waits' if len(waiting) == 1 else 'wait'} for a decision,",
            False,
            units=len(waiting),
        )
    if returned := of[KsbState.RETURNED]:
        said = f"Sending again what needs more for {_named(returned)}, and its being accepted,"
        yield Offer((COVERAGE,), said, False, units=len(returned))
    # Those that the fewest duties show have the fewest occasions.
    duties = asked.standard.duties_of_ksb
    if gaps := sorted(of[KsbState.NOT_STARTED], key=lambda code: len(duties.get(code, ())))[:2]:
        pieces = "Two more pieces" if len(gaps) > 1 else "One more piece"
        yield Offer((COVERAGE,), f"{pieces} for {in_words(gaps)}", len(gaps) > 1, units=len(gaps))


def _named(codes: Sequence[str]) -> str:
    others = len(codes) - _MOST_NAMED
    return in_words(codes if others <= 1 else [*codes[:_MOST_NAMED], f"{others} more"])
