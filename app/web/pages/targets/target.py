"""One target: what was done to it, and what may be done to it now."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import targets as actions
from app.actions.acting import Acting
from app.answers.targets import target_on_record
from app.db import apprenticeships
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.targets import Target, TargetState
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.forms import Typed, typed_form
from app.web.pages.targets.form import back_address
from app.web.pages.targets.listing import HERE
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect
from app.web.targets_shown import ChangeRow, TargetRow, asked_pairs, change_rows, target_row

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class TargetView:
    """The page. `sets` is whether this person sets targets; `wrong` the name of the form that a fault is in;
    `erasing` is where its words are erased, "" for who may not."""

    row: TargetRow
    pairs: tuple[tuple[str, str], ...]
    changes: tuple[ChangeRow, ...]
    back: str
    sets: bool
    erasing: str
    settled: bool
    review: str
    typed: str
    wrong: str
    faults: tuple[Fault, ...]


@router.get(HERE + f"/{NUMBER}")
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_TARGETS)) -> Response:
    """The page."""
    return _shown(request, member, number)


Do = Callable[[Acting, str, int | None], Target]


@router.post(HERE + f"/{NUMBER}/agreement")
def agree(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take up what was proposed."""

    def do(who: Acting, _: str, review: int | None) -> Target:
        return actions.agree_to_target(who, member.apprenticeship, number, review)

    return _done(request, member, number, typed, do, "agreement", f"Target {number} is open")


@router.post(HERE + f"/{NUMBER}/done")
def say_done(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SAY_TARGET_DONE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say, as whoever it is for, that it is done."""

    def do(who: Acting, words: str, _: int | None) -> Target:
        return actions.say_target_done(who, member.apprenticeship, number, words)

    return _done(request, member, number, typed, do, "done", f"You said that target {number} is done")


@router.post(HERE + f"/{NUMBER}/not-done")
def not_done(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Answer that something is still missing."""

    def do(who: Acting, reason: str, review: int | None) -> Target:
        return actions.target_not_done(who, member.apprenticeship, number, reason, review)

    return _done(request, member, number, typed, do, "not-done", f"Target {number} stays open")


@router.post(HERE + f"/{NUMBER}/met")
def meet(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say that it is met."""

    def do(who: Acting, words: str, review: int | None) -> Target:
        return actions.meet_target(who, member.apprenticeship, number, words, review)

    return _done(request, member, number, typed, do, "met", f"Target {number} is met")


@router.post(HERE + f"/{NUMBER}/drop")
def drop(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Drop it, or turn down what was proposed, with a reason."""

    def do(who: Acting, reason: str, review: int | None) -> Target:
        return actions.drop_target(who, member.apprenticeship, number, reason, review)

    return _done(request, member, number, typed, do, "drop", f"Target {number} is dropped")


@router.post(HERE + f"/{NUMBER}/open")
def open_again(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take back that it was met or dropped, with a reason."""

    def do(who: Acting, reason: str, review: int | None) -> Target:
        return actions.open_target_again(who, member.apprenticeship, number, reason, review)

    return _done(request, member, number, typed, do, "open", f"Target {number} is open again")


def _done(request: Request, member: Member, number: int, typed: Typed, do: Do, name: str, heading: str) -> Response:
    reason, review = typed.get("reason"), number_in(typed.get("review"))
    try:
        with acting(request) as who:
            do(who, reason, review)
    except BadInput as wrong:
        faults = tuple(Fault(f"{name}-reason", fault.sentence) for fault in wrong.faults)
        return _shown(request, member, number, typed=reason, wrong=name, faults=faults, review=typed.get("review"))
    return redirect(request, back_address(member, review), heading=heading)


def _shown(
    request: Request,
    member: Member,
    number: int,
    *,
    typed: str = "",
    wrong: str = "",
    faults: tuple[Fault, ...] = (),
    review: str = "",
) -> Response:
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = target_on_record(session, one, number, today)
    if found is None:
        raise NotFound
    target = found.target
    view = TargetView(
        row=target_row(one, member, found, today),
        pairs=asked_pairs(one, target.aim),
        changes=change_rows(one, target),
        back=record_address(one.id, "targets"),
        sets=may(member, Permission.SET_TARGET),
        erasing=record_address(one.id, f"targets/{number}/erasure") if may(member, Permission.END_BREACH) else "",
        settled=target.state in (TargetState.MET, TargetState.DROPPED),
        review=review if number_in(review) else "",
        typed=typed,
        wrong=wrong,
        faults=faults,
    )
    around = record_frame(request, one, member, "Targets", f"Target {number}", has_error=bool(faults))
    return page(request, "targets/show.html", around, status=422 if faults else 200, view=view)
