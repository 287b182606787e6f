"""Every target of an apprenticeship, what the gaps suggest, and what the employer is asked for."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.targets import targets_on_record
from app.db import apprenticeships
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.rendering.frame import Link
from app.web.access import installation, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.targets_shown import NeedsShown, TargetsShown, needs_shown, targets_shown

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/targets"


@dataclass(frozen=True, slots=True)
class TargetsView:
    """The page. `back` is the review that one came from; `needs` is None for whoever is not learning."""

    lede: str
    back: Link | None
    targets: TargetsShown
    needs: NeedsShown | None


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_TARGETS)) -> Response:
    """The page; with `review` in the address, what is done here is kept as done at that review."""
    review = number_in(request.query_params.get("review", ""))
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = targets_on_record(session, catalogue, one, today)
    shown = targets_shown(one, member, found, today, review=review)
    confirm = "/due" if Role.EMPLOYER in member.roles else ""
    view = TargetsView(
        lede=_lede(shown),
        back=Link(f"Review {review}", record_address(one.id, f"reviews/{review}")) if review else None,
        targets=shown,
        needs=needs_shown(one, found.needs, today, confirm=confirm) if found.needs else None,
    )
    around = record_frame(request, one, member, "Targets", "Targets", wide=True)
    return page(request, "targets/index.html", around, view=view)


def _lede(shown: TargetsShown) -> str:
    if not shown.unsettled:
        return "No target is open."
    many = len(shown.unsettled)
    late = f", {shown.overdue} of them overdue" if shown.overdue else ""
    are = "target is" if many == 1 else "targets are"
    return f"{many} {are} open or proposed{late}. Each stays until it is met or dropped."
