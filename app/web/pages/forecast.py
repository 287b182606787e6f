"""The forecast of gateway: a range for each open check and for the whole, what moves it, and what it is worth."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.forecast import CheckForecast, Forecast, forecast_of
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.forecast import Range
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor
from app.web.forecast_words import against_plan, lever_words, measured_words, range_words
from app.web.record import record_address, record_frame
from app.web.responses import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One open check with a day: its range in words, and the figures behind it."""

    title: str
    state: str
    words: str
    working: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ForecastView:
    """The page. `whole` is the range of all that has a day, "" where there is none and `why` says why.

    `checks` are those with a day, and `without` the others, each with what comes next or why there is none.
    """

    back: str
    whole: str
    beside: str
    why: str
    levers: tuple[str, ...]
    checks: tuple[CheckLine, ...]
    without: tuple[tuple[str, str], ...]
    measured: tuple[str, ...]


@router.get("/a/{apprenticeship}/gateway/forecast")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = forecast_of(session, installation(request).catalogue, one, today)
    around = record_frame(request, one, member, "Gateway", "Forecast of gateway")
    return page(request, "gateway/forecast.html", around, view=_view(one, found))


def _view(one: Apprenticeship, found: Forecast) -> ForecastView:
    whole = found.whole
    return ForecastView(
        back=record_address(one.id, "gateway"),
        whole=f"{range_words(whole)}." if whole else "",
        beside=against_plan(whole, one.planned_end) if whole else "",
        why=found.why,
        levers=tuple(lever_words(each) for each in found.levers),
        checks=tuple(_line(each, each.range) for each in found.checks if each.range),
        without=tuple((each.check.title, each.why) for each in found.checks if each.range is None),
        measured=measured_words(found.measured, found.measured_at),
    )


def _line(one: CheckForecast, found: Range) -> CheckLine:
    words = f"{range_words(found)}. {one.why}".rstrip()
    return CheckLine(one.check.title, one.check.state.value, words, one.working)
