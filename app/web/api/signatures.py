"""Records put to be signed, as a program reads, signs and refuses them. Each kind has its own permissions."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.actions import signatures as doing
from app.db import signatures as db
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.receipts import Means
from app.domain.refusals import NotFound
from app.domain.signatures import (
    Answer,
    RecordKey,
    RecordKind,
    Signature,
    signature_sha256,
    signature_words,
)
from app.domain.signatures.answering import LONGEST_NAME, LONGEST_REASON
from app.web.access import acting, installation, member_who_may, reading
from app.web.addresses import NUMBER
from app.web.api.bodies import json_body
from app.web.forms import Form, WordsBody
from app.web.signed.page import load_record

router = APIRouter(tags=["signing"])
SHA256 = 64


class GivenAnswer(BaseModel):
    """One party's answer. `name` is what was typed, or who could not be reached."""

    role: Role
    answer: Answer
    name: str
    at: datetime
    means: Means
    sha256: str
    statement: str
    reason: str
    attempts: str


class StatementAnswer(BaseModel):
    """The sentence that a role signs under."""

    role: Role
    words: str


class RecordAnswer(BaseModel):
    """One version and its answers: its canonical text, null where erased, whose SHA-256 each signature names."""

    apprenticeship: UUID
    kind: RecordKind
    number: int
    version: int
    newest: int
    sha256: str
    content: str | None
    asked: list[Role]
    waiting_for: list[Role]
    unsigned_by: list[Role]
    complete: bool
    put_at: datetime
    completed_at: datetime | None
    superseded_at: datetime | None
    erased_at: datetime | None
    statements: list[StatementAnswer]
    signatures: list[GivenAnswer]


class SignedAnswer(BaseModel):
    """The receipt: its words, and the SHA-256 of them as UTF-8."""

    code: str
    at: datetime
    means: Means
    words: str
    sha256: str


class SignBody(Form):
    """A signature: the typed name, and the hash and the sentence exactly as they were read."""

    role: Role
    name: str = Field(max_length=LONGEST_NAME)
    sha256: str = Field(max_length=SHA256)
    statement: str = Field(max_length=LONGEST_REASON)


class RefuseBody(WordsBody):
    """A refusal, why, and the hash of what was read."""

    role: Role
    reason: str = Field(max_length=LONGEST_REASON)
    sha256: str = Field(max_length=SHA256)


class GiveUpBody(WordsBody):
    """That a party's signature cannot be had: who was not to be reached, why, and what was tried."""

    role: Role
    name: str = Field(max_length=LONGEST_NAME)
    reason: str = Field(max_length=LONGEST_REASON)
    attempts: str = Field(max_length=LONGEST_REASON)
    sha256: str = Field(max_length=SHA256)


def _open(kind: RecordKind, read: Permission, sign_with: Permission) -> None:
    """The calls of one kind."""
    here = f"/apprenticeships/{{apprenticeship}}/signing/{kind.value}/{NUMBER}/{{version:numbered}}"

    @router.get(here)
    def show(request: Request, number: int, version: int, member: Member = member_who_may(read)) -> RecordAnswer:
        """A version, whole, with its answers."""
        return _record(request, member, RecordKey(member.apprenticeship, kind, number, version))

    @router.post(here + "/signature")
    def sign(
        request: Request,
        number: int,
        version: int,
        member: Member = member_who_may(sign_with),
        body: SignBody = json_body(SignBody),
    ) -> SignedAnswer:
        """Sign exactly what was read; answered with the receipt, the same one where it is sent twice."""
        key = RecordKey(member.apprenticeship, kind, number, version)
        with acting(request) as who:
            given = doing.Signing(body.role, body.name, body.sha256, body.statement)
            return receipt_of(db.by_code(who.session, doing.sign(who, key, given, Means.ACCOUNT)))

    @router.post(here + "/refusal")
    def refuse(
        request: Request,
        number: int,
        version: int,
        member: Member = member_who_may(sign_with),
        body: RefuseBody = json_body(RefuseBody),
    ) -> SignedAnswer:
        """Refuse to sign what was read, and say why."""
        key = RecordKey(member.apprenticeship, kind, number, version)
        with acting(request) as who:
            code = doing.refuse(who, key, body.role, body.reason, body.sha256, Means.ACCOUNT)
            return receipt_of(db.by_code(who.session, code))

    @router.post(here + "/unobtainable")
    def give_up(
        request: Request,
        number: int,
        version: int,
        member: Member = member_who_may(Permission.RECORD_UNOBTAINABLE),
        body: GiveUpBody = json_body(GiveUpBody),
    ) -> RecordAnswer:
        """Record that another party's signature cannot be had. If they come back, they can still sign."""
        key = RecordKey(member.apprenticeship, kind, number, version)
        with acting(request) as who:
            doing.record_unobtainable(
                who, key, body.role, name=body.name, reason=body.reason, attempts=body.attempts, sha256=body.sha256
            )
        return _record(request, member, key)


_open(RecordKind.REVIEW, Permission.VIEW_REVIEWS, Permission.SIGN_REVIEW)
_open(RecordKind.TRAINING_PLAN, Permission.VIEW_PLAN, Permission.SIGN_PLAN)
_open(RecordKind.DECLARATION, Permission.VIEW_GATEWAY, Permission.DECLARE_GATEWAY)
_open(RecordKind.EMPLOYER_STATEMENT, Permission.VIEW_PORTFOLIO, Permission.STATE_PORTFOLIO)


def receipt_of(found: tuple[RecordKey, Signature] | None) -> SignedAnswer:
    """A signer's receipt. Raises NotFound where there is none."""
    if found is None:
        raise NotFound
    key, given = found
    return SignedAnswer(
        code=given.code,
        at=given.at,
        means=given.means,
        words=signature_words(key, given),
        sha256=signature_sha256(key, given),
    )


def _record(request: Request, member: Member, key: RecordKey) -> RecordAnswer:
    with reading(request) as session:
        found = load_record(session, installation(request), key, member.person, member.roles)
    standing = found.standing
    return RecordAnswer(
        apprenticeship=key.apprenticeship,
        kind=key.kind,
        number=key.number,
        version=key.version,
        newest=standing.newest,
        sha256=standing.sha256,
        content=found.content or None,
        asked=list(standing.asked),
        waiting_for=list(standing.waiting_for),
        unsigned_by=list(standing.unsigned_by),
        complete=standing.is_complete,
        put_at=standing.put_at,
        completed_at=standing.completed_at,
        superseded_at=standing.superseded_at,
        erased_at=standing.erased_at,
        statements=[StatementAnswer(role=role, words=words) for role, words in found.words.statements.items()],
        signatures=[
            GivenAnswer(
                role=one.role,
                answer=one.answer,
                name=one.name,
                at=one.at,
                means=one.means,
                sha256=one.sha256,
                statement=one.statement,
                reason=one.reason,
                attempts=one.attempts,
            )
            for one in standing.signatures
        ],
    )
