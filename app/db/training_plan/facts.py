"""What was said of plans beside their activities."""

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, bindparam, insert, select
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.people import Role
from app.domain.training_plan.values import FactKey, PlanFact, PlanFacts, facts_from


def facts(session: Session, apprenticeship: UUID) -> PlanFacts:
    """Everything said of a plan, as it holds; one statement."""
    rows = session.execute(_facts(), {"apprenticeship": apprenticeship})
    return facts_from([_value(row) for row in rows])


@cache
def _facts() -> Select[Any]:
    row, person = core.plan_fact, core.person
    return (
        select(row, person.c.name)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid))
        .order_by(row.c.seq)
    )


def _value(row: Row[Any]) -> PlanFact:
    role = Role(row.role) if row.role else None
    return PlanFact(FactKey(row.key), row.about, role, row.value, row.on_day, row.name)


def say(
    session: Session,
    apprenticeship: UUID,
    key: FactKey,
    value: str,
    *,
    about: str = "",
    role: Role | None = None,
    on: date | None = None,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """Lay one fact over what was said before. The caller holds the lock and records it in the history."""
    row = core.plan_fact
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            seq=seq,
            key=key.value,
            about=about,
            role=role.value if role else "",
            value=value,
            on_day=on,
            by=by,
            at=at,
            salt=salt,
        )
    )
