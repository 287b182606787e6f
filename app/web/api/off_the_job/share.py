"""The share of paid working time and what is owed, as a call."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.answers.hours import hours_of, practical_period
from app.db import apprenticeships
from app.domain.off_the_job.share_of_time import share_of_time
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor

router = APIRouter(prefix="/apprenticeships/{apprenticeship}", tags=["off-the-job"])


class ShareStep(BaseModel):
    """One step of the sum."""

    step: str
    value: str


class RuleOfShare(BaseModel):
    """The funding rule that the start fixed."""

    id: str
    name: str
    percent: int | None
    source: str


class ShareAnswer(BaseModel):
    """The share on one day, the rule that applies because of the start, and what is owed by `last_day`.

    `ahead_minutes` below 0 is short of the programme's share. Null is what the programme, rule or plan does not say.
    """

    on: date
    percent_of_working_time: float | None
    target_percent: int | None
    confirmed_minutes: int
    working_minutes: int
    target_minutes: int | None
    ahead_minutes: int | None
    rule: RuleOfShare
    start: date
    minimum_minutes: int | None
    minimum_left_minutes: int | None
    planned_minutes: int | None
    planned_left_minutes: int | None
    expected_minutes: int | None
    shortfall_minutes: int | None
    last_day: date
    ended: bool
    minimum_a_week_minutes: int | None
    working: list[ShareStep]


@router.get("/share-of-working-time")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_HOURS)) -> ShareAnswer:
    """What share of paid working time was off-the-job, which funding rule applies, and what is owed by when."""
    today, catalogue = visitor(request).today, installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = share_of_time(hours_of(session, catalogue, one, today), practical_period(session, one))
    same = (
        "on", "target_percent", "confirmed_minutes", "working_minutes", "target_minutes", "ahead_minutes", "start",
        "minimum_minutes", "planned_minutes", "expected_minutes", "shortfall_minutes", "last_day", "ended",
    )  # fmt: skip
    said: dict[str, Any] = {name: getattr(found, name) for name in same}
    rule = found.rule
    return ShareAnswer(
        **said,
        percent_of_working_time=None if found.percent is None else float(found.percent),
        rule=RuleOfShare(id=rule.id, name=rule.name, percent=rule.percent, source=rule.source),
        minimum_left_minutes=found.minimum_left,
        planned_left_minutes=found.planned_left,
        minimum_a_week_minutes=found.a_week,
        working=[ShareStep(step=one.step, value=one.value) for one in found.working],
    )
