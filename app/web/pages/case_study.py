"""The case study’s title and scope: what the plan asks, the newest words, who agreed, and the versions before."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.case_study import agree_to_case_study, erase_case_study, write_case_study
from app.answers.standards import plan_of, standard_of
from app.db import apprenticeships
from app.db.gateway import case_studies
from app.domain.case_study import CaseStudy, ScopeRule, scope_rule
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/gateway/case-study"


@dataclass(frozen=True, slots=True)
class CaseStudyView:
    """`newest` is None before anything was written. `waits` names the parties that have still to agree."""

    back: str
    here: str
    rule: ScopeRule | None
    newest: CaseStudy | None
    older: tuple[CaseStudy, ...]
    waits: str
    may_write: bool
    may_agree: bool
    may_erase: bool
    title: str
    scope: str
    faults: tuple[Fault, ...]


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> Response:
    """The page."""
    return _shown(request, member)


@router.post(HERE)
def write(
    request: Request, member: Member = member_who_may(Permission.WRITE_CASE_STUDY), typed: Typed = Depends(typed_form)
) -> Response:
    """Write a version."""
    try:
        with acting(request) as who:
            write_case_study(who, member.apprenticeship, typed.get("title"), typed.get("scope"))
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults)
    text = "Your employer and your tutor find it here and agree to it, each under their own name."
    return redirect(request, _address(member), heading="The title and scope are saved", text=text)


@router.post(HERE + "/agreement")
def agree(
    request: Request, member: Member = member_who_may(Permission.AGREE_CASE_STUDY), typed: Typed = Depends(typed_form)
) -> Response:
    """Agree to exactly the version that was read."""
    with acting(request) as who:
        agree_to_case_study(who, member.apprenticeship, typed.get("sha256").strip())
    return redirect(request, _address(member), heading="You agreed to the title and scope")


@router.post(HERE + "/erasure")
def erase(
    request: Request, member: Member = member_who_may(Permission.END_BREACH), typed: Typed = Depends(typed_form)
) -> Response:
    """Take the words of every version away for good."""
    try:
        with acting(request) as who:
            erase_case_study(who, member.apprenticeship, typed.get("case_study"))
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults)
    return redirect(request, _address(member), heading="The words are erased for good")


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "gateway/case-study")


def _shown(request: Request, member: Member, typed: Typed | None = None, faults: tuple[Fault, ...] = ()) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        versions = case_studies(session, one.id)
        rule = scope_rule(standard_of(session, catalogue, one), plan_of(session, catalogue, one))
    newest = versions[0] if versions else None
    role = Role.TUTOR if Role.TUTOR in member.roles else Role.EMPLOYER
    open_to = newest.open_to if newest else ()
    sent = typed if typed is not None and "scope" in typed else None
    view = CaseStudyView(
        back=record_address(one.id, "gateway"),
        here=_address(member),
        rule=rule,
        newest=newest,
        older=versions[1:],
        waits=" and ".join(f"the {party.value}" for party in open_to),
        may_write=rule is not None and may(member, Permission.WRITE_CASE_STUDY),
        may_agree=may(member, Permission.AGREE_CASE_STUDY) and role in open_to,
        may_erase=may(member, Permission.END_BREACH) and any(each.erased_at is None for each in versions),
        title=sent.get("title") if sent else newest.title if newest else "",
        scope=sent.get("scope") if sent else newest.scope if newest else "",
        faults=faults,
    )
    around = record_frame(request, one, member, "Gateway", "Case study", form=True, has_error=bool(faults))
    return page(request, "gateway/case_study.html", around, status=422 if faults else 200, view=view)
