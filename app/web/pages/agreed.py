"""What was agreed, and when it changed: for apprentice, tutor and employer, on a page that prints."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.agreed import AgreedOverTime, agreed_over_time
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.rendering.words import date_words
from app.web.access import installation, member_who_may, reading, visitor
from app.web.pages.apprenticeships.listing import manage_address
from app.web.record import record_frame
from app.web.responses import page
from app.web.terms_words import ChangeRow, Pair, PauseRow, break_rows, change_rows, gap_rows, terms_pairs

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class AgreedView:
    """Everything agreed. `reasons`: this person may see why; `change_address` is "" for whoever may not change it."""

    lede: str
    original: tuple[Pair, ...]
    recorded_at: datetime
    recorded_by: str
    now: tuple[Pair, ...]
    rule: str
    changes: tuple[ChangeRow, ...]
    breaks: tuple[PauseRow, ...]
    gaps: tuple[PauseRow, ...]
    reasons: bool
    change_address: str


@router.get("/a/{apprenticeship}/agreed")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_TERMS)) -> Response:
    """The original, what holds today, and every change, break and gap."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        found = agreed_over_time(session, catalogue, member.apprenticeship, today)
    one, reasons = found.apprenticeship, may(member, Permission.SEE_RESTRICTED_REASONS)
    change = f"{manage_address(one.id)}/terms" if may(member, Permission.CHANGE_TERMS) else ""
    first = found.changes[0].revision
    view = AgreedView(
        lede=_lede(found, own=Role.APPRENTICE in member.roles),
        original=terms_pairs(found.agreed.original),
        recorded_at=first.at,
        recorded_by=first.by.name,
        now=terms_pairs(one.terms),
        rule=catalogue.funding_rules.by_id(one.rule_id).name,
        changes=change_rows(found, reasons=reasons),
        breaks=break_rows(found.breaks, change),
        gaps=gap_rows(found.gaps),
        reasons=reasons,
        change_address=change,
    )
    around = record_frame(request, one, member, "", "What was agreed")
    return page(request, "agreed/show.html", around, view=view)


def _lede(found: AgreedOverTime, *, own: bool) -> str:
    one = found.apprenticeship
    whose = "Your apprenticeship" if own else f"{one.apprentice.name}’s apprenticeship"
    first = f", and first of all on {date_words(one.original_start)}" if one.restarted else ""
    return f"{whose} began on {date_words(one.start)}{first}. What was agreed first is never written over."
