"""Waivers of gateway checks: rows and domain values, and the standing ones as a column of a larger question."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.gateway import TakenBack, Waiver

_BETWEEN, _NEXT = "\x1f", "\x1e"
"""What stands between pieces, and between one and the next: whitespace, of which a kept reason has only spaces."""


def waivers_of(session: Session, apprenticeship: UUID) -> tuple[Waiver, ...]:
    """Every waiver of one apprenticeship, the newest first, in one statement."""
    row, by, back = core.waiver, aliased(core.person), aliased(core.person)
    rows = session.execute(
        select(row, by.c.name.label("by_name"), back.c.name.label("back_name"))
        .join(by, by.c.id == row.c.by)
        .outerjoin(back, back.c.id == row.c.taken_back_by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.number.desc())
    )
    return tuple(
        Waiver(
            r.number,
            r.check_id,
            r.reason,
            r.restricted,
            r.by_name,
            r.at,
            TakenBack(r.back_name, r.taken_back_at, r.taken_back_reason) if r.taken_back_at else None,
            r.covers,
        )
        for r in rows
    )


def waivers_column(apprenticeship: Any) -> Any:
    """The waivers that stand, as text; `apprenticeship` is the column with the id."""
    row, person = core.waiver, core.person
    by = select(person.c.name).where(person.c.id == row.c.by).correlate(row).scalar_subquery()
    covers = func.coalesce(cast(row.c.covers, String), "")
    line: Any = cast(row.c.number, String)
    for part in (row.c.check_id, by, cast(row.c.at, String), row.c.reason, row.c.restricted, covers):
        line = line + _BETWEEN + part
    return (
        select(func.aggregate_strings(line, _NEXT))
        .where(row.c.apprenticeship_id == apprenticeship, row.c.taken_back_at.is_(None))
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_waivers")
    )


def read_waivers(written: str | None) -> tuple[Waiver, ...]:
    """The waivers of that column."""
    return tuple(_read(line) for line in (written or "").split(_NEXT) if line)


def _read(line: str) -> Waiver:
    number, check, by, written, reason, restricted, covers = line.split(_BETWEEN)
    moment = datetime.fromisoformat(written)
    at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Waiver(int(number), check, reason, restricted, by, at, covers=int(covers) if covers else None)


def waive(
    session: Session,
    apprenticeship: UUID,
    check: str,
    reason: str,
    restricted: str,
    *,
    covers: int | None,
    salt: str,
    by: UUID,
    at: datetime,
) -> int:
    """Keep a waiver; returns its number."""
    row = core.waiver
    number = next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            check_id=check,
            reason=reason,
            restricted=restricted,
            covers=covers,
            salt=salt,
            by=by,
            at=at,
            taken_back_reason="",
        )
    )
    return number


def take_back(session: Session, apprenticeship: UUID, number: int, reason: str, *, by: UUID, at: datetime) -> None:
    """Say of a waiver that it stands no more."""
    row = core.waiver
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .values(taken_back_by=by, taken_back_at=at, taken_back_reason=reason)
    )
