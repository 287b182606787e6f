"""Moving a review, and saying that it was missed, each with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.acting import Acting
from app.actions.reviews import miss_review, move_review
from app.answers.reviews import ReviewSheet, sheet_of
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import date_day
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.reviews.showing import HERE, review_address
from app.web.record import record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
_WHICH_DAY = Fault("on", "Enter the day that it is moved to.")


class MovingForm(Form):
    """Another day, and why."""

    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanningView:
    """Two forms: another day, or missed. `faults` are all there are, the others those of each form."""

    number: int
    back: str
    lede: str
    on: str
    earliest: str
    moving_reason: str
    missing_reason: str
    may_miss: bool
    faults: tuple[Fault, ...]
    faults_moving: tuple[Fault, ...] = ()
    faults_missing: tuple[Fault, ...] = ()


@router.get(HERE + "/planning")
def ask_planning(request: Request, number: int, member: Member = member_who_may(Permission.HOLD_REVIEW)) -> Response:
    """Move it, or say that it was missed."""
    return _planning(request, member, number)


@router.post(HERE + "/moving")
def move(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Put it on another day."""

    def act(who: Acting) -> None:
        form = _moving_in(typed)
        move_review(who, member.apprenticeship, number, form.on, form.reason)

    if faults := tried(request, act):
        said = tuple(_WHICH_DAY if one.path == "on" and one.sentence.startswith("Enter") else one for one in faults)
        return _planning(request, member, number, typed, moving=said)
    return redirect(request, review_address(member, number), heading=f"Review {number} is moved")


@router.post(HERE + "/missing")
def miss(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Record that it was not held."""

    def act(who: Acting) -> None:
        miss_review(who, member.apprenticeship, number, typed.get("reason"))

    if faults := tried(request, act):
        return _planning(request, member, number, typed, missing=faults)
    return redirect(request, review_address(member, number), "info", f"Review {number} is recorded as missed")


def _moving_in(typed: Typed) -> MovingForm:
    """The form. Raises BadInput with everything that is missing, though the day alone can be unreadable."""
    try:
        return checked(MovingForm, typed)
    except BadInput as wrong:
        why = [] if typed.get("reason").strip() else [Fault("reason", "Say why the review is moved.")]
        raise BadInput([*wrong.faults, *why]) from wrong


def tried(request: Request, act: Callable[[Acting], None]) -> tuple[Fault, ...]:
    """Do it; what is wrong where it cannot be done as it was entered, or not any more: the reason typed stays."""
    try:
        with acting(request) as who:
            act(who)
    except BadInput as wrong:
        return wrong.faults
    except WrongState as refusal:
        return (Fault("", refusal.sentence),)
    return ()


def status_of(faults: tuple[Fault, ...]) -> int:
    """409 for what came too late, which is no field’s fault; 422 for what was entered wrong."""
    if not faults:
        return 200
    return 422 if any(one.path for one in faults) else 409


def review_sheet(request: Request, member: Member, number: int) -> ReviewSheet:
    """The review. Raises NotFound."""
    with reading(request) as session:
        return sheet_of(session, installation(request).catalogue, member, number, visitor(request).today)


def _planning(
    request: Request,
    member: Member,
    number: int,
    typed: Typed | None = None,
    *,
    moving: tuple[Fault, ...] = (),
    missing: tuple[Fault, ...] = (),
) -> Response:
    sheet, today = review_sheet(request, member, number), visitor(request).today
    if not sheet.may_move and not (moving or missing):
        raise WrongState(f"Review {number} was held or missed, so it can be neither moved nor missed.")
    said = typed or Typed()
    view = PlanningView(
        number=number,
        back=review_address(member, number),
        lede=f"It is planned for {date_day(sheet.place.on)}.",
        on=said.get("on"),
        earliest=today.isoformat(),
        moving_reason=said.get("reason") if moving else "",
        missing_reason=said.get("reason") if missing else "",
        may_miss=sheet.may_miss or bool(missing),
        faults=moving or tuple(Fault("missing-reason" if one.path else "", one.sentence) for one in missing),
        faults_moving=moving,
        faults_missing=missing,
    )
    one, faulty = sheet.apprenticeship, bool(moving or missing)
    title = f"Move or miss review {number}"
    around = record_frame(request, one, member, "Reviews", title, compact=False, form=True, has_error=faulty)
    return page(request, "reviews/planning.html", around, status=status_of(moving or missing), view=view)
