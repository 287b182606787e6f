"""One activity of a plan: what was done to it, and the forms that say what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import training_plan as actions
from app.actions.acting import Acting
from app.answers.training_plan import parts_of
from app.db import apprenticeships
from app.db import training_plan as db
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.training_plan.values import AttemptResult
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.entered.training_plan import HeldForm, MoveForm, ReasonForm, ResultForm
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.training_plan.activity_view import activity_view
from app.web.plan_words import activity_address
from app.web.record import record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/plan/activities/" + NUMBER
LONGEST_LIST = 400


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form that came back: which one, what was typed, and what is wrong with it."""

    name: str = ""
    typed: Typed | None = None
    faults: tuple[Fault, ...] = ()


class EvidenceForm(Form):
    """Pieces by their numbers, as people write them: E13, E14."""

    evidence: str = ""

    def numbers(self) -> list[int]:
        """Raises BadInput where something in it is no piece."""
        if len(self.evidence) > LONGEST_LIST:
            raise BadInput([Fault("evidence", f"Use at most {LONGEST_LIST} characters.")])
        written = self.evidence.replace(",", " ").split()
        found = [number_in(one.upper().removeprefix("E")) for one in written]
        if None in found:
            raise BadInput([Fault("evidence", "Write the numbers of the pieces, such as E13, E14.")])
        return [one for one in found if one is not None]


@router.get(HERE)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PLAN)) -> Response:
    """The activity."""
    return shown(request, member, number, SentForm())


@router.post(HERE + "/held")
def held(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """It was held."""

    def do(who: Acting) -> None:
        form = checked(HeldForm, typed)
        actions.hold_activity(who, member.apprenticeship, number, form.on, form.minutes)

    return done(request, member, number, "held", typed, do, "It is recorded as held")


@router.post(HERE + "/missed")
def missed(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """It was missed."""

    def do(who: Acting) -> None:
        actions.miss_activity(who, member.apprenticeship, number, checked(ReasonForm, typed).reason)

    return done(request, member, number, "missed", typed, do, "It is recorded as missed")


@router.post(HERE + "/move")
def move(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """It is on another day, or is planned again."""

    def do(who: Acting) -> None:
        form = checked(MoveForm, typed)
        actions.move_activity(who, member.apprenticeship, number, form.on, form.reason)

    return done(request, member, number, "move", typed, do, "It is planned for another day")


@router.post(HERE + "/reopening")
def reopen(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """What was recorded is taken back."""

    def do(who: Acting) -> None:
        actions.reopen_activity(who, member.apprenticeship, number, checked(ReasonForm, typed).reason)

    return done(request, member, number, "reopening", typed, do, "It is planned again")


@router.post(HERE + "/evidence")
def evidence(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Which pieces belong to it."""

    def do(who: Acting) -> None:
        actions.link_evidence(who, member.apprenticeship, number, checked(EvidenceForm, typed).numbers())

    return done(request, member, number, "evidence", typed, do, "The evidence is noted")


@router.post(HERE + "/result")
def result(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """What came of an attempt."""

    def do(who: Acting) -> None:
        actions.record_result(who, member.apprenticeship, number, AttemptResult(checked(ResultForm, typed).result))

    return done(request, member, number, "result", typed, do, "The result is recorded")


@router.post(HERE + "/feedback")
def feedback(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_PLAN),
    typed: Typed = Depends(typed_form),
) -> Response:
    """What the tutor says of a mock assessment, in whole and by KSB (fields `feedback.K1` and so on)."""

    def do(who: Acting) -> None:
        by_ksb = {name.removeprefix("feedback."): words for name, words in typed.fields if name.startswith("feedback.")}
        actions.give_feedback(
            who,
            member.apprenticeship,
            number,
            grade=typed.get("grade"),
            feedback=typed.get("feedback"),
            by_ksb=by_ksb,
        )

    return done(request, member, number, "feedback", typed, do, "The feedback is recorded")


def done(
    request: Request,
    member: Member,
    number: int,
    name: str,
    typed: Typed,
    do: Callable[[Acting], Any],
    heading: str,
) -> Response:
    """Do it, and go back to the activity; or show its form again with what is wrong."""
    try:
        with acting(request) as who:
            do(who)
    except BadInput as wrong:
        return shown(request, member, number, SentForm(name, typed, wrong.faults))
    return redirect(request, activity_address(member.apprenticeship, number), heading=heading)


def shown(request: Request, member: Member, number: int, sent: SentForm) -> Response:
    """The page. Raises NotFound where there is no such activity."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        parts = parts_of(session, catalogue, one)
        activity = next((each for each in parts.activities if each.number == number), None)
        if activity is None:
            raise NotFound
        events = db.events(session, one.id, number)
        said = db.feedback_by_ksb(session, one.id).get(number, {})
    view = activity_view(activity, parts, events, said, member, today, sent.name, sent.typed, sent.faults)
    around = record_frame(request, one, member, "Plan", view.heading, has_error=bool(sent.faults))
    return page(request, "training_plan/activity.html", around, status=422 if sent.faults else 200, view=view)
