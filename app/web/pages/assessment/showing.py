"""Every method with its sittings and the grade of the whole; booking one."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.assessment import book_method
from app.answers.assessment import AssessmentStanding, assessment_of
from app.db import adjustments, apprenticeships
from app.db import training_plan as plans
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.training_plan.values import FactKey
from app.rendering.words import plural, sentence_case
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.adjustment_words import AgreedLine, agreed_lines
from app.web.assessment_words import (
    KINDS,
    MEANS,
    MethodLine,
    doubt_words,
    grade_words,
    method_line,
    passed_words,
    sitting_address,
)
from app.web.entered.assessment import BookingForm
from app.web.forms import Typed, checked, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter()
HERE = "/a/{apprenticeship}/assessment"


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """The page. `whole` is the grade in words, "" while there is none; `why` how it was made.

    `is_passed`: nothing is left to be booked.
    """

    here: str
    title: str
    lede: str
    whole: str
    why: str
    methods: tuple[MethodLine, ...]
    own: bool
    copy: str
    may_record: bool
    is_passed: bool
    choices: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    means: tuple[tuple[str, str], ...]
    organisation: str
    agreed: tuple[AgreedLine, ...]
    adjustments: str
    typed: Typed
    faults: tuple[Fault, ...]


@routes.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_ASSESSMENT)) -> Response:
    """The page."""
    return _shown(request, member, Typed())


@routes.post(HERE + "/sittings")
def book(
    request: Request, member: Member = member_who_may(Permission.RECORD_OUTCOME), typed: Typed = Depends(typed_form)
) -> Response:
    """Book a method."""
    try:
        booking = checked(BookingForm, typed).booking()
        with acting(request) as who:
            number = book_method(who, member.apprenticeship, booking)
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults)
    except WrongState as wrong:
        return _shown(request, member, typed, (Fault("method", wrong.sentence),))
    return redirect(request, sitting_address(member.apprenticeship, number), heading="It is booked")


def _shown(request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...] = ()) -> Response:
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = assessment_of(session, installation(request).catalogue, one)
        organisation = plans.facts(session, one.id).value(FactKey.ORGANISATION)
        agreed = agreed_lines(adjustments.all_of(session, one.id), found.standard, found.plan)
    view = _view(request, member, one, found, organisation, agreed, typed, faults)
    around = record_frame(request, one, member, "Assessment", view.title, has_error=bool(faults))
    return page(request, "assessment/show.html", around, status=422 if faults else 200, view=view)


def _view(
    request: Request,
    member: Member,
    one: Apprenticeship,
    found: AssessmentStanding,
    organisation: str,
    agreed: tuple[AgreedLine, ...],
    typed: Typed,
    faults: tuple[Fault, ...],
) -> AssessmentView:
    today = visitor(request).today
    lines = tuple(method_line(found, place, one.id, today) for place in range(len(found.methods)))
    own = Role.APPRENTICE in member.roles
    last = found.sittings[-1].booking.organisation if found.sittings else organisation
    return AssessmentView(
        here=record_address(one.id, "assessment"),
        title=sentence_case(found.plan.assessment),
        lede=_lede(found, one, own=own),
        whole=grade_words(found.whole.grade) if found.whole.grade else "",
        why=found.whole.reason,
        methods=lines,
        own=own,
        copy=record_address(one.id, "copy"),
        may_record=may(member, Permission.RECORD_OUTCOME),
        is_passed=found.is_passed,
        choices=tuple((line.code, line.name) for line in lines),
        kinds=tuple((kind.value, words) for kind, words in KINDS.items()),
        means=tuple((means.value, words) for means, words in MEANS.items()),
        organisation=typed.get("organisation", last),
        agreed=agreed,
        adjustments=record_address(one.id, "portfolio/adjustments"),
        typed=typed,
        faults=faults,
    )


def _lede(found: AssessmentStanding, one: Apprenticeship, *, own: bool) -> str:
    who_has = "You have" if own else f"{one.apprentice.name.split()[0]} has"
    assessment, whole = found.plan.assessment, found.whole
    if not whole.grade:
        done = sum(bool(each.grade) for each in found.methods)
        if not done:
            return "Nothing is sat yet: no method has an outcome."
        return f"{done} of {plural(len(found.methods), 'method')} {'has' if done == 1 else 'have'} an outcome."
    if not whole.passed:
        stays = " What you learned and recorded stays yours." if own else ""
        return f"{who_has} not passed the {assessment} yet{doubt_words(whole)}.{stays}"
    warmly = "Congratulations. " if own else ""
    return f"{warmly}{passed_words(who_has, assessment, whole)}"
