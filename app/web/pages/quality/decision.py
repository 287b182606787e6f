"""One sampled decision: what was decided, why it was drawn, and saying whether one agrees."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.acting import Acting
from app.actions.sampling import judge_sample, settle_sample
from app.db import sampling as db
from app.db.sampling import SampledRow
from app.domain.apprenticeships import Named
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.sampling import Judged, SampleState, answered_by
from app.web.access import Visitor, acting, person_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.entered.sampling import JudgeForm, SettledForm
from app.web.forms import Typed, checked, typed_form
from app.web.pages.quality.drawing import HERE, MAY, DrawnRow, drawn_row
from app.web.record import evidence_address
from app.web.responses import frame, page, redirect
from app.web.sampling_words import SAID

routes = APIRouter()
ONE = HERE + "/draws/" + NUMBER + "/{place:numbered}"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The page. `not_theirs` says why whoever reads may not judge, "" where they may; `may_judge` and `may_settle` say
    what they can say now. `waits_for` is who is to answer, "" where nothing is asked; `ends_unanswered`: nobody is.
    """

    here: str
    draw: int
    back: str
    row: DrawnRow
    piece: str
    feedback: str
    said: tuple[tuple[str, Judged], ...]
    not_theirs: str
    waits_for: str
    may_judge: bool
    may_settle: bool
    ends_unanswered: bool
    typed: Typed
    faults: tuple[Fault, ...]


@routes.get(ONE)
def show(request: Request, number: int, place: int, _: Visitor = person_who_may(MAY)) -> Response:
    """The decision."""
    return _shown(request, number, place)


@routes.post(ONE + "/verdict")
def judge(
    request: Request,
    number: int,
    place: int,
    _: Visitor = person_who_may(MAY),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Agree, or disagree and say what the tutor is to do."""

    def do(who: Acting) -> None:
        form = checked(JudgeForm, typed)
        judge_sample(who, number, place, agree=form.agree, words=form.words)

    return _done(request, number, place, typed, do)


@routes.post(ONE + "/settlement")
def settle(
    request: Request,
    number: int,
    place: int,
    _: Visitor = person_who_may(MAY),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Be content with the tutor's answer, or end what nobody is left to answer."""

    def do(who: Acting) -> None:
        settle_sample(who, number, place, checked(SettledForm, typed).words)

    return _done(request, number, place, typed, do)


def _done(request: Request, number: int, place: int, typed: Typed, do: Callable[[Acting], Any]) -> Response:
    try:
        with acting(request) as who:
            do(who)
    except BadInput as wrong:
        return _shown(request, number, place, typed, wrong.faults)
    return redirect(request, f"{HERE}/draws/{number}", heading="It is recorded")


def _shown(
    request: Request, number: int, place: int, typed: Typed | None = None, faults: tuple[Fault, ...] = ()
) -> Response:
    with reading(request) as session:
        rows = db.sampled_of(session, number, place)
        if not rows:
            raise NotFound
        row, said = rows[0], db.read_of(session, rows[0])
        asked = row.state is SampleState.DISAGREED
        answers = db.answers_for(session, row, visitor(request).today) if asked else None
    not_theirs = _not_theirs(row, said, visitor(request).person.id)
    view = DecisionView(
        here=f"{HERE}/draws/{number}/{place}",
        draw=number,
        back=f"{HERE}/draws/{number}",
        row=drawn_row(row),
        piece=evidence_address(row.apprenticeship, row.number),
        feedback=row.feedback,
        said=tuple((SAID[each.what.value], each) for each in said),
        not_theirs=not_theirs,
        waits_for=_waits_for(row, answers) if asked else "",
        may_judge=not not_theirs and row.state in (SampleState.OPEN, SampleState.ANSWERED),
        may_settle=not not_theirs and row.state is SampleState.ANSWERED,
        ends_unanswered=not not_theirs and asked and answers is None,
        typed=typed or Typed(),
        faults=faults,
    )
    around = frame(request, view.row.name, current=HERE, compact=True, has_error=bool(faults))
    return page(request, "quality/decision.html", around, status=422 if faults else 200, view=view)


def _not_theirs(row: SampledRow, said: tuple[Judged, ...], me: UUID) -> str:
    if row.tutor == me:
        return "You made this decision yourself, so another quality assurer samples it."
    return "You gave this answer yourself, so another quality assurer settles it." if answered_by(said, me) else ""


def _waits_for(row: SampledRow, answers: Named | None) -> str:
    if answers is None:
        return "Nobody: there is no tutor here any more"
    return answers.name if answers.id == row.tutor else f"{answers.name}, who is the tutor now"
