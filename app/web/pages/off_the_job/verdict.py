"""Whether time counts, said while the form is filled in: a part of the page that htmx asks for anew."""

from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.answers.time_rules import TimeRules, time_rules
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.programmes import PaidTime
from app.rendering.environment import render
from app.web.access import installation, member_who_may, reading, visitor
from app.web.record import record_address

router = APIRouter(include_in_schema=False)
ALONE, WITH_EVIDENCE = "record_only", "off_the_job_record_only"
"""The field by which time that does not count is kept, on the form for time alone and on that of evidence."""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The verdict as the form shows it. `state`: "" nothing to say yet, "counts", or "record".

    `field` is the tick for keeping it as a record; `fault` is set once the form was sent without it.
    """

    address: str
    field: str = ALONE
    state: str = ""
    why: str = ""
    ticked: bool = False
    fault: str = ""


@router.get("/a/{apprenticeship}/off-the-job/verdict")
def show(
    request: Request,
    on: str = "",
    happened_on: str = "",
    activity: str = "",
    paid_time: str = "",
    off_the_job_activity: str = "",
    off_the_job_paid_time: str = "",
    member: Member = member_who_may(Permission.LOG_TIME),
) -> Response:
    """The verdict on what is chosen so far, by the names of either form."""
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        rules = time_rules(session, installation(request).catalogue, one, today)
    field = WITH_EVIDENCE if "happened_on" in request.query_params else ALONE
    view = verdict_view(
        rules, on or happened_on, activity or off_the_job_activity, paid_time or off_the_job_paid_time, field
    )
    text = render("off_the_job/_verdict.html", verdict=view)
    return HTMLResponse(text, headers={"Vary": "HX-Request, Cookie"})


def verdict_view(
    rules: TimeRules, on: str, activity: str, paid_time: str, field: str = ALONE, *, ticked: bool = False, why: str = ""
) -> VerdictView:
    """The verdict on what was typed; of what cannot be read nothing is said. `why` is the fault of the tick."""
    view = VerdictView(record_address(rules.apprenticeship.id, "off-the-job/verdict"), field)
    verdict = rules.verdict(activity, day, paid_time or PaidTime.IN_PAID_HOURS.value) if (day := _day(on)) else None
    if verdict is None or (day and day > rules.today):
        return view
    if verdict.counts:
        proviso = "It counts where the training plan names this activity."
        planned = rules.plan.activity(activity).only_if_planned
        return replace(view, state="counts", why=proviso if planned else rules.plan.activity(activity).why)
    fault = "Tick this to keep it as a record, or change what you entered. Nothing was saved yet." if why else ""
    return replace(view, state="record", why=verdict.why_not, ticked=ticked, fault=fault)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
