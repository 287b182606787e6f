"""Records and signatures as they are checked: by a receipt's code, and all of them against what history tells."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.db.history import ChainOf
from app.db.signatures.record import signature_of
from app.db.tables import core
from app.domain.signatures import RecordKey, RecordKind, Signature

ACTIONS = ("record_put", "record_signed", "record_refused", "record_unobtainable", "record_erased")
"""What history calls each thing that happens to a record: it is put, answered in one of three ways, erased."""


def by_code(session: Session, code: str) -> tuple[RecordKey, Signature] | None:
    """The answer whose receipt has this code."""
    if not code:
        return None
    row = core.signature
    found = session.execute(select(row).where(row.c.code == code)).first()
    if found is None:
        return None
    return RecordKey(found.apprenticeship_id, RecordKind(found.kind), found.number, found.version), signature_of(found)


def contents(session: Session, apprenticeship: UUID | None = None) -> Iterator[tuple[RecordKey, str, str, bool]]:
    """Every version in the order of apprenticeships: its words, the hash kept with it, whether they were erased.

    Those of one apprenticeship alone where it is named.
    """
    row = core.signed_record
    query = select(row).order_by(row.c.apprenticeship_id, row.c.kind, row.c.number, row.c.version)
    if apprenticeship is not None:
        query = query.where(row.c.apprenticeship_id == apprenticeship)
    for one in session.execute(query, execution_options={"yield_per": 20}):
        key = RecordKey(one.apprenticeship_id, RecordKind(one.kind), one.number, one.version)
        yield key, one.content, one.sha256, one.erased_at is not None


@dataclass(frozen=True, slots=True)
class Told:
    """What history tells of one version: which record, what happened, in which role, and the two digests."""

    subject: str
    version: int
    action: str
    role: str
    sha256: str
    digest: str


def told_of(session: Session, apprenticeship: UUID) -> list[Told]:
    """Everything that an apprenticeship's history tells of signing, oldest first."""
    row = core.history
    rows = session.execute(
        select(row.c.subject, row.c.action, row.c.body)
        .where(row.c.chain == str(apprenticeship), row.c.action.in_(ACTIONS))
        .order_by(row.c.seq)
    )
    found = [(subject, action, json.loads(body)) for subject, action, body in rows]
    return [
        Told(subject, body["version"], action, body.get("role", ""), body["sha256"], body.get("digest", ""))
        for subject, action, body in found
    ]


def answers_on(session: Session, apprenticeship: UUID) -> dict[RecordKey, list[Signature]]:
    """Every answer given on an apprenticeship, by version."""
    row = core.signature
    found: dict[RecordKey, list[Signature]] = defaultdict(list)
    for one in session.execute(select(row).where(row.c.apprenticeship_id == apprenticeship).order_by(row.c.at)):
        key = RecordKey(one.apprenticeship_id, RecordKind(one.kind), one.number, one.version)
        found[key].append(signature_of(one))
    return found


def chains_without_records(session: Session) -> Iterator[str]:
    """The chains that tell of records put to be signed where none is kept at all."""
    row, kept = core.history, core.signed_record
    some = exists().where(ChainOf(kept.c.apprenticeship_id) == row.c.chain)
    yield from session.scalars(select(row.c.chain).where(row.c.action == ACTIONS[0], ~some).distinct())
