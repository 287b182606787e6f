"""The newest version of a declaration as columns of another statement, so that no page runs one more for it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, String, and_, cast, func, select
from sqlalchemy.orm import aliased

from app.db.dated import by_then
from app.db.tables import core
from app.domain.gateway import Declaration, Declared
from app.domain.gateway.declaration import NUMBER, DeclarationErased, declaration_from
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.signatures import Answer, RecordKind

_BETWEEN, _NEXT = "\x1f", "\x1e"
"""What stands between pieces, and between one and the next: no kept name has any whitespace but spaces."""


def declaration_columns(apprenticeship: Any, known: Any = None) -> tuple[Any, ...]:
    """Columns to select beside a row of the apprenticeship; with `known`, what was put and answered by that moment."""
    row, newer, said = core.signed_record, aliased(core.signed_record), core.signature
    last = (
        select(func.max(newer.c.version))
        .where(_of(newer, apprenticeship), by_then(newer.c.put_at, known))
        .correlate(apprenticeship)
        .scalar_subquery()
    )
    line: Any = said.c.role + _BETWEEN + said.c.answer + _BETWEEN + cast(said.c.at, String) + _BETWEEN + said.c.name
    return (
        select(row.c.content)
        .where(_of(row, apprenticeship), row.c.version == last)
        .correlate(apprenticeship)
        .scalar_subquery()
        .label("declaration"),
        select(func.aggregate_strings(line, _NEXT))
        .where(_of(said, apprenticeship), said.c.version == last, by_then(said.c.at, known))
        .correlate(apprenticeship)
        .scalar_subquery()
        .label("declared"),
        select(cast(row.c.version, String) + _BETWEEN + cast(row.c.erased_at, String))
        .where(_of(row, apprenticeship), row.c.version == last, by_then(row.c.erased_at, known))
        .correlate(apprenticeship)
        .scalar_subquery()
        .label("declaration_erased"),
    )


def read_declaration(row: Row[Any]) -> Declaration | None:
    """The newest version of a row that has those columns; None before any, and where its words were erased."""
    return declaration_from(row.declaration or "", read_answers(row))


def read_answers(row: Row[Any]) -> tuple[Declared, ...]:
    """What was answered to the newest version of a row with those columns, oldest first, its words erased or not."""
    lines = [line.split(_BETWEEN, 3) for line in (row.declared or "").split(_NEXT) if line]
    answers = [(_stamp(at), Role(role), Answer(answer), name) for role, answer, at, name in lines]
    return tuple(Declared(role, answer, name, london_date(at)) for at, role, answer, name in sorted(answers, key=_when))


def read_erased(row: Row[Any]) -> DeclarationErased | None:
    """Which version was erased, of a row that has those columns; None where the newest says something, or none is."""
    if not row.declaration_erased:
        return None
    version, _, at = row.declaration_erased.partition(_BETWEEN)
    return DeclarationErased(int(version), london_date(_stamp(at)))


def _of(row: Any, apprenticeship: Any) -> Any:
    return and_(
        row.c.apprenticeship_id == apprenticeship.c.id,
        row.c.kind == RecordKind.DECLARATION.value,
        row.c.number == NUMBER,
    )


def _when(one: tuple[datetime, Role, Answer, str]) -> datetime:
    return one[0]


def _stamp(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
