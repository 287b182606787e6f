"""Where the employer’s statements on frozen portfolios stand."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.domain.gateway.statement import Stated
from app.domain.signatures import Answer, RecordKind


def statements_on(session: Session, apprenticeship: UUID) -> dict[int, Stated]:
    """By the number of the frozen version, the newest statement that was asked for; in one statement of SQL."""
    found: dict[int, Stated] = {}
    for row in session.execute(_statements(), {"apprenticeship": apprenticeship}):
        before = found.get(row.number)
        # Whoever refused may have signed after all: the signature counts.
        if before is None or not before.is_signed:
            answer = Answer(row.answer) if row.answer else None
            found[row.number] = Stated(row.number, row.version, row.put_at, answer, row.name or "", row.at)
    return found


@cache
def _statements() -> Select[Any]:
    row, newer, said = core.signed_record, aliased(core.signed_record), core.signature
    last = select(func.max(newer.c.version)).where(_same(newer, row)).correlate(row).scalar_subquery()
    return (
        select(row.c.number, row.c.version, row.c.put_at, said.c.answer, said.c.name, said.c.at)
        .outerjoin(said, and_(_same(said, row), said.c.version == row.c.version))
        .where(
            row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            row.c.kind == RecordKind.EMPLOYER_STATEMENT.value,
            row.c.version == last,
        )
        .order_by(row.c.number, said.c.at)
    )


def _same(other: Any, row: Any) -> Any:
    return and_(
        other.c.apprenticeship_id == row.c.apprenticeship_id,
        other.c.kind == row.c.kind,
        other.c.number == row.c.number,
    )
