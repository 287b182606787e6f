"""The forecast of gateway as JSON."""

from datetime import date, datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.answers.forecast import Forecast, forecast_of
from app.db import apprenticeships
from app.domain.forecast import Range
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor
from app.web.forecast_words import lever_words

router = APIRouter(tags=["gateway"])


class RangeAnswer(BaseModel):
    """Days; `latest` is null where no latest day can be given."""

    earliest: date
    likely: date
    latest: date | None


class WorkingAnswer(BaseModel):
    """One figure of the working."""

    step: str
    value: str


class CheckForecastAnswer(BaseModel):
    """One open check. `range` is null where nothing on record says when; `why` says why then, or what `range` leaves
    out."""

    id: str
    title: str
    range: RangeAnswer | None
    why: str
    working: list[WorkingAnswer]


class LeverAnswer(BaseModel):
    """What would bring the whole forward by so many days, and its own checks."""

    sentence: str
    checks: list[str]
    whole_days: int
    check_days: int


class MeasuredAnswer(BaseModel):
    """What forecasts made so many months before gateway were worth. The errors are null while `enough` is false.

    `off_days` is the middle error, `late_days` the same with its sign (above 0: gateway came later than said), `within`
    how many came within their range, of `given` forecasts. Not gone through again, though a forecast has them in it:
    signing reviews, mock assessments, clearing pieces, and the fewest pieces that a plan asks for.
    """

    months: int
    finished: int
    given: int
    enough: bool
    off_days: int | None
    late_days: int | None
    within: int | None


class ForecastAnswer(BaseModel):
    """The whole, the open checks, what moves it most, and what such forecasts were worth when last measured."""

    whole: RangeAnswer | None
    why: str
    left_out: list[str]
    checks: list[CheckForecastAnswer]
    levers: list[LeverAnswer]
    measured: list[MeasuredAnswer]
    measured_at: datetime | None


@router.get("/apprenticeships/{apprenticeship}/gateway/forecast")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> ForecastAnswer:
    """When each open check and all of them could be met at this apprentice's own pace. It declares nothing."""
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        return _answer(forecast_of(session, installation(request).catalogue, one, today))


def _answer(found: Forecast) -> ForecastAnswer:
    return ForecastAnswer(
        whole=_range(found.whole),
        why=found.why,
        left_out=list(found.left_out),
        checks=[
            CheckForecastAnswer(
                id=one.check.id,
                title=one.check.title,
                range=_range(one.range),
                why=one.why,
                working=[WorkingAnswer(step=step, value=value) for step, value in one.working],
            )
            for one in found.checks
        ],
        levers=[
            LeverAnswer(
                sentence=lever_words(one),
                checks=list(one.offer.checks),
                whole_days=one.whole_days,
                check_days=one.check_days,
            )
            for one in found.levers
        ],
        measured=[
            MeasuredAnswer(
                months=one.months,
                finished=one.finished,
                given=one.given,
                enough=one.enough,
                off_days=one.off if one.enough else None,
                late_days=one.late if one.enough else None,
                within=one.within if one.enough else None,
            )
            for one in found.measured
        ],
        measured_at=found.measured_at,
    )


def _range(found: Range | None) -> RangeAnswer | None:
    return RangeAnswer(earliest=found.earliest, likely=found.likely, latest=found.latest) if found else None
