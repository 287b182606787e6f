"""Waivers of gateway checks: rows and domain values, and the standing ones as a column of a larger question."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, false, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.db.dated import by_then
from app.db.numbering import next_number
from app.db.tables import core
from app.domain.gateway import EmployerAgreed, TakenBack, Waiver

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
            EmployerAgreed(r.agreed_by, r.agreed_on) if r.agreed_on else None,
        )
        for r in rows
    )


def waivers_column(apprenticeship: Any, known: Any = None) -> Any:
    """The waivers that stand, or stood at a moment, as text; `apprenticeship` is the column with the id."""
    row, person = core.waiver, core.person
    by = select(person.c.name).where(person.c.id == row.c.by).correlate(row).scalar_subquery()
    covers, agreed_on = (func.coalesce(cast(column, String), "") for column in (row.c.covers, row.c.agreed_on))
    agreed_by = func.coalesce(row.c.agreed_by, "")
    line: Any = cast(row.c.number, String)
    said = (row.c.reason, row.c.restricted, covers, agreed_by, agreed_on)
    for part in (row.c.check_id, by, cast(row.c.at, String), *said):
        line = line + _BETWEEN + part
    return (
        select(func.aggregate_strings(line, _NEXT))
        .where(row.c.apprenticeship_id == apprenticeship, by_then(row.c.at, known))
        .where(or_(row.c.taken_back_at.is_(None), false() if known is None else row.c.taken_back_at > known))
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_waivers")
    )


def read_waivers(written: str | None) -> tuple[Waiver, ...]:
    """The waivers of that column."""
    return tuple(_read(line) for line in (written or "").split(_NEXT) if line)


def _read(line: str) -> Waiver:
    number, check, by, written, reason, restricted, covers, agreed_by, agreed_on = line.split(_BETWEEN)
    moment = datetime.fromisoformat(written)
    at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    agreed = EmployerAgreed(agreed_by, date.fromisoformat(agreed_on)) if agreed_on else None
    return Waiver(int(number), check, reason, restricted, by, at, None, int(covers) if covers else None, agreed)


def waive(
    session: Session,
    apprenticeship: UUID,
    check: str,
    reason: str,
    restricted: str,
    *,
    covers: int | None,
    agreed: EmployerAgreed | None,
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
            agreed_by=agreed.by if agreed else None,
            agreed_on=agreed.on if agreed else None,
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
