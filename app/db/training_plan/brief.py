"""What a landing tells of a plan, as columns of a statement that runs anyway, so that no page runs one more for it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, Select, String, Uuid, and_, bindparam, cast, func, select
from sqlalchemy.orm import Session, aliased

from app.db.dated import by_then
from app.db.tables import core
from app.db.training_plan.versions import PLAN_NUMBER
from app.domain.london import london_date
from app.domain.signatures import Answer, RecordKind
from app.domain.training_plan.values import (
    Activity,
    FactKey,
    PlanEvent,
    PlanFact,
    PlanFacts,
    PlanKind,
    PlanState,
    facts_from,
)

_BETWEEN, _NEXT = "\x1f", "\x1e"
"""What stands between pieces, and between one and the next: whitespace, of which no kept line has any but spaces."""


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """Activities whose day has passed and that are still planned, what was said but for ticks, and the newest version.

    `content` is the newest version's, "" where there is none, or where it was erased: then `erased_on` is the day.
    """

    late: tuple[Activity, ...]
    facts: PlanFacts
    content: str
    erased_on: date | None = None


NOTHING_PLANNED = PlanBrief((), PlanFacts(), "")


def brief(session: Session, apprenticeship: UUID, today: date) -> PlanBrief:
    """The same in a statement of its own."""
    row = session.execute(_alone(), {"apprenticeship": apprenticeship, "today": today}).first()
    return read_brief(row) if row else NOTHING_PLANNED


@cache
def _alone() -> Select[Any]:
    a = core.apprenticeship
    return select(*brief_columns(a)).where(a.c.id == bindparam("apprenticeship", type_=Uuid))


def brief_columns(apprenticeship: Any, known: Any = None) -> tuple[Any, ...]:
    """Columns to select beside a row of the apprenticeship; `today` is a parameter of the statement.

    With `known`, how all of it stood at that moment.
    """
    return (
        (_late(apprenticeship) if known is None else _planned_then(apprenticeship, known)).label("plan_late"),
        said_of_plan(apprenticeship, known).label("plan_said"),
        _newest(apprenticeship, core.signed_record.c.content, known).label("plan_content"),
        _newest(apprenticeship, core.signed_record.c.erased_at, known).label("plan_erased"),
    )


def signed_columns(apprenticeship: Any, known: Any = None) -> tuple[Any, ...]:
    """Whom the newest version asked, and which of them signed it; columns beside those, for `signed_by_all`."""
    row, said = core.signed_record, core.signature
    signed = (
        select(func.aggregate_strings(said.c.role, " "))
        .where(
            said.c.apprenticeship_id == row.c.apprenticeship_id,
            said.c.kind == row.c.kind,
            said.c.number == row.c.number,
            said.c.version == row.c.version,
            said.c.answer == Answer.SIGNED.value,
            by_then(said.c.at, known),
        )
        .correlate(row)
        .scalar_subquery()
    )
    return (
        _newest(apprenticeship, row.c.asked, known).label("plan_asked"),
        _newest(apprenticeship, signed, known).label("plan_signed"),
    )


def signed_by_all(row: Row[Any]) -> bool:
    """Whether everybody signed whom the newest version asked: a refusal is an answer, and no signature."""
    asked = (row.plan_asked or "").split()
    return bool(asked) and set(asked) <= set((row.plan_signed or "").split())


def _joined(*columns: Any) -> Any:
    text: Any = cast(columns[0], String)
    for column in columns[1:]:
        text = text + _BETWEEN + func.coalesce(cast(column, String), "")
    return func.aggregate_strings(text, _NEXT)


def _late(a: Any) -> Any:
    row = core.plan_activity
    return (
        select(_joined(row.c.number, row.c.kind, row.c.code, row.c.planned_on, row.c.title))
        .where(
            row.c.apprenticeship_id == a.c.id,
            row.c.state == PlanState.PLANNED.value,
            row.c.planned_on < bindparam("today", type_=Date),
        )
        .correlate(a)
        .scalar_subquery()
    )


def _planned_then(a: Any, known: Any) -> Any:
    """The same at a moment: an activity keeps its newest day and state alone, and its events all of them."""
    row, done = core.plan_activity, core.plan_event
    return (
        select(_joined(row.c.number, row.c.kind, row.c.code, done.c.on_day, row.c.title))
        .select_from(row)
        .join(done, last_event(row, done, known))
        .where(
            row.c.apprenticeship_id == a.c.id,
            done.c.what.not_in((PlanEvent.HELD.value, PlanEvent.MISSED.value)),
            done.c.on_day < bindparam("today", type_=Date),
        )
        .correlate(a)
        .scalar_subquery()
    )


def last_event(row: Any, done: Any, known: Any) -> Any:
    """Picks the last event of an activity by a moment: what it was then, and the day on which it was to be or was."""
    newer = aliased(core.plan_event)
    last = (
        select(func.max(newer.c.seq))
        .where(
            newer.c.apprenticeship_id == row.c.apprenticeship_id,
            newer.c.number == row.c.number,
            newer.c.at <= known,
        )
        .correlate(row)
        .scalar_subquery()
    )
    return and_(done.c.apprenticeship_id == row.c.apprenticeship_id, done.c.number == row.c.number, done.c.seq == last)


def said_of_plan(a: Any, known: Any = None) -> Any:
    """What was said of the plan of a row of the apprenticeship, but for ticks, as one text."""
    row, person = core.plan_fact, core.person
    newer = aliased(row)
    newest = (
        select(func.max(newer.c.seq))
        .where(
            newer.c.apprenticeship_id == row.c.apprenticeship_id,
            newer.c.key == row.c.key,
            newer.c.about == row.c.about,
            by_then(newer.c.at, known),
        )
        .correlate(row)
        .scalar_subquery()
    )
    by = select(person.c.name).where(person.c.id == row.c.by).correlate(row).scalar_subquery()
    return (
        select(_joined(row.c.key, row.c.about, row.c.on_day, by, row.c.value))
        .where(row.c.apprenticeship_id == a.c.id, row.c.key != FactKey.TICK.value, row.c.seq == newest)
        .correlate(a)
        .scalar_subquery()
    )


def _newest(a: Any, column: Any, known: Any = None) -> Any:
    """A column of the newest version, or of the newest that was put by a moment."""
    row = core.signed_record
    return (
        select(column)
        .where(
            row.c.apprenticeship_id == a.c.id,
            row.c.kind == RecordKind.TRAINING_PLAN.value,
            row.c.number == PLAN_NUMBER,
            by_then(row.c.put_at, known),
        )
        .order_by(row.c.version.desc())
        .limit(1)
        .correlate(a)
        .scalar_subquery()
    )


def read_brief(row: Row[Any]) -> PlanBrief:
    """The value of a row that has those columns."""
    late = [line.split(_BETWEEN, 4) for line in (row.plan_late or "").split(_NEXT) if line]
    return PlanBrief(
        late=tuple(
            Activity(int(number), PlanKind(kind), code, title, date.fromisoformat(on))
            for number, kind, code, on, title in late
        ),
        facts=_facts_in(row.plan_said),
        content=row.plan_content or "",
        erased_on=london_date(row.plan_erased) if row.plan_erased else None,
    )


def stated_brief(content: str | None, said: str | None) -> PlanBrief:
    """A plan by its newest version and what was said of it alone, from `said_of_plan`."""
    return PlanBrief((), _facts_in(said), content or "")


def _facts_in(said: str | None) -> PlanFacts:
    lines = [line.split(_BETWEEN, 4) for line in (said or "").split(_NEXT) if line]
    return facts_from(
        [
            PlanFact(FactKey(key), about, None, value, date.fromisoformat(on) if on else None, by)
            for key, about, on, by, value in lines
        ]
    )
