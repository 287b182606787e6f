"""The case study’s title and scope, as a program reads, writes and agrees to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.actions.case_study import agree_to_case_study, erase_case_study, write_case_study
from app.answers.standards import plan_of, standard_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db.gateway import case_studies
from app.domain.case_study import MOST_LETTERS, CaseStudy, scope_rule
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.api.bodies import idempotent, json_body
from app.web.forms import Form, WordsBody

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/gateway/case-study", tags=["gateway"])


class ScopeAgreementAnswer(BaseModel):
    """One party’s word, given to what the hash is of."""

    role: Role
    by: str
    at: datetime
    sha256: str


class CaseStudyVersionAnswer(BaseModel):
    """One version. Title and scope are empty once they were erased for good; `words` are those of the scope."""

    version: int
    title: str
    scope: str
    words: int
    sha256: str
    by: str
    at: datetime
    erased_at: datetime | None
    agreements: list[ScopeAgreementAnswer]
    open_to: list[Role]


class CaseStudyAnswer(BaseModel):
    """What the plan asks, and every version, the newest first.

    `method` is null where the standard has no case study. `words_confirmed` is false where the limit was found in
    another standard’s plan.
    """

    method: str | None
    words_at_most: int | None
    words_confirmed: bool
    versions: list[CaseStudyVersionAnswer]


class CaseStudyBody(WordsBody):
    """Title and scope."""

    title: str = Field(max_length=1_000)
    scope: str = Field(max_length=MOST_LETTERS)


class ScopeAgreementBody(Form):
    """The hash of exactly the version that was read."""

    sha256: str = Field(max_length=64)


class ScopeErasureBody(Form):
    """“case study”, to be sure."""

    case_study: str = Field(max_length=100)


@router.get("")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_GATEWAY)) -> CaseStudyAnswer:
    """What is asked of title and scope, and what was written and agreed."""
    with reading(request) as session:
        return _answer(session, installation(request).catalogue, member, request)


@router.post("", status_code=201, responses={201: {"model": CaseStudyAnswer}})
def write(
    request: Request,
    member: Member = member_who_may(Permission.WRITE_CASE_STUDY),
    body: CaseStudyBody = json_body(CaseStudyBody),
) -> Response:
    """Write a version, which employer and tutor are asked to agree to anew."""
    with acting(request) as who:

        def do() -> Mapping[str, Any]:
            write_case_study(who, member.apprenticeship, body.title, body.scope)
            return _answer(who.session, who.catalogue, member, request).model_dump(mode="json")

        return idempotent(request, who, body, do)


@router.post("/agreement")
def agree(
    request: Request,
    member: Member = member_who_may(Permission.AGREE_CASE_STUDY),
    body: ScopeAgreementBody = json_body(ScopeAgreementBody),
) -> CaseStudyAnswer:
    """Agree, as the tutor or for the employer, to exactly the version with this hash."""
    with acting(request) as who:
        agree_to_case_study(who, member.apprenticeship, body.sha256)
        return _answer(who.session, who.catalogue, member, request)


@router.post("/erasure")
def erase(
    request: Request,
    member: Member = member_who_may(Permission.END_BREACH),
    body: ScopeErasureBody = json_body(ScopeErasureBody),
) -> CaseStudyAnswer:
    """Take the words of every version away for good, since they identified somebody."""
    with acting(request) as who:
        erase_case_study(who, member.apprenticeship, body.case_study)
        return _answer(who.session, who.catalogue, member, request)


def _answer(session: Session, catalogue: Catalogue, member: Member, request: Request) -> CaseStudyAnswer:
    one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    rule = scope_rule(standard_of(session, catalogue, one), plan_of(session, catalogue, one))
    return CaseStudyAnswer(
        method=rule.method if rule else None,
        words_at_most=rule.words_at_most if rule else None,
        words_confirmed=rule is not None and rule.confirmed,
        versions=[_version(each) for each in case_studies(session, one.id)],
    )


def _version(one: CaseStudy) -> CaseStudyVersionAnswer:
    return CaseStudyVersionAnswer(
        version=one.version,
        title=one.title,
        scope=one.scope,
        words=one.words,
        sha256=one.sha256,
        by=one.by.name,
        at=one.at,
        erased_at=one.erased_at,
        agreements=[
            ScopeAgreementAnswer(role=said.role, by=said.by.name, at=said.at, sha256=said.sha256) for said in one.agreed
        ],
        open_to=list(one.open_to),
    )
