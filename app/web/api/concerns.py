"""Raising a concern as JSON, what oneself has sent, and the reading of the safeguarding lead and deputies."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from app.actions.concerns import raise_concern, read_concern
from app.answers.concerns import kept, listed
from app.db import concerns
from app.db.concerns import Shown
from app.domain.concerns import (
    LONGEST_TOLD,
    LONGEST_WORDS,
    About,
    Concern,
    ConcernState,
    Danger,
    EntryKind,
    Means,
    Place,
    insist_said,
    number_in,
)
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import Visitor, acting, person_who_may, reading
from app.web.addresses import LARGEST
from app.web.api.answered import Answer, ByAnswer
from app.web.api.bodies import idempotent, json_body
from app.web.forms import Form

router = APIRouter(prefix="/concerns", tags=["concerns"])


class ConcernBody(Form):
    """A concern, in the words of whoever raises it. Names may stand in it: the safeguarding lead alone reads it.

    `apprenticeship`, with `evidence` or `review` by number, says where it was raised; left out where that is not yours
    to know.
    """

    about: About
    danger: Danger
    words: str = Field(min_length=1, max_length=LONGEST_WORDS)
    told: str = Field(default="", max_length=LONGEST_TOLD)
    apprenticeship: UUID | None = None
    evidence: int | None = Field(default=None, ge=1, le=LARGEST)
    review: int | None = Field(default=None, ge=1, le=LARGEST)

    def place(self) -> Place | None:
        """Where it was raised. Raises BadInput where two things are named, or one without its apprenticeship."""
        if self.evidence is not None and self.review is not None:
            raise BadInput([Fault("review", "Name the piece of evidence or the review, not both.")])
        what = f"E{self.evidence}" if self.evidence else f"review {self.review}" if self.review else ""
        if what and self.apprenticeship is None:
            raise BadInput([Fault("apprenticeship", "Say on which apprenticeship that is.")])
        return Place(self.apprenticeship, what) if self.apprenticeship else None


class ConcernRaisedAnswer(Answer):
    """The number of a concern, to name when asking about it."""

    number: str


class SentConcernAnswer(Answer):
    """A concern as whoever raised it sees it: never what was done about it, nor by whom it was read."""

    number: str
    raised_at: datetime
    about: About
    danger: Danger
    words: str
    told: str
    first_read_at: datetime | None
    erased_at: datetime | None


class SentConcernsAnswer(Answer):
    """Everything that oneself has sent, newest first."""

    items: list[SentConcernAnswer]
    next: str | None = None


class ConcernLineAnswer(Answer):
    """A concern in the lead's list, without its words: looking here is no reading."""

    number: str
    raised_at: datetime
    about: About
    danger: Danger
    state: ConcernState
    readings: int
    kept_until: date | None


class ConcernsAnswer(Answer):
    """Every concern, newest first."""

    items: list[ConcernLineAnswer]
    next: str | None = None


class ConcernEntryAnswer(Answer):
    """Something put on record. `outcome` is a code of the programme's, "" for anything but an outcome."""

    kind: EntryKind
    by: ByAnswer
    at: datetime
    words: str
    outcome: str
    referred_to: str
    referred_on: date | None


class ConcernReadingAnswer(Answer):
    """Somebody read it; the newest is this very call."""

    by: ByAnswer
    at: datetime
    means: Means


class RaiserAnswer(Answer):
    """Who raised it; `id` is null for a witness who came by a link, and the name "" once that was erased."""

    id: UUID | None
    name: str


class ConcernAnswer(Answer):
    """A concern whole. `kept_until` is null while it is open, or while nobody has set how long concerns are kept."""

    number: str
    raised_by: RaiserAnswer
    raised_at: datetime
    about: About
    danger: Danger
    words: str
    told: str
    apprenticeship: UUID | None
    place: str
    state: ConcernState
    closed_at: datetime | None
    erased_at: datetime | None
    kept_until: date | None
    entries: list[ConcernEntryAnswer]
    readings: list[ConcernReadingAnswer]


@router.get("/sent")
def show_sent(request: Request, who: Visitor = person_who_may(Permission.RAISE_CONCERN)) -> SentConcernsAnswer:
    """What oneself has raised, and since when each is being read."""
    with reading(request) as session:
        found = concerns.of_person(session, who.person.id)
    return SentConcernsAnswer(items=[_sent(one) for one in found])


@router.get("")
def show(request: Request, who: Visitor = person_who_may(Permission.READ_CONCERN)) -> ConcernsAnswer:
    """Every concern by number, without its words."""
    with reading(request) as session:
        found = listed(session, who.today)
    return ConcernsAnswer(
        items=[
            ConcernLineAnswer(
                number=one.line.number,
                raised_at=one.line.raised_at,
                about=one.line.about,
                danger=one.line.danger,
                state=one.line.state,
                readings=one.line.readings,
                kept_until=one.until,
            )
            for one in found
        ]
    )


@router.get("/{concern}")
def show_one(request: Request, concern: str, who: Visitor = person_who_may(Permission.READ_CONCERN)) -> ConcernAnswer:
    """One concern whole; that you read it is on record before it is answered."""
    number = number_in(concern)
    if not number:
        raise NotFound
    with acting(request) as a:
        shown = read_concern(a, number, Means.CALL)
    return _whole(shown, who.today)


@router.post("", status_code=201, responses={201: {"model": ConcernRaisedAnswer}})
def raise_one(
    request: Request,
    _: Visitor = person_who_may(Permission.RAISE_CONCERN),
    body: ConcernBody = json_body(ConcernBody),
) -> Response:
    """Raise a concern: the safeguarding lead and deputies are told at once, by mail without a word of it.

    In an emergency call 999: it may not be read for hours.
    """
    said = insist_said(body.about, body.danger, body.words, body.told, body.place())
    with acting(request) as a:

        def do() -> Mapping[str, Any]:
            # What is kept for a repeat holds no words: those are in one place alone.
            return {"number": raise_concern(a, said).number}

        return idempotent(request, a, body, do)


def _sent(one: concerns.OwnConcern) -> SentConcernAnswer:
    return SentConcernAnswer(
        number=one.number,
        raised_at=one.raised_at,
        about=one.about,
        danger=one.danger,
        words=one.words,
        told=one.told,
        first_read_at=one.first_read_at,
        erased_at=one.erased_at,
    )


def _whole(shown: Shown, today: date) -> ConcernAnswer:
    concern: Concern = shown.concern
    names = shown.names
    return ConcernAnswer(
        number=concern.number,
        raised_by=RaiserAnswer(id=concern.raised_by, name=shown.raiser),
        raised_at=concern.raised_at,
        about=concern.about,
        danger=concern.danger,
        words=concern.words,
        told=concern.told,
        apprenticeship=concern.place.apprenticeship if concern.place else None,
        place=concern.place.what if concern.place else "",
        state=concern.state,
        closed_at=concern.closed_at,
        erased_at=concern.erased_at,
        kept_until=kept(shown, today)[0],
        entries=[
            ConcernEntryAnswer(
                kind=one.kind,
                by=ByAnswer(id=one.by, name=names[one.by]),
                at=one.at,
                words=one.words,
                outcome=one.outcome,
                referred_to=one.referred_to,
                referred_on=one.referred_on,
            )
            for one in concern.entries
        ],
        readings=[
            ConcernReadingAnswer(by=ByAnswer(id=one.by, name=names[one.by]), at=one.at, means=one.means)
            for one in concern.readings
        ],
    )
