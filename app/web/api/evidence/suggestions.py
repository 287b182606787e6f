"""KSBs that a piece may show, suggested as JSON; nothing that is sent is kept."""

from fastapi import APIRouter, Request
from pydantic import Field, field_validator

from app.answers.coverage import coverage_of
from app.answers.suggestions import suggestions_for
from app.db import apprenticeships
from app.domain.evidence import EvidenceKind
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.suggestions import MOST_CHARACTERS, Told
from app.web.access import installation, member_who_may, reading, visitor
from app.web.api.bodies import json_body, listed
from app.web.api.evidence.said import Json
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}", tags=["evidence"])

MOST_SUGGESTED = 10


class ToldBody(Form):
    """What is known of a piece so far. Everything may be missing."""

    title: str = Field(default="", max_length=200)
    description: str = Field(default="", max_length=MOST_CHARACTERS)
    duty: list[str] = Field(default_factory=list, max_length=20)
    kind: EvidenceKind | None = None

    @field_validator("kind", mode="before")
    @classmethod
    def _by_its_code(cls, value: object) -> object:
        return EvidenceKind(value) if isinstance(value, str) and value in set(EvidenceKind) else value


@router.post("/suggestions")
def suggest(
    request: Request, member: Member = member_who_may(Permission.ADD_EVIDENCE), body: ToldBody = json_body(ToldBody)
) -> Json:
    """KSBs that a piece may show, the likeliest first, each with the words that led to it.

    `words` are those sent that speak for it, `learnt` those that this record's accepted pieces taught, `duties` the
    sent ones that ask for it, `state` where the KSB stands. `score` only ranks. Nothing that is sent is kept.
    """
    house = installation(request)
    told = Told(body.title, body.description, tuple(dict.fromkeys(body.duty)), body.kind or "")
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        coverage = coverage_of(session, house.catalogue, one, duty_minutes={})
        found = suggestions_for(session, house.catalogue, one, told, coverage)
    return listed(
        {
            "ksb": suggestion.ksb,
            "score": suggestion.score,
            "words": list(suggestion.words),
            "learnt": list(suggestion.learnt),
            "duties": list(suggestion.duties),
            "state": state.value,
        }
        for suggestion, state in ((one.suggestion, one.state) for one in found[:MOST_SUGGESTED])
    )
