"""What was agreed over time as JSON: revisions, breaks in learning, and who employs the apprentice."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.actions.acting import Acting
from app.actions.terms import change_terms
from app.answers.agreed import AgreedOverTime, Change, agreed_over_time
from app.catalogue import Catalogue
from app.domain.apprenticeships import Terms
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.api.apprenticeships import NamedAnswer
from app.web.api.bodies import idempotent, json_body
from app.web.entered.terms import TermsBody, at_own_field

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/terms", tags=["apprenticeships"])


class RevisionAnswer(BaseModel):
    """What was agreed from a day on. Minutes a week are of paid work; `planned_minutes` null is the standard's days.

    `changed` names the fields that differ from what held before; it is empty for the original. `reason` is null
    where you may not see it.
    """

    seq: int
    effective_on: date
    planned_end: date
    weekly_minutes: int
    days_a_week: float
    weeks_a_year: float
    planned_minutes: int | None
    prior_learning_minutes: int
    employer: NamedAnswer
    changed: list[str]
    by: NamedAnswer
    at: datetime
    reason: str | None


class RevisionsAnswer(BaseModel):
    """Every revision in the order of recording, the original first; `current` is the `seq` that holds today."""

    items: list[RevisionAnswer]
    current: int
    next: str | None = None


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_TERMS)) -> RevisionsAnswer:
    """What was agreed, the original first, with who recorded each change, when and why."""
    with reading(request) as session:
        return _answer(session, installation(request).catalogue, member, visitor(request).today)


@router.post("", status_code=201, responses={201: {"model": RevisionsAnswer}})
def change(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_TERMS),
    body: TermsBody = json_body(TermsBody),
) -> Response:
    """Change what is sent from `effective_on` on, with a `reason`; everything else stays. Answers every revision.

    The funding rule is that of the start and is never chosen again. The employer has a call of its own.
    """
    with acting(request) as who:
        return idempotent(request, who, body, lambda: _changed(who, member, body))


def _changed(who: Acting, member: Member, body: TermsBody) -> Mapping[str, Any]:
    try:
        change_terms(who, member.apprenticeship, body.effective_on, body.changes(), body.reason)
    except BadInput as refusal:
        raise BadInput([at_own_field(fault, hours=False) for fault in refusal.faults]) from None
    return _answer(who.session, who.catalogue, member, who.today).model_dump(mode="json")


def _answer(session: Session, catalogue: Catalogue, member: Member, today: date) -> RevisionsAnswer:
    found = agreed_over_time(session, catalogue, member.apprenticeship, today)
    reasons = may(member, Permission.SEE_RESTRICTED_REASONS)
    return RevisionsAnswer(
        items=[_revision(one, reasons=reasons) for one in found.changes], current=_seq_of(found, today)
    )


def _seq_of(found: AgreedOverTime, today: date) -> int:
    """The revision that holds: the one recorded last among those for the day of the terms of today."""
    day = found.agreed.on(today).effective_on
    return max(one.revision.seq for one in found.changes if one.revision.terms.effective_on == day)


def _revision(one: Change, *, reasons: bool) -> RevisionAnswer:
    revision, terms = one.revision, one.revision.terms
    return RevisionAnswer(
        seq=revision.seq,
        **_terms(terms),
        employer=_named(terms.employer.id, terms.employer.name),
        changed=list(one.changed),
        by=_named(revision.by.id, revision.by.name),
        at=revision.at,
        reason=revision.reason if reasons else None,
    )


def _terms(terms: Terms) -> dict[str, Any]:
    return {
        "effective_on": terms.effective_on,
        "planned_end": terms.planned_end,
        "weekly_minutes": terms.weekly_minutes,
        "days_a_week": terms.days_a_week,
        "weeks_a_year": terms.weeks_a_year,
        "planned_minutes": terms.planned_minutes,
        "prior_learning_minutes": terms.prior_learning_minutes,
    }


def _named(id_: UUID, name: str) -> NamedAnswer:
    return NamedAnswer(id=id_, name=name)
