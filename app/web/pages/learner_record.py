"""What the learner record says, beside the account: seen by the apprentice, the tutor and administrators alone."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.gateway import keep_learner_record
from app.db import apprenticeships
from app.db.gateway.learner_record import learner_record
from app.domain.gateway.check import Check
from app.domain.gateway.learner_record import record_match
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import date_words
from app.web.access import acting, member_who_may, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/gateway/learner-record"


@dataclass(frozen=True, slots=True)
class LearnerRecordView:
    """`account` is the account’s name, `facts` what is kept, `check` how it compares; the form has what was typed."""

    back: str
    here: str
    account: str
    facts: tuple[tuple[str, str], ...]
    check: Check
    may_keep: bool
    name: str
    number: str
    difference: str
    revision: int
    faults: tuple[Fault, ...]


@router.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.SEE_LEARNER_RECORD)) -> Response:
    """The page."""
    return _shown(request, member)


@router.post(HERE)
def keep(
    request: Request,
    member: Member = member_who_may(Permission.KEEP_LEARNER_RECORD),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Enter what the learner record says."""
    try:
        with acting(request) as who:
            keep_learner_record(
                who,
                member.apprenticeship,
                name=typed.get("name"),
                number=typed.get("number"),
                difference=typed.get("difference"),
                revision=number_in(typed.get("revision")) or 0,
            )
    except BadInput as wrong:
        return _shown(request, member, typed, wrong.faults, 422)
    except WrongState as wrong:
        return _shown(request, member, typed, (Fault("name", wrong.sentence),), 409)
    return redirect(request, _address(member), heading="The learner record is entered")


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "gateway/learner-record")


def _shown(
    request: Request, member: Member, typed: Typed | None = None, faults: tuple[Fault, ...] = (), status: int = 200
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        kept = learner_record(session, member.apprenticeship)
    said = kept.record if kept else None
    facts = (
        (
            ("Name on the learner record", said.name),
            ("Unique learner number", said.number or "Not recorded yet"),
            *((("Why the names differ", said.difference),) if said.difference else ()),
            ("Entered", f"by {kept.by} on {date_words(kept.on)}"),
        )
        if said and kept
        else ()
    )
    view = LearnerRecordView(
        back=record_address(one.id, "gateway"),
        here=_address(member),
        account=one.apprentice.name,
        facts=facts,
        check=record_match(kept, one.apprentice.name),
        may_keep=may(member, Permission.KEEP_LEARNER_RECORD),
        name=typed.get("name") if typed else said.name if said else "",
        number=typed.get("number") if typed else said.number if said else "",
        difference=typed.get("difference") if typed else said.difference if said else "",
        revision=(number_in(typed.get("revision")) or 0) if typed else kept.revision if kept else 0,
        faults=faults,
    )
    around = record_frame(request, one, member, "Gateway", "Learner record", has_error=bool(faults))
    return page(request, "gateway/learner_record.html", around, status=status, view=view)
