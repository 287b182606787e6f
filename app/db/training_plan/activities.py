"""The activities of plans: what stands, what was done to each, its evidence and its feedback by KSB."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, String, Uuid, bindparam, cast, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.training_plan.values import Activity, ActivityEvent, AttemptResult, PlanEvent, PlanKind, PlanState


def activities(session: Session, apprenticeship: UUID) -> tuple[Activity, ...]:
    """All of a plan, by the day they are planned for; one statement."""
    rows = session.execute(_activities(), {"apprenticeship": apprenticeship})
    return tuple(_value(row) for row in rows)


def activity(session: Session, apprenticeship: UUID, number: int) -> Activity | None:
    """One of them, None where there is none of this number; one statement."""
    return next((one for one in activities(session, apprenticeship) if one.number == number), None)


@cache
def _activities() -> Select[Any]:
    row, piece = core.plan_activity, core.plan_evidence
    listed = (
        select(func.aggregate_strings(cast(piece.c.evidence, String), " "))
        .where(piece.c.apprenticeship_id == row.c.apprenticeship_id, piece.c.number == row.c.number)
        .scalar_subquery()
    )
    return (
        select(row, listed.label("evidence"))
        .where(row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid))
        .order_by(row.c.planned_on, row.c.number)
    )


def _value(row: Row[Any]) -> Activity:
    return Activity(
        number=row.number,
        kind=PlanKind(row.kind),
        code=row.code,
        title=row.title,
        planned_on=row.planned_on,
        minutes=row.minutes,
        state=PlanState(row.state),
        held_on=row.held_on,
        reason=row.reason,
        result=AttemptResult(row.result) if row.result else None,
        indicative_grade=row.indicative_grade,
        feedback=row.feedback,
        evidence=tuple(sorted(int(each) for each in (row.evidence or "").split())),
    )


def add_activity(session: Session, apprenticeship: UUID, new: Activity, salt: str) -> int:
    """Keep a new activity; returns its number. The caller holds the lock."""
    row = core.plan_activity
    number = next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)
    session.execute(insert(row).values(apprenticeship_id=apprenticeship, number=number, salt=salt, **_columns(new)))
    return number


def change_activity(session: Session, apprenticeship: UUID, changed: Activity) -> None:
    """Let an activity stand as it is now."""
    row = core.plan_activity
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == changed.number)
        .values(**_columns(changed))
    )


def _columns(one: Activity) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "code": one.code,
        "title": one.title,
        "planned_on": one.planned_on,
        "minutes": one.minutes,
        "state": one.state.value,
        "held_on": one.held_on,
        "reason": one.reason,
        "result": one.result.value if one.result else None,
        "indicative_grade": one.indicative_grade,
        "feedback": one.feedback,
    }


def add_event(
    session: Session,
    apprenticeship: UUID,
    number: int,
    what: PlanEvent,
    on: date,
    reason: str,
    *,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """Keep what was done to an activity."""
    row = core.plan_event
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            seq=seq,
            what=what.value,
            on_day=on,
            reason=reason,
            salt=salt,
            by=by,
            at=at,
        )
    )


def events(session: Session, apprenticeship: UUID, number: int) -> tuple[ActivityEvent, ...]:
    """What was done to an activity, the first first."""
    row, person = core.plan_event, core.person
    rows = session.execute(
        select(row.c.what, row.c.on_day, row.c.reason, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.seq)
    )
    return tuple(ActivityEvent(PlanEvent(r.what), r.on_day, r.reason, r.name, r.at) for r in rows)


def sent_pieces(session: Session, apprenticeship: UUID, numbers: Collection[int]) -> frozenset[int]:
    """Which of these pieces were sent; a draft is known to the apprentice alone."""
    row = core.evidence
    return frozenset(
        session.scalars(
            select(row.c.number).where(
                row.c.apprenticeship_id == apprenticeship,
                row.c.number.in_(list(numbers)),
                row.c.counting_version.is_not(None),
            )
        )
    )


def set_evidence(session: Session, apprenticeship: UUID, number: int, pieces: Collection[int]) -> None:
    """Let exactly these pieces belong to an activity."""
    row = core.plan_evidence
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number))
    for piece in pieces:
        session.execute(insert(row).values(apprenticeship_id=apprenticeship, number=number, evidence=piece))


def set_feedback(session: Session, apprenticeship: UUID, number: int, words: Mapping[str, str]) -> None:
    """Let exactly this stand as the feedback by KSB of a mock assessment."""
    row = core.mock_feedback
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number))
    for ksb, said in words.items():
        session.execute(insert(row).values(apprenticeship_id=apprenticeship, number=number, ksb=ksb, words=said))


def feedback_by_ksb(session: Session, apprenticeship: UUID) -> dict[int, dict[str, str]]:
    """The feedback by KSB of every mock assessment of a plan, by its number; one statement."""
    row = core.mock_feedback
    found: dict[int, dict[str, str]] = {}
    for number, ksb, words in session.execute(
        select(row.c.number, row.c.ksb, row.c.words).where(row.c.apprenticeship_id == apprenticeship)
    ):
        found.setdefault(number, {})[ksb] = words
    return found
