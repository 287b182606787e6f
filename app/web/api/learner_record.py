"""What the learner record says, as a program reads and enters it. Nobody but the three who may see it gets it."""

from datetime import date

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.gateway import keep_learner_record
from app.db import apprenticeships
from app.db.gateway.learner_record import learner_record
from app.domain.gateway.check import CheckState
from app.domain.gateway.learner_record import LONGEST_DIFFERENCE, LONGEST_NAME, record_match
from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import acting, member_who_may, reading, visitor
from app.web.api.bodies import json_body
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/gateway/learner-record", tags=["gateway"])


class LearnerRecordAnswer(BaseModel):
    """The record beside the account's name, and how they compare. `number` is the ULN, "" while it is not known;
    `revision` is 0, and the rest empty, where nobody has entered it."""

    account: str
    name: str
    number: str
    difference: str
    revision: int
    entered_by: str | None
    entered_on: date | None
    state: CheckState
    reason: str


class LearnerRecordBody(Form):
    """What the record says. `revision` is that of the record it goes over, 0 where there was none."""

    name: str = Field(max_length=LONGEST_NAME)
    number: str = Field(default="", max_length=20)
    difference: str = Field(default="", max_length=LONGEST_DIFFERENCE)
    revision: int = Field(ge=0, le=100_000)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.SEE_LEARNER_RECORD)) -> LearnerRecordAnswer:
    """The name and the unique learner number on the learner record."""
    with reading(request) as session:
        return _answer(session, request, member)


@router.post("")
def keep(
    request: Request,
    member: Member = member_who_may(Permission.KEEP_LEARNER_RECORD),
    body: LearnerRecordBody = json_body(LearnerRecordBody),
) -> LearnerRecordAnswer:
    """Enter what the learner record says."""
    with acting(request) as who:
        keep_learner_record(
            who,
            member.apprenticeship,
            name=body.name,
            number=body.number,
            difference=body.difference,
            revision=body.revision,
        )
        return _answer(who.session, request, member)


def _answer(session: Session, request: Request, member: Member) -> LearnerRecordAnswer:
    one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    kept = learner_record(session, member.apprenticeship)
    check = record_match(kept, one.apprentice.name)
    said = kept.record if kept else None
    return LearnerRecordAnswer(
        account=one.apprentice.name,
        name=said.name if said else "",
        number=said.number if said else "",
        difference=said.difference if said else "",
        revision=kept.revision if kept else 0,
        entered_by=kept.by if kept else None,
        entered_on=kept.on if kept else None,
        state=check.state,
        reason=check.reason,
    )
