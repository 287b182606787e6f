"""The versions of a plan: one put before its signers, and each as it was put, for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.training_plan import put_plan_to_sign
from app.answers.training_plan import differences_between, training_plan_of
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.training_plan.content import LABELS, delivered, planned_activities, read_content, stated
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.entered.training_plan import VersionForm
from app.web.forms import Typed, checked, typed_form
from app.web.pages.training_plan.standing import version_words
from app.web.plan_words import plan_address
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/plan/versions"


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says: its statements, its activities, and how each part is given."""

    stated: tuple[tuple[str, str], ...]
    activities: tuple[tuple[str, str], ...]
    delivery: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NewVersionView:
    """The plan as it stands, what differs from the newest version, and the form that puts it forward."""

    here: str
    back: str
    number: int
    said: Said
    changed: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    source: str
    typed: Typed
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version as it was put. `said` is None where it was erased; `because` and `why` say what changed then."""

    number: int
    back: str
    words: str
    put_by: str
    put_at: datetime
    said: Said | None
    because: tuple[str, ...]
    why: str
    changed: tuple[str, ...]
    before: str
    sha256: str
    signing: str


@router.get(HERE + "/new")
def new(request: Request, member: Member = member_who_may(Permission.CHANGE_PLAN)) -> Response:
    """What would be put before the signers."""
    return _new(request, member, Typed(), ())


@router.post(HERE)
def put(
    request: Request, member: Member = member_who_may(Permission.CHANGE_PLAN), typed: Typed = Depends(typed_form)
) -> Response:
    """Put it before them."""
    try:
        form = checked(VersionForm, typed)
        with acting(request) as who:
            put_plan_to_sign(who, member.apprenticeship, form.version, because=form.because, why=form.why)
    except BadInput as wrong:
        return _new(request, member, typed, wrong.faults)
    except WrongState as wrong:
        return _new(request, member, typed, (Fault("why", str(wrong)),), status=409)
    text = "Apprentice, employer and tutor sign it, each under their own name. It cannot be changed any more."
    address = plan_address(member.apprenticeship, f"versions/{form.version}")
    return redirect(request, address, heading=f"Version {form.version} is put before its signers", text=text)


@router.get(HERE + "/" + NUMBER)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PLAN)) -> Response:
    """One version, to read and to print."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        plan = training_plan_of(session, catalogue, one, today)
    found = next((each for each in plan.versions if each.number == number), None)
    if found is None:
        raise NotFound
    before = next((each for each in plan.versions if each.number == number - 1), None)
    content = read_content(found.content)
    names = {change.code: change.words for change in catalogue.funding_rules.training_plan.changes}
    view = VersionView(
        number=number,
        back=plan_address(one.id),
        words=version_words(found),
        put_by=found.put_by,
        put_at=found.standing.put_at,
        said=_said(content) if content else None,
        because=tuple(names.get(code, code) for code in content.get("because", ())),
        why=content.get("why", ""),
        changed=tuple(change.words for change in differences_between(before, found)),
        before=plan_address(one.id, f"versions/{number - 1}") if before else "",
        sha256=found.standing.sha256,
        signing=record_address(one.id, f"signing/training_plan/{found.standing.key.number}/{number}"),
    )
    around = record_frame(request, one, member, "Plan", f"Training plan, version {number}")
    return page(request, "training_plan/version.html", around, view=view)


def _said(content: dict[str, Any]) -> Said:
    said = content["stated"]
    return Said(
        stated=tuple((LABELS[code], said[code]) for code in LABELS if code in said),
        activities=tuple((one["name"], one["when"]) for one in content["activities"]),
        delivery=tuple((one["name"], one["how"], one["where"]) for one in content["delivery"]),
    )


def _new(request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...], *, status: int = 422) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    rule = catalogue.funding_rules.training_plan
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        plan = training_plan_of(session, catalogue, one, today)
    newest, changed = plan.standing.newest, plan.standing
    codes = {change.code for change in rule.changes for code in change.sees if code in _stale(plan.standing.stale)}
    view = NewVersionView(
        here=plan_address(one.id, "versions"),
        back=plan_address(one.id),
        number=newest.number + 1 if newest else 1,
        said=_said(
            {
                "stated": stated(plan.parts),
                "activities": planned_activities(plan.parts),
                "delivery": delivered(plan.parts.programme, plan.facts),
            }
        ),
        changed=(*(change.words for _, change in changed.stale), *(change.words for change in changed.since)),
        changes=tuple((change.code, change.words) for change in rule.changes),
        source=rule.source.name,
        typed=typed if faults else Typed([("because", code) for code in sorted(codes)]),
        faults=faults,
    )
    shown = record_frame(request, one, member, "Plan", f"Version {view.number}", has_error=bool(faults))
    return page(request, "training_plan/new_version.html", shown, status=status if faults else 200, view=view)


def _stale(stale: tuple[tuple[str, Any], ...]) -> set[str]:
    return {change.code for _, change in stale}
