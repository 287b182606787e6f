"""Putting right what was recorded: a new version of a review that was held, or that it was not missed after all."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.acting import Acting
from app.actions.reviews import reopen_review, revise_review
from app.answers.reviews import ReviewSheet
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import Fault, WrongState
from app.rendering.words import date_day
from app.web.access import member_who_may
from app.web.forms import Typed, typed_form
from app.web.pages.reviews.planning import review_sheet, status_of, tried
from app.web.pages.reviews.showing import HERE, review_address
from app.web.record import record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class WhyView:
    """The reason for one thing that is done to a review: `label` asks for it, `button` does it."""

    back: str
    number: int
    lede: str
    address: str
    label: str
    hint: str
    button: str
    reason: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a page asks for a reason, where it is sent, and by which button."""

    at: str
    label: str
    hint: str
    button: str


@router.get(HERE + "/reopening")
def ask_reopening(request: Request, number: int, member: Member = member_who_may(Permission.HOLD_REVIEW)) -> Response:
    """Why it was not missed after all."""
    return _reopening(request, member, number)


@router.post(HERE + "/reopening")
def reopen(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take back that it was missed."""

    def act(who: Acting) -> None:
        reopen_review(who, member.apprenticeship, number, typed.get("reason"))

    if faults := tried(request, act):
        return _reopening(request, member, number, typed.get("reason"), faults)
    text = "It can be written in, moved and recorded as held again."
    return redirect(request, review_address(member, number), heading=f"Review {number} is open again", text=text)


@router.get(HERE + "/revision")
def ask_revision(request: Request, number: int, member: Member = member_who_may(Permission.HOLD_REVIEW)) -> Response:
    """Why a new version is needed."""
    return _revision(request, member, number)


@router.post(HERE + "/revision")
def revise(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Start a new version, which asks everybody to sign again once it is recorded."""

    def act(who: Acting) -> None:
        revise_review(who, member.apprenticeship, number, typed.get("reason"))

    if faults := tried(request, act):
        return _revision(request, member, number, typed.get("reason"), faults)
    text = "Put it right below, then record it again. The version before stays readable with its signatures."
    return redirect(request, review_address(member, number), heading="A new version is open", text=text)


def _revision(
    request: Request, member: Member, number: int, reason: str = "", faults: tuple[Fault, ...] = ()
) -> Response:
    sheet = review_sheet(request, member, number)
    if not sheet.may_revise and not faults:
        raise WrongState(f"Review {number} was not held, or is being put right already.")
    lede = (
        f"Version {sheet.version} stays as it is, with its signatures. The new one carries every word of it, and asks "
        "apprentice, tutor and employer to sign again once you record it."
    )
    hint, button = "Everybody who signs reads this.", f"Start version {sheet.version + 1}"
    asked = _Asked("revision", "What has to be put right", hint, button)
    return _why(request, member, sheet, f"A new version of review {number}", lede, asked, reason, faults)


def _reopening(
    request: Request, member: Member, number: int, reason: str = "", faults: tuple[Fault, ...] = ()
) -> Response:
    sheet = review_sheet(request, member, number)
    if not sheet.may_reopen and not faults:
        raise WrongState(f"Review {number} is not recorded as missed, so there is nothing to take back.")
    why = sheet.review.missed_reason if sheet.review else ""
    lede = (
        f"It was to be held on {date_day(sheet.place.on)}, and is recorded as missed: “{why}” Taken back, it counts "
        "again as a review to be held. If the meeting came later, record it as held on the day that it was."
    )
    hint = "Apprentice and employer read this. Write nothing about health or family."
    asked = _Asked("reopening", "Why this is taken back", hint, f"Open review {number} again")
    return _why(request, member, sheet, f"Review {number} was not missed", lede, asked, reason, faults)


def _why(
    request: Request,
    member: Member,
    sheet: ReviewSheet,
    title: str,
    lede: str,
    asked: _Asked,
    reason: str,
    faults: tuple[Fault, ...],
) -> Response:
    back = review_address(member, sheet.number)
    view = WhyView(
        back=back,
        number=sheet.number,
        lede=lede,
        address=f"{back}/{asked.at}",
        label=asked.label,
        hint=asked.hint,
        button=asked.button,
        reason=reason,
        faults=faults,
    )
    around = record_frame(
        request, sheet.apprenticeship, member, "Reviews", title, compact=False, form=True, has_error=bool(faults)
    )
    return page(request, "reviews/why.html", around, status=status_of(faults), view=view)
