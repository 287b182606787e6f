"""Many time entries in one call: all of them or none."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions.off_the_job.many import log_many
from app.answers.time_rules import Entered
from app.db import off_the_job as db
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.words_beside import Unsettled
from app.web.access import acting, member_who_may
from app.web.api.bodies import idempotent, json_body, listed
from app.web.api.off_the_job.entries import TimeBody
from app.web.api.off_the_job.said import entry_said
from app.web.forms import WordsBody

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/off-the-job-batch", tags=["off-the-job"])
MOST = 200


class BatchBody(WordsBody):
    """Entries to log together. What does not count is taken only where `record_only` says that this is known."""

    entries: list[TimeBody] = Field(min_length=1, max_length=MOST)


@router.post("", status_code=201)
def log(
    request: Request,
    member: Member = member_who_may(Permission.LOG_TIME),
    body: BatchBody = json_body(BatchBody),
) -> Response:
    """Log all of it or nothing; answers the entries in the order given. Faults are told as `entries.2.minutes`."""
    with acting(request) as who:

        def do() -> dict[str, Any]:
            try:
                kept = log_many(who, member.apprenticeship, [_entered(one) for one in body.entries])
            except Unsettled:
                raise
            except BadInput as wrong:
                raise BadInput([Fault(f"entries.{f.path}", f.sentence) for f in wrong.faults]) from wrong
            numbers = [entry.number for entry in kept]
            found = db.entries_listed(who.session, member.apprenticeship, numbers)
            return listed([entry_said(found[number]) | {"ksbs": ksbs} for number, ksbs in _served(numbers, body)], None)

        return idempotent(request, who, body, do)


def _served(numbers: list[int], body: BatchBody) -> list[tuple[int, list[str]]]:
    return [(number, sorted(set(one.ksbs))) for number, one in zip(numbers, body.entries, strict=True)]


def _entered(one: TimeBody) -> Entered:
    return Entered(
        one.on,
        one.minutes,
        one.activity,
        one.duty,
        one.ksbs,
        one.description,
        one.paid_time,
        one.record_only,
    )
