"""What a program does to a milestone review for somebody: writing, moving, missing, holding, revising."""

from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions import reviews as actions
from app.actions.reviews.opened import open_review
from app.db.reviews import beside_review
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.rag import Colour
from app.domain.refusals import NotFound
from app.domain.reviews import Meeting, WrittenMeanwhile
from app.web.access import acting, member_who_may, visitor
from app.web.addresses import number_in
from app.web.api.bodies import SentJson, sent_json
from app.web.api.reviews.answered import MeetingTypedAnswer, WholeReviewAnswer, WordsAnswer, meeting_typed, words_said
from app.web.api.reviews.listed import whole
from app.web.forms import Form
from app.web.refused import problem

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/reviews/{number}", tags=["reviews"])


class WordsBody(Form):
    """The words, and the revision that they were changed from: 0 where there were none.

    `role` is for whoever may write there for several parties.
    """

    words: str
    base_revision: int = Field(ge=0)
    role: Role | None = None


class MeetingBody(Form):
    """What is typed of the meeting so far; what is not named stays as it is kept."""

    held_on: str | None = None
    present: list[Role] | None = None
    rag: Colour | None = None
    rag_reason: str | None = None


class HoldingBody(Form):
    """When it was held, who was there, the colour that the tutor gives, and why where the record works out another."""

    held_on: date
    present: list[Role]
    rag: Colour
    rag_reason: str = ""


class MovingBody(Form):
    """To which day, and why."""

    on: date
    reason: str = ""


class WhyBody(Form):
    """Why."""

    reason: str = ""


@router.post("/sections/{section}", response_model=WordsAnswer)
def write(
    request: Request,
    number: str,
    section: str,
    member: Member = member_who_may(Permission.PREPARE_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> WordsAnswer | Response:
    """Write in a section. Where it was changed meanwhile, 409 with `theirs` and `yours`: neither text is lost."""
    try:
        with acting(request) as who:
            asked = open_review(who, Permission.PREPARE_REVIEW, member.apprenticeship, _number(number)).review.number
            body = sent.as_form(WordsBody)
            kept = actions.write_section(
                who, member.apprenticeship, asked, section, body.words, body.base_revision, body.role
            )
            return WordsAnswer.model_validate(words_said(kept))
    except WrittenMeanwhile as met:
        theirs = WordsAnswer.model_validate(words_said(met.theirs)).model_dump(mode="json")
        return problem(409, met.sentence, more={"theirs": theirs, "yours": met.yours})


@router.put("/meeting")
def keep_meeting(
    request: Request,
    number: str,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> MeetingTypedAnswer:
    """Keep what is typed of the meeting before it is recorded as held."""
    with acting(request) as who:
        asked = open_review(who, Permission.HOLD_REVIEW, member.apprenticeship, _number(number)).review
        body = sent.as_form(MeetingBody)
        said = {
            "held_on": body.held_on,
            "present": None if body.present is None else " ".join(body.present),
            "rag": body.rag.value if body.rag else None,
            "rag_reason": body.rag_reason,
        }
        there = beside_review(who.session, member.apprenticeship, asked.number, asked.version, who.today).meeting
        typed = {name: value for name, value in said.items() if value is not None}
        kept = actions.keep_meeting(who, member.apprenticeship, asked.number, typed, there.fields).draft
    return meeting_typed(kept)


@router.post("/holding")
def hold(
    request: Request,
    number: str,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> WholeReviewAnswer:
    """Say that it was held: its facts are frozen, and apprentice, tutor and employer are asked to sign."""
    with acting(request) as who:
        asked = open_review(who, Permission.HOLD_REVIEW, member.apprenticeship, _number(number)).review.number
        body = sent.as_form(HoldingBody)
        meeting = Meeting(body.held_on, tuple(body.present), body.rag, body.rag_reason)
        actions.hold_review(who, member.apprenticeship, asked, meeting)
        return whole(who.session, who.catalogue, visitor(request), member, number)


@router.post("/moving")
def move(
    request: Request,
    number: str,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> WholeReviewAnswer:
    """Put it on another day. The grid keeps its own."""
    with acting(request) as who:
        asked = open_review(who, Permission.HOLD_REVIEW, member.apprenticeship, _number(number)).review.number
        body = sent.as_form(MovingBody)
        actions.move_review(who, member.apprenticeship, asked, body.on, body.reason)
        return whole(who.session, who.catalogue, visitor(request), member, number)


@router.post("/missing")
def miss(
    request: Request,
    number: str,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> WholeReviewAnswer:
    """Say that it was not held, with the reason."""
    with acting(request) as who:
        asked = open_review(who, Permission.HOLD_REVIEW, member.apprenticeship, _number(number)).review.number
        actions.miss_review(who, member.apprenticeship, asked, sent.as_form(WhyBody).reason)
        return whole(who.session, who.catalogue, visitor(request), member, number)


@router.post("/reopening")
def reopen(
    request: Request,
    number: str,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> WholeReviewAnswer:
    """Take back that it was missed, with the reason: it can be written in, moved and held again."""
    with acting(request) as who:
        asked = open_review(who, Permission.HOLD_REVIEW, member.apprenticeship, _number(number)).review.number
        actions.reopen_review(who, member.apprenticeship, asked, sent.as_form(WhyBody).reason)
        return whole(who.session, who.catalogue, visitor(request), member, number)


@router.post("/revision")
def revise(
    request: Request,
    number: str,
    member: Member = member_who_may(Permission.HOLD_REVIEW),
    sent: SentJson = Depends(sent_json),
) -> WholeReviewAnswer:
    """Begin a new version of what was held; the old one stays readable, and is signed no more."""
    with acting(request) as who:
        asked = open_review(who, Permission.HOLD_REVIEW, member.apprenticeship, _number(number)).review.number
        actions.revise_review(who, member.apprenticeship, asked, sent.as_form(WhyBody).reason)
        return whole(who.session, who.catalogue, visitor(request), member, number)


def _number(text: str) -> int:
    found = number_in(text)
    if found is None:
        raise NotFound
    return found
