"""Writing in a review: a whole form by a button, one box as it is typed in, and recording the review as held."""

from collections.abc import Sequence

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.reviews import hold_review
from app.domain.filled_in import Merged
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import plural
from app.web.access import acting, member_who_may
from app.web.forms import Typed, checked, typed_form
from app.web.pages.reviews.meeting import FIELDS, MeetingForm, faults_in_words
from app.web.pages.reviews.meeting_typed import answer_typed, save_meeting, typed_twice_words
from app.web.pages.reviews.saving import Saved, changed, save_box, save_form
from app.web.pages.reviews.showing import HERE, Again, review_address, shown
from app.web.responses import redirect

router = APIRouter(include_in_schema=False)


@router.post(HERE + "/sections")
def write_all(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.PREPARE_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Save every box of the form that was changed, then what it says of the meeting: neither takes the other back."""
    try:
        with acting(request) as who:
            saved = save_form(who, member.apprenticeship, number, typed)
    except WrongState as refusal:
        return shown(request, member, number, closed_meanwhile(refusal, typed))
    except BadInput as wrong:
        return shown(request, member, number, Again(typed=typed, faults=wrong.faults, status=422))
    try:
        with acting(request) as who:
            save_meeting(who, member.apprenticeship, number, typed)
    except WrongState as refusal:
        return shown(request, member, number, Again(typed=typed, faults=(Fault("", refusal.sentence),), status=409))
    except BadInput as wrong:
        return shown(request, member, number, again_of(saved, typed, first=faults_in_words(wrong.faults)))
    if saved.faults:
        return shown(request, member, number, again_of(saved, typed))
    here, at = review_address(member, number), typed.get("at")
    return redirect(request, f"{here}#{at}" if at.isidentifier() else here, heading=saved_words(saved))


@router.post(HERE + "/sections/{section}")
def write_one(
    request: Request,
    number: int,
    section: str,
    member: Member = member_who_may(Permission.PREPARE_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Save one box as it is typed in; the page’s script asks for this."""
    with acting(request) as who:
        return save_box(who, member.apprenticeship, number, section, typed)


@router.post(HERE + "/meeting")
def write_meeting(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep what is said of the meeting as it is typed; the page’s script asks for this."""
    with acting(request) as who:
        return answer_typed(who, member.apprenticeship, number, typed)


@router.post(HERE + "/holding")
def hold(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Save every box, then record the review as held. Words are safe before anything is said of the meeting."""
    try:
        with acting(request) as who:
            saved = save_form(who, member.apprenticeship, number, typed)
    except WrongState as refusal:
        return shown(request, member, number, closed_meanwhile(refusal, typed))
    if saved.faults:
        not_yet = Fault("", "The review is not recorded as held yet. Look at what is marked below, then record it.")
        return shown(request, member, number, again_of(saved, typed, first=[not_yet]))
    if said := typed_twice_words(_kept_first(request, member, number, typed)):
        return shown(request, member, number, Again(faults=(Fault("held_on", said),), status=409))
    try:
        form = checked(MeetingForm, Typed([(name, value) for name, value in typed.fields if name in FIELDS]))
        with acting(request) as who:
            hold_review(who, member.apprenticeship, number, form.meeting())
    except BadInput as wrong:
        return shown(request, member, number, Again(typed=typed, faults=faults_in_words(wrong.faults), status=422))
    except WrongState as refusal:
        return shown(request, member, number, Again(typed=typed, faults=(Fault("", refusal.sentence),), status=409))
    text = "Everybody who signs finds it here. The employer is asked by e-mail."
    return redirect(request, review_address(member, number), heading=f"Review {number} is recorded as held", text=text)


def _kept_first(request: Request, member: Member, number: int, typed: Typed) -> Merged | None:
    """What the form says of the meeting, kept before it is judged; None where it cannot be, which holding then says."""
    try:
        with acting(request) as who:
            return save_meeting(who, member.apprenticeship, number, typed)
    except (BadInput, WrongState):
        return None


def saved_words(saved: Saved) -> str:
    """What a button has saved."""
    return (
        f"Saved: {plural(saved.written, 'section')}" if saved.written else "Nothing had changed, so nothing was saved"
    )


def closed_meanwhile(refusal: WrongState, typed: Typed) -> Again:
    """The page once a review was held or missed meanwhile: nobody’s words are thrown away with it."""
    return Again(typed=typed, faults=(Fault("", refusal.sentence),), status=409, unsaved=changed(typed))


def again_of(saved: Saved, typed: Typed, first: Sequence[Fault] = ()) -> Again:
    """The page with the boxes that could not be saved as they were typed."""
    status = 409 if any(box.theirs for box in saved.again.values()) else 422
    return Again(saved.again, typed, (*first, *saved.faults), status)
