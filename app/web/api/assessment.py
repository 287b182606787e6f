"""The end-point assessment as JSON: what is booked, what came of it, the grade of the whole."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.actions import assessment as actions
from app.actions.acting import Acting
from app.answers.assessment import AssessmentStanding, assessment_of
from app.db import apprenticeships
from app.domain.assessment import Marks, Means, Sitting, SittingKind, SittingState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.api.bodies import idempotent, json_body
from app.web.entered.assessment import BookingForm, CancelForm, CorrectionForm, MovedForm, OutcomeForm

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/assessment", tags=["assessment"])
MAY_RECORD = Permission.RECORD_OUTCOME


class SittingNumberAnswer(BaseModel):
    """The number of the sitting that was booked."""

    number: int


class OutcomeAnswer(BaseModel):
    """Something recorded of a sitting; the last one holds. Nobody `marked_by` where the assessor marks the method."""

    grade: str
    told_on: date
    told_by: str
    marked_by: str | None
    marked_on: date | None
    exceptional: bool
    reason: str
    recorded_by: str
    recorded_at: datetime | None


class ToCheckAnswer(BaseModel):
    """Something in a booking that an unconfirmed rule does not allow: what, and whose rule it is."""

    sentence: str
    doubt: str


class SittingAnswer(BaseModel):
    """One attempt at one method."""

    number: int
    method: str
    attempt: int
    kind: SittingKind
    state: SittingState
    on: date
    means: Means
    place: str
    organisation: str
    employer_agreed: bool
    reason: str
    outcomes: list[OutcomeAnswer]
    to_check: list[ToCheckAnswer]


class MethodAnswer(BaseModel):
    """One method: the grade recorded last, what it counts as after the cap, and until when it may be sat again.

    `marked_by` is who marks it by the plan. Where that is not the assessor, an outcome names who did.
    """

    code: str
    name: str
    marked_by: Marks
    grade: str
    counts_as: str
    passed: bool | None
    resit_until: date | None
    retake_until: date | None


class WholeAnswer(BaseModel):
    """The grade of the whole, "" while there is none; why; whether the rules that made it are this standard's own.

    `since` is the grade by what was confirmed since it was made, "" where none fits, null where it is the same.
    """

    grade: str
    reason: str
    confirmed: bool
    since: str | None


class AssessmentAnswer(BaseModel):
    """Every method, every sitting in the order of booking, and the whole."""

    methods: list[MethodAnswer]
    sittings: list[SittingAnswer]
    overall: WholeAnswer


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_ASSESSMENT)) -> AssessmentAnswer:
    """How the assessment stands: methods, sittings with their outcomes, and the grade of the whole."""
    return _answer(request, member)


@router.post("/sittings", status_code=201, responses={201: {"model": SittingNumberAnswer}})
def book(
    request: Request, member: Member = member_who_may(MAY_RECORD), body: BookingForm = json_body(BookingForm)
) -> Response:
    """Book a method. What a confirmed rule of the plan does not allow is refused; an unconfirmed one is told of."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            return {"number": actions.book_method(who, member.apprenticeship, body.booking())}

        return idempotent(request, who, body, do)


@router.post("/sittings/" + NUMBER + "/move")
def move(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_RECORD),
    body: MovedForm = json_body(MovedForm),
) -> AssessmentAnswer:
    """Put a sitting on another day or elsewhere, with the reason."""

    def do(who: Acting) -> None:
        actions.move_sitting(
            who,
            member.apprenticeship,
            number,
            body.reason,
            on=body.on,
            means=body.means,
            place=body.place,
            employer_agreed=body.employer_agreed,
        )

    return _done(request, member, do)


@router.post("/sittings/" + NUMBER + "/cancellation")
def cancel(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_RECORD),
    body: CancelForm = json_body(CancelForm),
) -> AssessmentAnswer:
    """Cancel a sitting, with the reason."""
    return _done(request, member, lambda who: actions.cancel_sitting(who, member.apprenticeship, number, body.reason))


@router.post("/sittings/" + NUMBER + "/outcome")
def outcome(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_RECORD),
    body: OutcomeForm = json_body(OutcomeForm),
) -> AssessmentAnswer:
    """Record what came of a sitting."""
    return _done(
        request, member, lambda who: actions.record_outcome(who, member.apprenticeship, number, body.outcome())
    )


@router.post("/sittings/" + NUMBER + "/correction")
def correct(
    request: Request,
    number: int,
    member: Member = member_who_may(MAY_RECORD),
    body: CorrectionForm = json_body(CorrectionForm),
) -> AssessmentAnswer:
    """Correct an outcome that was recorded wrongly; the one before is kept."""
    return _done(
        request,
        member,
        lambda who: actions.correct_outcome(who, member.apprenticeship, number, body.outcome(body.reason)),
    )


def _done(request: Request, member: Member, do: Callable[[Acting], Any]) -> AssessmentAnswer:
    with acting(request) as who:
        do(who)
    return _answer(request, member)


def _answer(request: Request, member: Member) -> AssessmentAnswer:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = assessment_of(session, installation(request).catalogue, one)
    whole = found.whole
    return AssessmentAnswer(
        methods=[_method(found, place) for place in range(len(found.methods))],
        sittings=[_sitting(found, each) for each in found.sittings],
        overall=WholeAnswer(grade=whole.grade, reason=whole.reason, confirmed=whole.confirmed, since=whole.since),
    )


def _method(found: AssessmentStanding, place: int) -> MethodAnswer:
    method, standing = found.standard.methods[place], found.methods[place]
    return MethodAnswer(
        code=method.code,
        name=method.name,
        marked_by=found.plan.marks(method.code),
        grade=standing.grade,
        counts_as=standing.counts_as,
        passed=standing.passed,
        resit_until=standing.resit_until,
        retake_until=standing.retake_until,
    )


def _sitting(found: AssessmentStanding, one: Sitting) -> SittingAnswer:
    booking = one.booking
    return SittingAnswer(
        number=one.number,
        method=booking.method,
        attempt=one.attempt,
        kind=booking.kind,
        state=one.state,
        on=booking.on,
        means=booking.means,
        place=booking.place,
        organisation=booking.organisation,
        employer_agreed=booking.employer_agreed,
        reason=one.reason,
        outcomes=[
            OutcomeAnswer(
                grade=each.grade,
                told_on=each.told_on,
                told_by=each.told_by,
                marked_by=each.marked_by or None,
                marked_on=each.marked_on,
                exceptional=each.exceptional,
                reason=each.reason,
                recorded_by=each.recorded_by,
                recorded_at=each.recorded_at,
            )
            for each in one.outcomes
        ],
        to_check=[
            ToCheckAnswer(sentence=each.sentence, doubt=each.doubt) for each in found.against.get(one.number, ())
        ],
    )
