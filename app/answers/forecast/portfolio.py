"""The forecast of the portfolio: what it lacks at this apprentice’s pace of accepted pieces, and freezing it then."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.answers.forecast.asked import Asked
from app.answers.forecast.checks import NOT_MEASURED, CheckForecast, ksb_words, pace_working, step_forecast
from app.answers.forecast.offers import named
from app.domain.assessment import portfolio_ksbs
from app.domain.forecast import (
    COUNTED,
    PORTFOLIO,
    Done,
    Moving,
    Pace,
    Range,
    StepTime,
    days_of,
    first_shown,
    pace_of,
    too_few,
)
from app.domain.gateway import Check
from app.domain.wording import plural


def lacking(asked: Asked) -> tuple[str, ...]:
    """The KSBs that the portfolio has to show and that no chosen piece is accepted for."""
    shown = _shown(asked)
    return tuple(ksb.code for ksb in portfolio_ksbs(asked.standard) if ksb.code not in shown)


def portfolio_work(asked: Asked) -> Moving | str | None:
    """What the portfolio lacks and the pace of it, or why there is none; None where it lacks nothing."""
    codes = [ksb.code for ksb in portfolio_ksbs(asked.standard)]
    ksbs, pieces = len(lacking(asked)), [min(tags.values()) for tags in _chosen(asked)]
    of_ksbs = _work(ksbs, days_of(_shown(asked), codes), asked)
    of_pieces = _work(asked.fewest_pieces - len(pieces), [Done(on, 1) for on in pieces], asked)
    found = [one for one in (of_ksbs, of_pieces) if one is not None]
    if not found:
        return None
    if lacks_a_pace := next((one for one in found if isinstance(one, str)), ""):
        return lacks_a_pace
    freezing = asked.times.get(PORTFOLIO)
    works = [one for one in found if isinstance(one, Moving)]
    # Only those that need the first kind of work move with its offers.
    first = works[0] if ksbs else Moving(0, works[0].pace)
    return Moving(first.left, first.pace, tuple(works[1:] if ksbs else works), None if too_few(freezing) else freezing)


def portfolio_forecast(check: Check, work: Moving | str | None, asked: Asked) -> CheckForecast:
    """Of a portfolio that lacks something, or has only to be frozen."""
    if isinstance(work, str):
        return CheckForecast(check, None, f"{check.to_do} It goes by the pieces chosen so far. {work}")
    if work is None:
        since = max(_shown(asked).values(), default=None)
        return step_forecast(check, asked.done.known_steps, since, "", asked.today)
    found = work.range(asked.today, asked.period.breaks)
    if not isinstance(found, Range):
        return CheckForecast(check, None, f"{check.to_do} {found}")
    times = asked.times.get(PORTFOLIO)
    without = "" if work.then else (too_few(times) if asked.done.known_steps is not None else NOT_MEASURED)
    why = f"That is when it could show everything. Freezing it comes after that. {without}" if without else ""
    return CheckForecast(check, found, why, tuple(_working(work, asked)))


def _working(work: Moving, asked: Asked) -> Sequence[tuple[str, str]]:
    codes = lacking(asked)
    found: list[tuple[str, str]] = []
    if codes:
        found.append(("KSBs that no chosen piece is accepted for", f"{len(codes)}: {named(codes)}"))
        found += pace_working("Shown for the first time", ksb_words, work, asked)
    for each in work.beside:
        found.append(("Pieces that the plan still asks for", _pieces(each.left)))
        found += pace_working("Pieces accepted", _pieces, each, asked)
    return [*found, *_freezing(work.then)]


def _freezing(time: StepTime | None) -> Sequence[tuple[str, str]]:
    if time is None:
        return ()
    took = f"half took {plural(time.middle, 'day')} or less, a tenth {time.quick}, nine tenths {time.slow}"
    return ("Such steps on record here", str(time.taken)), (COUNTED[PORTFOLIO], took)


def _work(left: int, done: Sequence[Done], asked: Asked) -> Moving | str | None:
    if left <= 0:
        return None
    pace = pace_of(done, asked.period, asked.today)
    return Moving(left, pace) if isinstance(pace, Pace) else pace


def _chosen(asked: Asked) -> Sequence[Mapping[str, date]]:
    """The KSBs of each chosen piece that it is accepted for, with the days."""
    return [asked.done.shown[number] for number in asked.chosen if number in asked.done.shown]


def _shown(asked: Asked) -> Mapping[str, date]:
    return first_shown(_chosen(asked))


def _pieces(count: int) -> str:
    return plural(count, "piece")
