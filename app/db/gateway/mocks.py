"""The mock assessments of a training plan, as one column of a larger question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import String, case, cast, func, select

from app.db.tables import core
from app.db.training_plan.brief import last_event
from app.domain.gateway import MockHeld
from app.domain.training_plan.values import PlanEvent, PlanKind, PlanState


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


def mocks_then_column(apprenticeship: Any, known: Any) -> Any:
    """The same at a moment, from what was done to each by then; the feedback is what the history tells of it."""
    row, done = core.plan_activity, core.plan_event
    held = case((done.c.what == PlanEvent.HELD.value, cast(done.c.on_day, String)), else_="")
    line: Any = row.c.code + "|" + cast(done.c.on_day, String) + "|" + held + "|" + cast(row.c.number, String)
    return (
        select(func.aggregate_strings(line, ","))
        .select_from(row)
        .join(done, last_event(row, done, known))
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.kind == PlanKind.MOCK_ASSESSMENT.value,
            done.c.what != PlanEvent.MISSED.value,
        )
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_mocks")
    )


def read_mocks_then(written: str | None, feedback: Mapping[int, int]) -> tuple[MockHeld, ...]:
    """The mock assessments of that column, by day; `feedback` is on how many KSBs it was, by number."""
    lines = []
    for line in (written or "").split(","):
        if line:
            said, _, number = line.rpartition("|")
            lines.append(f"{said}|{feedback.get(int(number), 0)}|")
    return read_mocks(",".join(lines))


def read_mocks(written: str | None) -> tuple[MockHeld, ...]:
    """The mock assessments of that column, by day."""
    found = [_read(line) for line in (written or "").split(",") if line]
    return tuple(sorted(found, key=lambda one: (one.planned_on, one.method)))


def _read(line: str) -> MockHeld:
    method, planned_on, held_on, ksbs, graded = line.split("|")
    held = date.fromisoformat(held_on) if held_on else None
    return MockHeld(method, date.fromisoformat(planned_on), held, int(ksbs), bool(graded))
