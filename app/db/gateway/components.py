"""Attempts to hand over the components of gateway: rows and domain values."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.gateway.components import Attempt, ComponentState


def attempts_of(session: Session, apprenticeship: UUID) -> dict[str, tuple[Attempt, ...]]:
    """Every attempt and waiver by the component’s code, oldest first, in one statement."""
    row, by, decided = core.gateway_component, core.person, aliased(core.person)
    rows = session.execute(
        select(row, by.c.name.label("by_name"), decided.c.name.label("decided_name"))
        .join(by, by.c.id == row.c.by)
        .outerjoin(decided, decided.c.id == row.c.decided_by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.code, row.c.attempt)
    )
    found: dict[str, tuple[Attempt, ...]] = {}
    for one in rows:
        attempt = Attempt(
            one.attempt,
            ComponentState(one.state),
            one.note,
            one.reason,
            Named(one.by, one.by_name),
            one.at,
            Named(one.decided_by, one.decided_name) if one.decided_by else None,
            one.decided_at,
        )
        found[one.code] = (*found.get(one.code, ()), attempt)
    return found


def add_attempt(
    session: Session,
    apprenticeship: UUID,
    code: str,
    attempt: int,
    state: ComponentState,
    *,
    note: str = "",
    reason: str = "",
    by: UUID,
    at: datetime,
) -> None:
    """Keep an attempt, or a waiver."""
    session.execute(
        insert(core.gateway_component).values(
            apprenticeship_id=apprenticeship,
            code=code,
            attempt=attempt,
            state=state.value,
            note=note,
            reason=reason,
            by=by,
            at=at,
        )
    )


def decide(
    session: Session,
    apprenticeship: UUID,
    code: str,
    attempt: int,
    state: ComponentState,
    reason: str,
    *,
    by: UUID,
    at: datetime,
) -> None:
    """Keep what the organisation decided."""
    row = core.gateway_component
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.code == code, row.c.attempt == attempt)
        .values(state=state.value, reason=reason, decided_by=by, decided_at=at)
    )
