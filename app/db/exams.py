"""The exams in English and maths that were booked and sat, and the certificates that were seen: of one, or of all."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.forecast import Attempt
from app.domain.london import london_date
from app.domain.training_plan.values import AttemptResult, FactKey, PlanKind, PlanState


@dataclass(slots=True)
class ExamsKept:
    """Of one apprenticeship: the code of its programme, every attempt that was not missed, and by subject the day on
    which the certificate was seen that the rule asks for."""

    programme: str = ""
    attempts: list[Attempt] = field(default_factory=list)
    seen: dict[str, date] = field(default_factory=dict)


def attempt_line() -> ColumnElement[str]:
    """One attempt as text, of a row of `plan_activity`; the caller picks which, with `is_attempt`."""
    row, event = core.plan_activity, core.plan_event
    booked = (
        select(func.min(event.c.at))
        .where(event.c.apprenticeship_id == row.c.apprenticeship_id, event.c.number == row.c.number)
        .correlate(row)
        .scalar_subquery()
    )
    line: ColumnElement[str] = row.c.code
    for part in (cast(booked, String), cast(row.c.planned_on, String), cast(row.c.held_on, String), row.c.result):
        line = line + "|" + func.coalesce(part, "")
    return line


def is_attempt() -> ColumnElement[bool]:
    """Whether a row of `plan_activity` is an attempt that was not missed."""
    row = core.plan_activity
    kind = row.c.kind == PlanKind.FUNCTIONAL_SKILLS.value
    return kind & (row.c.state != PlanState.MISSED.value)


def read_attempt(line: str) -> Attempt:
    """The attempt of such a line."""
    part, booked, planned, sat, result = line.split("|")
    at = datetime.fromisoformat(booked) if booked else None
    return Attempt(
        part,
        london_date(at if at.tzinfo else at.replace(tzinfo=UTC)) if at else date.fromisoformat(planned),
        date.fromisoformat(planned),
        date.fromisoformat(sat) if sat else None,
        result == AttemptResult.PASSED if result else None,
    )


def exams_of_all(session: Session) -> Mapping[UUID, ExamsKept]:
    """Everybody’s who has any, in two statements."""
    row, fact, one = core.plan_activity, core.plan_fact, core.apprenticeship
    found: dict[UUID, ExamsKept] = defaultdict(ExamsKept)
    attempts = select(one.c.id, one.c.programme, attempt_line()).join(row, row.c.apprenticeship_id == one.c.id)
    for of, programme, line in session.execute(attempts.where(is_attempt())):
        found[of].programme = programme
        found[of].attempts.append(read_attempt(line))
    told = (FactKey.CERTIFICATE.value, FactKey.CERTIFICATE_LEVEL.value)
    facts = select(fact.c.apprenticeship_id, fact.c.key, fact.c.about, fact.c.value, fact.c.on_day)
    held: dict[tuple[UUID, str, str], tuple[str, date | None]] = {}
    for of, key, about, value, on in session.execute(facts.where(fact.c.key.in_(told)).order_by(fact.c.seq)):
        held[of, about, key] = value, on
    for (of, about, key), (value, on) in held.items():
        asked = held.get((of, about, FactKey.CERTIFICATE_LEVEL.value), ("", None))[0] == ""
        if key == FactKey.CERTIFICATE and value and on and asked:
            found[of].seen[about] = on
    return found
