"""The off-the-job calculator as a call."""

from typing import Any

from fastapi import APIRouter, Request

from app.answers.minimum import minimum_for
from app.web.access import Visitor, installation, signed_in
from app.web.api.off_the_job.said import rule_said
from app.web.entered.minimum import asked_of

router = APIRouter(tags=["off-the-job"])


@router.get("/off-the-job/minimum")
def show(request: Request, _: Visitor = signed_in()) -> dict[str, Any]:
    """The minimum hours for a start, a planned end and a working week, with every step of the sum.

    `start`, `planned_end` and `weekly_hours`; `standard`, `version`, `prior_learning_hours` and `rounding` may be left
    out.
    """
    found = minimum_for(installation(request).catalogue, asked_of(dict(request.query_params)))
    return {
        "rule": rule_said(found.rule),
        "minimum_minutes": found.minimum.minutes,
        "confirmed": found.minimum.confirmed,
        "weeks": float(found.minimum.weeks),
        "rounding": found.minimum.rounding,
        "working": [
            {"step": one.step, "value": one.value, "source": one.source.name if one.source else None}
            for one in found.steps
        ],
    }
