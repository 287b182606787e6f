"""What waits for an employer's contact, as calls: everything due, confirming or querying it, and receipts."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.actions import due as doing
from app.actions.off_the_job.deciding import MOST_AT_ONCE
from app.answers.due import everything_due
from app.answers.reviews import reviews_to_prepare
from app.db import receipts, signatures
from app.domain.permissions import GRANTED, Permission
from app.domain.receipts import Means, code_in
from app.domain.refusals import NotFound, NotPermitted
from app.domain.signatures import RecordKind
from app.web.access import Visitor, acting, installation, reading, signed_in
from app.web.api.bodies import json_body
from app.web.api.signatures import receipt_of
from app.web.forms import Form

router = APIRouter(tags=["due"])


class DueEntry(BaseModel):
    """Hours that wait. `entry` and the apprenticeship together name them when they are confirmed or queried."""

    entry: int
    on: date
    minutes: int
    activity: str
    duty: str | None
    description: str
    logged_by: str


class DueGroupAnswer(BaseModel):
    """What waits of one apprentice."""

    apprenticeship: UUID
    apprentice: str
    employer: str
    minutes: int
    hours: list[DueEntry]


class DueRecordAnswer(BaseModel):
    """A record to read whole and sign, at `signing/{kind}/{number}/{version}` of its apprenticeship."""

    apprenticeship: UUID
    apprentice: str
    kind: RecordKind
    number: int
    version: int
    put_at: datetime


class DueReviewAnswer(BaseModel):
    """A review to write for, at `reviews/{number}` of its apprenticeship, and the day that it is planned for."""

    apprenticeship: UUID
    apprentice: str
    number: int
    on: date


class DueScanAnswer(BaseModel):
    """A skills scan to give ratings in."""

    apprenticeship: UUID
    apprentice: str
    number: int


class DueAnswer(BaseModel):
    """Everything that waits for whoever asks, by apprentice; `more` where these are only the oldest hours."""

    entries: int
    minutes: int
    groups: list[DueGroupAnswer]
    more: bool
    records: list[DueRecordAnswer]
    reviews: list[DueReviewAnswer]
    scans: list[DueScanAnswer]


class ReceiptAnswer(BaseModel):
    """A receipt: its words, and the SHA-256 of them as UTF-8."""

    code: str
    at: datetime
    means: Means
    words: str
    sha256: str


class QueriedAnswer(BaseModel):
    """The minutes that were queried."""

    minutes: int


class ChosenEntry(Form):
    """One entry that is meant."""

    apprenticeship: UUID
    entry: int = Field(ge=1, le=2_000_000_000)


class ConfirmBody(Form):
    """The entries to confirm: all of them, or none."""

    entries: list[ChosenEntry] = Field(min_length=1, max_length=MOST_AT_ONCE)


class QueryBody(ConfirmBody):
    """The entries to query, and what is asked about them."""

    note: str


@router.get("/due")
def show(request: Request, who: Visitor = signed_in()) -> DueAnswer:
    """Everything that waits for an employer's contact."""
    held = _held(who)
    with reading(request) as session:
        due = everything_due(session, who.person, held, who.today)
        to_prepare = reviews_to_prepare(session, installation(request).catalogue, due.running, who.today)
    groups = [
        DueGroupAnswer(
            apprenticeship=group.apprenticeship.id,
            apprentice=group.apprenticeship.apprentice.name,
            employer=group.apprenticeship.terms.employer.name,
            minutes=group.minutes,
            hours=[
                DueEntry(
                    entry=one.number,
                    on=one.happened_on,
                    minutes=one.minutes,
                    activity=one.activity,
                    duty=one.duty,
                    description=one.description,
                    logged_by=one.logged_by_name,
                )
                for one in group.hours
            ],
        )
        for group in due.groups
    ]
    records = [
        DueRecordAnswer(
            apprenticeship=one.apprenticeship.id,
            apprentice=one.apprenticeship.apprentice.name,
            kind=one.record.key.kind,
            number=one.record.key.number,
            version=one.record.key.version,
            put_at=one.record.put_at,
        )
        for one in due.records
    ]
    reviews = [
        DueReviewAnswer(
            apprenticeship=one.apprenticeship.id,
            apprentice=one.apprenticeship.apprentice.name,
            number=one.place.number,
            on=one.place.on,
        )
        for one in to_prepare
    ]
    scans = [
        DueScanAnswer(
            apprenticeship=one.apprenticeship.id, apprentice=one.apprenticeship.apprentice.name, number=one.number
        )
        for one in due.scans
    ]
    return DueAnswer(
        entries=due.entries,
        minutes=due.minutes,
        groups=groups,
        more=due.more,
        records=records,
        reviews=reviews,
        scans=scans,
    )


@router.post("/due/confirmation")
def confirm(request: Request, who: Visitor = signed_in(), body: ConfirmBody = json_body(ConfirmBody)) -> ReceiptAnswer:
    """Confirm entries, all of them or none; answered with the receipt, the same one where it is sent twice."""
    _held(who)
    with acting(request) as acts:
        code = doing.confirm_due(acts, _keys(body), Means.ACCOUNT)
        return _receipt(receipts.find(acts.session, code))


@router.post("/due/query")
def query(request: Request, who: Visitor = signed_in(), body: QueryBody = json_body(QueryBody)) -> QueriedAnswer:
    """Ask the same about entries, all of them or none."""
    _held(who)
    with acting(request) as acts:
        return QueriedAnswer(minutes=doing.query_due(acts, _keys(body), body.note))


@router.get("/receipts/{code}")
def receipt(request: Request, code: str, who: Visitor = signed_in()) -> ReceiptAnswer:
    """One's own receipt, for hours or for a signature; anybody else's is not there."""
    with reading(request) as session:
        signature = signatures.by_code(session, code_in(code))
        if signature is not None and signature[1].by == who.person.id:
            return ReceiptAnswer(**receipt_of(signature).model_dump())
        found = receipts.find(session, code_in(code))
    return _receipt(found if found is not None and found.person == who.person.id else None)


def _held(who: Visitor) -> list[UUID]:
    """The apprenticeships on which this person answers what is due. Raises NotPermitted where there is none."""
    found = [m.apprenticeship for m in who.memberships if m.role in GRANTED[Permission.ANSWER_DUE]]
    if not found:
        raise NotPermitted("Only an employer’s contact has this.")
    return list(dict.fromkeys(found))


def _keys(body: ConfirmBody) -> list[tuple[UUID, int]]:
    return [(one.apprenticeship, one.entry) for one in body.entries]


def _receipt(found: receipts.KeptReceipt | None) -> ReceiptAnswer:
    if found is None:
        raise NotFound
    return ReceiptAnswer(code=found.code, at=found.at, means=found.means, words=found.words, sha256=found.sha256)
