"""One sitting: what was done to it, and the forms that say what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import assessment as actions
from app.actions.acting import Acting
from app.answers.assessment import AssessmentStanding, assessment_of
from app.db import adjustments, apprenticeships
from app.db import assessment as db
from app.domain.assessment import EventOfSitting, Outcome, Sitting, SittingEvent, SittingKind, SittingState, called
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, NotFound
from app.rendering.words import date_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.adjustment_words import AgreedLine, agreed_lines
from app.web.assessment_words import KINDS, MEANS, SittingLine, grade_words, marker_words, sitting_address, sitting_line
from app.web.entered.assessment import CancelForm, CorrectionForm, MovedForm, OutcomeForm
from app.web.forms import Typed, checked, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter()
HERE = "/a/{apprenticeship}/assessment/" + NUMBER
_EVENTS = {SittingEvent.BOOKED: "Booked for", SittingEvent.MOVED: "Moved to", SittingEvent.CANCELLED: "Cancelled:"}


@dataclass(frozen=True, slots=True)
class SittingView:
    """The page. `marker` is who marks the method, "" where the independent assessor does.

    `forms` are those the reader may send now; `sent` the one that came back, `typed` what was in it.
    """

    heading: str
    here: str
    back: str
    back_words: str
    line: SittingLine
    kind: str
    organisation: str
    agreed: tuple[AgreedLine, ...]
    adjustments: str
    marker: str
    employer_agreed: bool
    sitting: Sitting
    outcomes: tuple[tuple[str, Outcome], ...]
    events: tuple[tuple[str, EventOfSitting], ...]
    forms: frozenset[str]
    further: bool
    grades: tuple[tuple[str, str], ...]
    means: tuple[tuple[str, str], ...]
    today: str
    sent: str
    typed: Typed
    faults: tuple[Fault, ...]


@routes.get(HERE)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_ASSESSMENT)) -> Response:
    """The sitting."""
    return _shown(request, member, number)


@routes.post(HERE + "/move")
def move(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_OUTCOME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """It is on another day, or elsewhere."""

    def do(who: Acting) -> None:
        form = checked(MovedForm, typed)
        actions.move_sitting(
            who,
            member.apprenticeship,
            number,
            form.reason,
            on=form.on,
            means=form.means,
            place=form.place,
            employer_agreed=form.employer_agreed,
        )

    return _done(request, member, number, "move", typed, do, "It is moved")


@routes.post(HERE + "/cancellation")
def cancel(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_OUTCOME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """It does not take place."""

    def do(who: Acting) -> None:
        actions.cancel_sitting(who, member.apprenticeship, number, checked(CancelForm, typed).reason)

    return _done(request, member, number, "cancellation", typed, do, "It is cancelled")


@routes.post(HERE + "/outcome")
def outcome(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_OUTCOME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """What came of it."""

    def do(who: Acting) -> None:
        actions.record_outcome(who, member.apprenticeship, number, checked(OutcomeForm, typed).outcome())

    return _done(request, member, number, "outcome", typed, do, "The outcome is recorded")


@routes.post(HERE + "/correction")
def correct(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_OUTCOME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """What should have been recorded."""

    def do(who: Acting) -> None:
        form = checked(CorrectionForm, typed)
        actions.correct_outcome(who, member.apprenticeship, number, form.outcome(form.reason))

    return _done(request, member, number, "correction", typed, do, "The outcome is corrected")


def _done(
    request: Request, member: Member, number: int, name: str, typed: Typed, do: Callable[[Acting], Any], heading: str
) -> Response:
    try:
        with acting(request) as who:
            do(who)
    except BadInput as wrong:
        return _shown(request, member, number, name, typed, wrong.faults)
    return redirect(request, sitting_address(member.apprenticeship, number), heading=heading)


def _shown(
    request: Request,
    member: Member,
    number: int,
    sent: str = "",
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = assessment_of(session, installation(request).catalogue, one)
        sitting = next((each for each in found.sittings if each.number == number), None)
        if sitting is None:
            raise NotFound
        events = db.events_of(session, one.id, number)
        agreed = agreed_lines(adjustments.all_of(session, one.id), found.standard, found.plan)
    placed = tuple(Fault(f"{sent}-{fault.path}" if fault.path else "", fault.sentence) for fault in faults)
    view = _view(request, member, found, sitting, events, agreed, sent, typed or Typed(), placed)
    around = record_frame(request, one, member, "Assessment", view.heading, has_error=bool(faults))
    return page(request, "assessment/sitting.html", around, status=422 if faults else 200, view=view)


def _view(
    request: Request,
    member: Member,
    found: AssessmentStanding,
    one: Sitting,
    events: tuple[EventOfSitting, ...],
    agreed: tuple[AgreedLine, ...],
    sent: str,
    typed: Typed,
    faults: tuple[Fault, ...],
) -> SittingView:
    today, method = visitor(request).today, found.standard.method_by_code.get(one.booking.method)
    further = one.booking.kind is not SittingKind.FIRST
    return SittingView(
        heading=f"{called(one.booking.method).capitalize()}, attempt {one.attempt}",
        here=sitting_address(member.apprenticeship, one.number),
        back=record_address(member.apprenticeship, "assessment"),
        back_words=found.plan.assessment,
        line=sitting_line(one, member.apprenticeship, today, found.against.get(one.number, ())),
        kind=KINDS[one.booking.kind],
        organisation=one.booking.organisation,
        agreed=tuple(each for each in agreed if each.method in (one.booking.method, "")),
        adjustments=record_address(member.apprenticeship, "portfolio/adjustments"),
        marker=marker_words(found.plan, one.booking.method),
        employer_agreed=further and one.booking.employer_agreed,
        sitting=one,
        outcomes=tuple((grade_words(each.grade), each) for each in reversed(one.outcomes)),
        events=tuple((f"{_EVENTS[each.what]} {date_words(each.on)}", each) for each in events),
        forms=_forms(one, ready=one.booking.on <= today) if may(member, Permission.RECORD_OUTCOME) else frozenset(),
        further=further,
        grades=tuple((grade, grade_words(grade)) for grade in (method.grades if method else ())),
        means=tuple((means.value, words) for means, words in MEANS.items()),
        today=today.isoformat(),
        sent=sent,
        typed=typed,
        faults=faults,
    )


def _forms(one: Sitting, *, ready: bool) -> frozenset[str]:
    if one.state is SittingState.BOOKED:
        return frozenset({"move", "cancellation", *(["outcome"] if ready else [])})
    return frozenset({"correction"} if one.state is SittingState.GRADED else ())
