"""The mock assessments of a training plan, as one column of a larger question."""

from datetime import date
from typing import Any

from sqlalchemy import String, case, cast, func, select

from app.db.tables import core
from app.domain.gateway import MockHeld
from app.domain.training_plan.values import PlanKind, PlanState


def mocks_column(apprenticeship: Any) -> Any:
    """Every mock assessment that was not missed, as text; `apprenticeship` is the column with the id."""
    row, said = core.plan_activity, core.mock_feedback
    ksbs = (
        select(func.count())
        .select_from(said)
        .where(said.c.apprenticeship_id == row.c.apprenticeship_id, said.c.number == row.c.number)
        .correlate(row)
        .scalar_subquery()
    )
    graded = case((row.c.indicative_grade == "", ""), else_="yes")
    line: Any = row.c.code
    for part in (cast(row.c.planned_on, String), func.coalesce(cast(row.c.held_on, String), ""), cast(ksbs, String)):
        line = line + "|" + part
    return (
        select(func.aggregate_strings(line + "|" + graded, ","))
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.kind == PlanKind.MOCK_ASSESSMENT.value,
            row.c.state != PlanState.MISSED.value,
        )
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_mocks")
    )


def read_mocks(written: str | None) -> tuple[MockHeld, ...]:
    """The mock assessments of that column, by day."""
    found = [_read(line) for line in (written or "").split(",") if line]
    return tuple(sorted(found, key=lambda one: (one.planned_on, one.method)))


def _read(line: str) -> MockHeld:
    method, planned_on, held_on, ksbs, graded = line.split("|")
    held = date.fromisoformat(held_on) if held_on else None
    return MockHeld(method, date.fromisoformat(planned_on), held, int(ksbs), bool(graded))
