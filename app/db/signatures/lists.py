"""Where many records stand, and what waits for one party's signature."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.db.signatures.record import facts, signature_of, standing_of
from app.db.tables import core
from app.domain.people import Role
from app.domain.signatures import RecordKey, RecordKind, Signature, Standing


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """A record that waits for one party, since when."""

    key: RecordKey
    put_at: datetime


def standings(
    session: Session,
    apprenticeships: Collection[UUID],
    kind: RecordKind,
    number: int | None = None,
    *,
    newest_only: bool = False,
) -> list[Standing]:
    """Every version of the records of a kind with its answers, by record and version, in two statements.

    `number` asks about one record, `newest_only` about the newest version of each.
    """
    row, said = core.signed_record, core.signature
    of = [row.c.apprenticeship_id.in_(apprenticeships), row.c.kind == kind.value]
    to = [said.c.apprenticeship_id.in_(apprenticeships), said.c.kind == kind.value]
    if number is not None:
        of.append(row.c.number == number)
        to.append(said.c.number == number)
    records = session.execute(
        select(*facts()).where(*of).order_by(row.c.apprenticeship_id, row.c.number, row.c.version)
    ).all()
    if not records:
        return []
    answers: dict[tuple[UUID, int, int], list[Signature]] = defaultdict(list)
    for one in session.execute(select(said).where(*to).order_by(said.c.at, said.c.answer)):
        answers[one.apprenticeship_id, one.number, one.version].append(signature_of(one))
    newest = {(one.apprenticeship_id, one.number): one.version for one in records}
    return [
        standing_of(one, last, answers[one.apprenticeship_id, one.number, one.version])
        for one in records
        if (last := newest[one.apprenticeship_id, one.number]) == one.version or not newest_only
    ]


def waiting_for(session: Session, apprenticeships: Collection[UUID], role: Role) -> list[WaitingRecord]:
    """The newest versions that wait for this party's answer, oldest first, in one statement."""
    row, said = core.signed_record, core.signature
    answered = exists().where(
        said.c.apprenticeship_id == row.c.apprenticeship_id,
        said.c.kind == row.c.kind,
        said.c.number == row.c.number,
        said.c.version == row.c.version,
        said.c.role == role.value,
    )
    rows = session.execute(
        select(row.c.apprenticeship_id, row.c.kind, row.c.number, row.c.version, row.c.put_at)
        .where(row.c.apprenticeship_id.in_(apprenticeships), row.c.superseded_at.is_(None))
        .where(row.c.completed_at.is_(None), row.c.erased_at.is_(None), row.c.asked.contains(role.value), ~answered)
        .order_by(row.c.put_at, row.c.apprenticeship_id, row.c.kind, row.c.number)
    )
    return [WaitingRecord(RecordKey(ap, RecordKind(kind), *which), at) for ap, kind, *which, at in rows]
