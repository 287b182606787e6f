"""The off-the-job calculator as a call."""

from typing import Any

from fastapi import APIRouter, Request

from app.answers.minimum import minimum_for
from app.web.access import Visitor, installation, reading, signed_in
from app.web.api.off_the_job.said import reading_said, rule_said
from app.web.entered.minimum import asked_of

router = APIRouter(tags=["off-the-job"])


@router.get("/off-the-job/minimum")
def show(request: Request, _: Visitor = signed_in()) -> dict[str, Any]:
    """The minimum hours for a start, a planned end and a working week, with every step of the sum.

    `start`, `planned_end` and `weekly_hours`; `standard`, `version`, `prior_learning_hours`, `planned_hours`,
    `weeks_a_year` and `rounding` may be left out. `readings` are what the minimum is as other sources read the rule.
    """
    asked = asked_of(dict(request.query_params))
    with reading(request) as session:
        found = minimum_for(session, installation(request).catalogue, asked)
    return {
        "rule": rule_said(found.rule),
        "minimum_minutes": found.minimum.minutes,
        "confirmed": found.minimum.confirmed,
        "weeks": float(found.minimum.weeks),
        "rounding": found.minimum.rounding,
        "readings": [reading_said(one) for one in found.minimum.readings],
        "working": [
            {"step": one.step, "value": one.value, "source": one.source.name if one.source else None}
            for one in found.steps
        ],
    }
