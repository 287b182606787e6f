"""A page that asks for a reason before something is done that people should think about first."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from app.db import apprenticeships
from app.domain.evidence import Evidence
from app.domain.people import Member
from app.domain.refusals import Fault
from app.web.access import reading, visitor
from app.web.record import evidence_address, record_frame
from app.web.responses import page


@dataclass(frozen=True, slots=True)
class ReasonView:
    """What is about to happen, and where to say why."""

    heading: str
    lede: str
    title: str
    address: str
    cancel_address: str
    label: str
    button: str
    reason: str
    faults: tuple[Fault, ...]


def reason_page(
    request: Request,
    member: Member,
    evidence: Evidence,
    *,
    heading: str,
    lede: str,
    path: str,
    label: str,
    button: str,
    reason: str,
    faults: tuple[Fault, ...],
    status: int,
) -> Response:
    """Ask, first or again with what was typed."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    here = evidence_address(member.apprenticeship, evidence.number)
    view = ReasonView(heading, lede, evidence.shown.title, here + path, here, label, button, reason, faults)
    shown = record_frame(request, one, member, "Evidence", heading, compact=False, form=True, has_error=bool(faults))
    return page(request, "evidence/reason.html", shown, status=status, view=view)
