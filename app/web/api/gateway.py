"""The gateway checks of one apprenticeship as JSON."""

from typing import Any

from fastapi import APIRouter, Request

from app.answers.readiness import readiness_of, restricted_reasons
from app.db import apprenticeships
from app.domain.gateway import OPEN
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import installation, member_who_may, reading, visitor
from app.web.gateway_doors import door_to
from app.web.record import record_address

router = APIRouter(tags=["gateway"])


@router.get("/apprenticeships/{apprenticeship}/gateway")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> dict[str, Any]:
    """Every check with its state, reason, figures and source; `open` counts partly, not met and not confirmed.

    `to_do` says what comes next where a check is open, and `page` where it is done, for whoever may go there.
    `restricted_reason` is there for the apprentice, the tutor and administrators alone, where there is one.
    """
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = readiness_of(session, installation(request).catalogue, one, today)
    restricted = restricted_reasons(found.checks, member)
    checks = []
    for check in found.checks:
        said: dict[str, Any] = {
            "id": check.id,
            "title": check.title,
            "state": check.state.value,
            "reason": check.reason,
            "figures": dict(check.figures),
            "source": check.source,
        }
        if check.to_do:
            said["to_do"] = check.to_do
        if check.state in OPEN and (door := door_to(check.id, member, record_address(one.id))):
            said["page"] = door.address
        if check.id in restricted:
            said["restricted_reason"] = restricted[check.id]
        checks.append(said)
    return {"open": found.open, "checks": checks}
