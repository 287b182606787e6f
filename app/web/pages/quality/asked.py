"""What sampling asks of whoever made a decision, or leads now where they have left: read it, say what was done."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.sampling import answer_sample
from app.db import sampling as db
from app.db.sampling import SampledRow
from app.domain.refusals import BadInput, Fault
from app.domain.sampling import Judged
from app.web.access import Visitor, acting, reading, signed_in, visitor
from app.web.addresses import NUMBER
from app.web.entered.sampling import AnswerForm
from app.web.forms import Typed, checked, typed_form
from app.web.record import evidence_address
from app.web.responses import frame, page, redirect
from app.web.sampling_words import VERDICTS

routes = APIRouter()
HERE = "/sampled"


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One decision that was disagreed with. `id` names its form, `typed` is what came back of it.

    `decider` is who decided, "" where it was whoever is asked.
    """

    id: str
    address: str
    piece: str
    name: str
    apprentice: str
    verdict: str
    decider: str
    words: str
    by: str
    typed: str
    fault: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """Everything that waits for this person's answer."""

    rows: tuple[AskedRow, ...]
    faults: tuple[Fault, ...]


@routes.get(HERE)
def show(request: Request, _: Visitor = signed_in()) -> Response:
    """What waits."""
    return _shown(request)


@routes.post(HERE + "/" + NUMBER + "/{place:numbered}")
def answer(
    request: Request, number: int, place: int, _: Visitor = signed_in(), typed: Typed = Depends(typed_form)
) -> Response:
    """Answer one."""
    try:
        form = checked(AnswerForm, typed)
        with acting(request) as who:
            answer_sample(who, number, place, form.words)
    except BadInput as wrong:
        return _shown(request, f"{number}-{place}", typed.get("words"), wrong.faults)
    return redirect(request, HERE, heading="Your answer is recorded")


def _shown(request: Request, sent: str = "", words: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    placed = tuple(Fault(f"words-{sent}", fault.sentence) for fault in faults)
    with reading(request) as session:
        waiting = db.to_answer(session, visitor(request).person.id, visitor(request).today)
    me = visitor(request).person.id
    rows = tuple(_row(me, each, said, sent, words, placed) for each, said in waiting)
    around = frame(request, "Asked by quality assurance", has_error=bool(faults))
    view = AskedView(rows, placed)
    return page(request, "quality/asked.html", around, status=422 if faults else 200, view=view)


def _row(me: UUID, each: SampledRow, said: Judged, sent: str, words: str, faults: tuple[Fault, ...]) -> AskedRow:
    id_ = f"{each.draw}-{each.place}"
    return AskedRow(
        id=id_,
        address=f"{HERE}/{each.draw}/{each.place}",
        piece=evidence_address(each.apprenticeship, each.number),
        name=f"{each.ksb} on E{each.number}",
        apprentice=each.apprentice,
        verdict=VERDICTS[each.verdict],
        decider="" if each.tutor == me else each.tutor_name,
        words=said.words,
        by=said.by_name,
        typed=words if id_ == sent else "",
        fault=" ".join(fault.sentence for fault in faults) if id_ == sent else "",
    )
